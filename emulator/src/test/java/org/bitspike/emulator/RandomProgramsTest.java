package org.bitspike.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.kernel.KernelText;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.ProgramVerifier;
import org.bitspike.ir.recording.Recording;
import org.junit.jupiter.api.Test;

/** Random programs run, spike, learn, and give the same bits every time. */
class RandomProgramsTest {

  @Test
  void programsAreSound() {
    for (long seed = 0; seed < 300; seed++) {
      assertThat(ProgramVerifier.verify(RandomPrograms.trapping(seed)))
          .as("seed %d", seed)
          .isEmpty();
    }
  }

  @Test
  void everyRunGivesTheSameBits() {
    long spikes = 0;
    long learned = 0;
    for (long seed = 0; seed < 500; seed++) {
      Recording first = Interpreter.run(RandomPrograms.of(seed), RunOptions.defaults());
      Recording second = Interpreter.run(RandomPrograms.of(seed), RunOptions.defaults());
      assertThat(second).as("seed %d", seed).usingRecursiveComparison().isEqualTo(first);
      spikes += first.spikes().stream().mapToInt(Recording.SpikeSeries::count).sum();
      learned += first.learning().stream().mapToInt(l -> l.tick().length).sum();
    }
    assertThat(spikes).isGreaterThan(10_000);
    assertThat(learned).isGreaterThan(5_000);
  }

  @Test
  void someProgramsTrapAndNoneFailsOtherwise() {
    int trapped = 0;
    for (long seed = 0; seed < 200; seed++) {
      try {
        Interpreter.run(RandomPrograms.trapping(seed), RunOptions.defaults());
      } catch (BitspikeException e) {
        assertThat(e.diagnostics().getFirst().code()).as("seed %d", seed).isEqualTo(Code.E_TRAP);
        trapped++;
      }
    }
    assertThat(trapped).isBetween(20, 190);
  }

  @Test
  void kernelsSurviveTheirText() {
    for (long seed = 0; seed < 200; seed++) {
      Program program = RandomPrograms.trapping(seed);
      for (Kernel kernel : program.kernels()) {
        assertThat(KernelText.parse(KernelText.print(kernel)))
            .as("seed %d", seed)
            .isEqualTo(kernel);
      }
    }
  }
}
