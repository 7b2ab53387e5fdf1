package org.bitspike.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.recording.Recording;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The fast engine gives every bit that the interpreter gives. */
class EnginesTest {

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
    List<String> expected = StateDump.of(program, Engine.INTERPRETER);
    assertThat(StateDump.of(program, Engine.FAST)).as("seed %d", seed).isEqualTo(expected);
  }

  @Test
  void trapsSayTheSame() {
    int trapped = 0;
    for (long seed = 0; seed < 200; seed++) {
      Program program = RandomPrograms.trapping(seed);
      String expected = outcome(program, Engine.INTERPRETER);
      assertThat(outcome(program, Engine.FAST)).as("seed %d", seed).isEqualTo(expected);
      trapped += expected.isEmpty() ? 0 : 1;
    }
    assertThat(trapped).isBetween(20, 190);
  }

  private static String outcome(Program program, Engine engine) {
    try {
      Engines.run(program, RunOptions.defaults().withEngine(engine));
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
      Recording actual = Engines.run(program, RunOptions.defaults().withEngine(Engine.FAST));
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
