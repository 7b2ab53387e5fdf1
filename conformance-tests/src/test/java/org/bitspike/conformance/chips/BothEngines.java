package org.bitspike.conformance.chips;

import static org.assertj.core.api.Assertions.assertThat;

import org.bitspike.emulator.Engine;
import org.bitspike.emulator.Engines;
import org.bitspike.emulator.RunOptions;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.recording.Recording;

/** Runs golden programs on both engines, with one to three threads; all have to agree. */
final class BothEngines {

  private BothEngines() {}

  static Recording run(Program program) {
    RunOptions options = RunOptions.defaults();
    Recording interpreted = Engines.run(program, options.withEngine(Engine.INTERPRETER));
    for (int threads = 1; threads <= 3; threads++) {
      agree(
          interpreted, Engines.run(program, options.withEngine(Engine.FAST).withThreads(threads)));
    }
    return interpreted;
  }

  private static void agree(Recording interpreted, Recording fast) {
    assertThat(fast.spikes()).hasSameSizeAs(interpreted.spikes());
    for (int s = 0; s < fast.spikes().size(); s++) {
      assertThat(fast.spikes().get(s).tick()).isEqualTo(interpreted.spikes().get(s).tick());
      assertThat(fast.spikes().get(s).neuron()).isEqualTo(interpreted.spikes().get(s).neuron());
    }
    assertThat(fast.traces()).hasSameSizeAs(interpreted.traces());
    for (int t = 0; t < fast.traces().size(); t++) {
      assertThat(codes(fast, t)).isEqualTo(codes(interpreted, t));
    }
  }

  private static long[] codes(Recording recording, int trace) {
    return recording.traces().get(trace).codes().orElseThrow().codes();
  }
}
