package org.bitspike.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.bitspike.emulator.fast.Vectors;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.recording.Recording;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The fast engine gives every bit that the interpreter gives. */
class EnginesTest {

  private static final Vectors PAIRS = new Vectors(2, true);

  @Test
  void everySpikeAndEveryWordOfEveryTickAreTheInterpreters() {
    for (long seed = 0; seed < 2000; seed++) {
      sameStates(seed, RandomPrograms.of(seed));
    }
  }

  @Test
  void trapsComeInTheSameTick() {
    for (long seed = 0; seed < 500; seed++) {
      sameStates(seed, RandomPrograms.trapping(seed));
    }
  }

  @Test
  @Tag("long")
  void manyMorePrograms() {
    for (long seed = 10_000; seed < 40_000; seed++) {
      sameStates(seed, RandomPrograms.of(seed));
      sameStates(seed, RandomPrograms.trapping(seed));
    }
  }

  private static void sameStates(long seed, Program program) {
    List<String> expected = StateDump.of(program);
    for (int threads = 1; threads <= 3; threads++) {
      assertThat(StateDump.fast(program, threads))
          .as("seed %d, %d threads", seed, threads)
          .isEqualTo(expected);
    }
    int threads = 1 + (int) (seed % 3);
    assertThat(StateDump.fast(program, threads, PAIRS))
        .as("seed %d, %d threads, vectors", seed, threads)
        .isEqualTo(expected);
  }

  @Test
  void vectorsOfAllLengthsGiveTheSameStates() {
    for (long seed = 0; seed < 120; seed++) {
      Program program = RandomPrograms.larger(seed);
      List<String> expected = StateDump.of(program);
      for (int members = 4; members <= 16; members *= 2) {
        assertThat(StateDump.fast(program, 1, new Vectors(members, true)))
            .as("seed %d, vectors of %d", seed, members)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void manyOfTheRandomHandlersAreVectorised() {
    int vectorised = 0;
    int all = 0;
    for (long seed = 0; seed < 300; seed++) {
      Program program = RandomPrograms.of(seed);
      Acceleration fast = new Acceleration(program, new Manner(1, true, PAIRS));
      for (NeuronGroup block : new Machine(program, Optional.of(fast)).neurons()) {
        vectorised += block.vectorised() ? 1 : 0;
        all++;
      }
    }
    assertThat((double) vectorised / all).isBetween(0.15, 0.99);
  }

  @Test
  void trapsSayTheSame() {
    int trapped = 0;
    for (long seed = 0; seed < 200; seed++) {
      Program program = RandomPrograms.trapping(seed);
      RunOptions options = RunOptions.defaults();
      String expected = outcome(program, options.withEngine(Engine.INTERPRETER));
      for (int threads = 1; threads <= 3; threads++) {
        assertThat(outcome(program, options.withEngine(Engine.FAST).withThreads(threads)))
            .as("seed %d, %d threads", seed, threads)
            .isEqualTo(expected);
      }
      trapped += expected.isEmpty() ? 0 : 1;
    }
    assertThat(trapped).isBetween(20, 190);
  }

  private static String outcome(Program program, RunOptions options) {
    try {
      Engines.run(program, options);
      return "";
    } catch (BitspikeException e) {
      return e.diagnostics().toString();
    }
  }

  @Test
  void recordingsAreEqualButForTheEnginesName() {
    for (long seed = 0; seed < 200; seed++) {
      Program program = RandomPrograms.of(seed);
      Recording expected =
          Engines.run(program, RunOptions.defaults().withEngine(Engine.INTERPRETER));
      Recording actual =
          Engines.run(
              program,
              RunOptions.defaults().withEngine(Engine.FAST).withThreads(1 + (int) (seed % 3)));
      assertThat(expected.info().engine()).isEqualTo("emulator/interpreter");
      assertThat(actual.info().engine()).isEqualTo("emulator/fast");
      assertThat(actual)
          .as("seed %d", seed)
          .usingRecursiveComparison()
          .ignoringFields("info.engine")
          .isEqualTo(expected);
    }
  }
}
