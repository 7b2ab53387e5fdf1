package org.bitspike.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.bitspike.emulator.fast.Vectors;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.Program.Columns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The number of threads changes nothing but the time a run takes. */
class ThreadsTest {

  private static final String COUNTER =
      """
      kernel counter {
        param step: s8
        state v: s8 trap
        on tick { v = v + step }
      }
      """;

  private static final String NOISY =
      """
      kernel noisy {
        param leak: u8.8
        state v: s16.4 stochastic saturate
        input exc: s12.4 saturate, inh: s12.4 saturate
        on tick {
          v = v * leak + exc + inh
          if v > 20 { spike v = 0 }
        }
      }
      """;

  @AfterEach
  void noThreadIsLeft() throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith(Team.NAME)) {
        thread.join(10_000);
        assertThat(thread.isAlive()).as(thread.getName()).isFalse();
      }
    }
  }

  /** The trap of the later block is in the earlier part. */
  @Test
  void theTrapIsTheOneThatComesFirstInOrder() {
    Program program =
        new ProgramBuilder(20)
            .kernel(COUNTER)
            .neurons("a", "counter", 9, steps(9, 7, 12), Columns.NONE)
            .neurons("b", "counter", 9, steps(9, 0, 12), Columns.NONE)
            .build();
    RunOptions fast = RunOptions.defaults().withEngine(Engine.FAST);
    String expected = trap(program, RunOptions.defaults().withEngine(Engine.INTERPRETER));
    assertThat(expected).contains("tick 10", "member 7 of block a");
    for (int threads = 1; threads <= 9; threads++) {
      assertThat(parts(program, threads)).isEqualTo(threads);
      assertThat(trap(program, fast.withThreads(threads))).isEqualTo(expected);
    }
  }

  private static Columns steps(int size, int member, long step) {
    long[] steps = new long[size];
    steps[member] = step;
    return new Columns(Map.of("step", steps));
  }

  private static String trap(Program program, RunOptions options) {
    try {
      Engines.run(program, options);
      return "none";
    } catch (BitspikeException e) {
      return e.diagnostics().toString();
    }
  }

  private static int parts(Program program, int threads) {
    try (Interpreter run =
        new Interpreter(
            program,
            1,
            RunOptions.defaults(),
            Optional.of(new Acceleration(program, new Manner(threads, true, Vectors.NONE))))) {
      return run.machine().parts().count();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void everyRunOfALargerNetworkIsTheInterpreters(int threads) {
    Program program = noisy();
    List<String> expected = StateDump.of(program);
    assertThat(expected).anyMatch(line -> line.matches("spikes n( \\d+)+"));
    assertThat(parts(program, threads)).isEqualTo(threads);
    for (int run = 0; run < 3; run++) {
      assertThat(StateDump.fast(program, threads).equals(expected)).as("run %d", run).isTrue();
    }
  }

  private static Program noisy() {
    int cells = 301;
    Random random = new Random(3);
    return new ProgramBuilder(300)
        .kernel(NOISY)
        .neurons("n", "noisy", cells, ProgramBuilder.columns("leak", 240), Columns.NONE)
        .sources("s", 20)
        .spikes(
            "s",
            random
                .ints(2000, 0, 300 * 20)
                .distinct()
                .sorted()
                .mapToObj(at -> new long[] {at / 20, at % 20})
                .toArray(long[][]::new))
        .synapses("drive", "s", "n", "exc", synapses(random, 3000, 20, cells, 200))
        .synapses("exc", "n", "n", "exc", synapses(random, 6000, cells, cells, 60))
        .synapses("inh", "n", "n", "inh", synapses(random, 6000, cells, cells, -70))
        .build();
  }

  private static int[][] synapses(Random random, int count, int sources, int targets, int weight) {
    int[][] each = new int[count][];
    for (int k = 0; k < count; k++) {
      each[k] =
          new int[] {
            random.nextInt(sources), random.nextInt(targets), weight, 1 + random.nextInt(40)
          };
    }
    return each;
  }

  @Test
  void manyOfTheRandomProgramsAreParted() {
    int parted = 0;
    for (long seed = 0; seed < 300; seed++) {
      parted += parts(RandomPrograms.of(seed), 3) == 3 ? 1 : 0;
    }
    assertThat(parted).isBetween(60, 299);
  }

  @Test
  void aNumberOfThreadsIsSensible() {
    assertThatThrownBy(() -> RunOptions.defaults().withThreads(-1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RunOptions.defaults().withThreads(RunOptions.MOST_THREADS + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatAPartThrowsIsThrownWhenAllAreDone() {
    AtomicInteger done = new AtomicInteger();
    try (Team team = new Team(3, true)) {
      assertThatThrownBy(
              () ->
                  team.perform(
                      part -> {
                        done.incrementAndGet();
                        if (part > 0) {
                          throw new IllegalStateException("part " + part);
                        }
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("part 1");
    }
    assertThat(done).hasValue(3);
  }
}
