package org.bitspike.benchmarks;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bitspike.emulator.Interpreter;
import org.bitspike.emulator.RunOptions;
import org.bitspike.ir.kernel.KernelText;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.recording.Recording;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time of one run of a tick handler, without events: what interpreting fixed-point operations
 * costs. The kernel counts up by a leaky step and fires now and then; {@code bare} only adds one,
 * so that the difference is the arithmetic and the rest is the loop around it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KernelTapeBenchmark {

  private static final int NEURONS = 1000;
  private static final int TICKS = 200;

  private static final String LEAKY =
      """
      kernel leaky {
        param keep: u16.16, drive: s16.8, threshold: s24.8
        state v: s24.8 half_even saturate, count: u16 wrap
        on tick {
          v = v * keep + drive
          if v > threshold { spike v = 0 count = count + 1 }
        }
      }
      """;

  private static final String BARE =
      "kernel bare { state count: u16 wrap on tick { count = count + 1 } }";

  /** Which kernel. */
  @Param({"bare", "leaky"})
  String kernel = "bare";

  private Program program = Models.eventsOnly(1, 1, 1);

  /** Builds the program. */
  @Setup(Level.Trial)
  public void build() {
    program =
        kernel.equals("bare")
            ? Models.kernelOnly(KernelText.parse(BARE), NEURONS, Map.of(), TICKS)
            : Models.kernelOnly(
                KernelText.parse(LEAKY),
                NEURONS,
                Map.of(
                    "keep",
                    new long[] {65208},
                    "drive",
                    new long[] {25},
                    "threshold",
                    new long[] {3840}),
                TICKS);
  }

  /** One neuron's tick. */
  @Benchmark
  @OperationsPerInvocation(NEURONS * TICKS)
  public Recording neuronTick() {
    return Interpreter.run(program, RunOptions.defaults());
  }
}
