package org.bitspike.backends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.ServiceLoader;
import org.bitspike.emulator.RandomPrograms;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.UnsupportedFeatureException;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.spi.Backend;
import org.bitspike.ir.spi.Backend.Artefact;
import org.bitspike.ir.spi.Backend.Assessment;
import org.bitspike.ir.spi.Fidelity;
import org.junit.jupiter.api.Test;

/** What every backend keeps. A backend's test inherits it; whoever passes it is a backend. */
abstract class BackendContractTest {

  private static final int PROGRAMS = 100;

  /** The backend under test. */
  abstract Backend backend();

  @Test
  void itIsFoundByItsName() {
    assertThat(ServiceLoader.load(Backend.class).stream().map(provider -> provider.get().name()))
        .contains(backend().name())
        .doesNotHaveDuplicates();
    assertThat(backend().name()).matches("[a-z][a-z0-9-]*");
    assertThat(backend().summary()).isNotBlank().doesNotContain("\n");
  }

  @Test
  void itExportsWhatItDoesNotRefuseAndRefusesWithAReason() {
    for (long seed = 0; seed < PROGRAMS; seed++) {
      Program program = RandomPrograms.trapping(seed);
      Assessment assessment = backend().assess(program);
      assertThat(assessment.reason()).as("reason for seed %d", seed).isNotBlank();
      if (assessment.fidelity() == Fidelity.REFUSED) {
        assertThat(assessment.diagnostics())
            .as("seed %d", seed)
            .anyMatch(d -> d.code() == Code.B_REFUSED);
        assertThatThrownBy(() -> backend().emit(program))
            .isInstanceOfSatisfying(
                UnsupportedFeatureException.class,
                e -> assertThat(e.refusedBy()).isEqualTo(backend().name()));
      } else {
        assertFiles(seed, backend().emit(program));
      }
    }
  }

  private static void assertFiles(long seed, List<Artefact> files) {
    assertThat(files).as("files of seed %d", seed).isNotEmpty();
    assertThat(files)
        .extracting(Artefact::path)
        .as("paths of seed %d", seed)
        .doesNotHaveDuplicates();
    for (Artefact file : files) {
      assertThat(file.path()).doesNotStartWith("/").doesNotContain("..", "\\");
      assertThat(file.content()).as("%s of seed %d", file.path(), seed).isNotEmpty();
    }
  }

  @Test
  void itWritesTheSameBytesEveryTime() {
    for (long seed = 0; seed < 10; seed++) {
      if (backend().assess(RandomPrograms.of(seed)).fidelity() == Fidelity.REFUSED) {
        continue;
      }
      assertThat(backend().emit(RandomPrograms.of(seed)))
          .usingRecursiveComparison()
          .isEqualTo(backend().emit(RandomPrograms.of(seed)));
    }
  }
}
