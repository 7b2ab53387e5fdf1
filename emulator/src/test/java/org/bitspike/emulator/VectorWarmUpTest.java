package org.bitspike.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.bitspike.emulator.fast.Vectors;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.Program.Columns;
import org.junit.jupiter.api.Test;

/** Code for several neurons at once takes over in the middle of a run, and nobody can tell. */
class VectorWarmUpTest {

  private static final int NEURONS = 2003;
  private static final long MOST_TICKS = 500_000;

  @Test
  void takesOverOnceItIsFastAndChangesNoWord() {
    Program program =
        new ProgramBuilder((int) MOST_TICKS)
            .kernel(
                """
                kernel walk {
                  param  step: s16
                  state  x: s32 half_up saturate, y: s24.4 half_even wrap
                  table  bend: u4 -> s8
                  on tick {
                    x = (x * 3) >> 2
                    x = x + step + lookup(bend, quantise(x, u4, floor, wrap))
                    y = y + (x >> 3)
                    if y > 1000 { spike y = 0 }
                  }
                }
                """)
            .table("bend", FixedFormat.signed(8, 0), 5, -3, 8, -90, 77, 0, 1, 99, -4, 3, 2, 1)
            .neurons(
                "n", "walk", NEURONS, new Columns(Map.of("step", new long[] {77})), Columns.NONE)
            .build();
    try (Interpreter one = machine(program, Vectors.NONE);
        Interpreter many = machine(program, Vectors.forRun(NEURONS * MOST_TICKS))) {
      NeuronGroup block = many.machine().neuronBlock("n");
      long tick = 0;
      boolean tookOver = false;
      for (long end = 500; tick < end; tick++) {
        one.tick(tick, false);
        many.tick(tick, false);
        if (!tookOver && tick == end - 1 && end < MOST_TICKS) {
          tookOver = block.vectorised();
          end += 100;
        }
      }
      assertThat(tookOver).as("took over within %d ticks", tick).isTrue();
      for (int n = 0; n < NEURONS; n += 7) {
        for (int w = 0; w < block.words().count(); w++) {
          assertThat(block.words().get(w, n))
              .isEqualTo(one.machine().neuronBlock("n").words().get(w, n));
        }
      }
    }
  }

  private static Interpreter machine(Program program, Vectors vectors) {
    return new Interpreter(
        program,
        program.durationTicks(),
        RunOptions.defaults(),
        Optional.of(new Acceleration(program, new Manner(1, true, vectors))));
  }
}
