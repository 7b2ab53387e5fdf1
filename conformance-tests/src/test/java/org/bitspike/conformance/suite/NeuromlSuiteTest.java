package org.bitspike.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bitspike.conformance.ModelFile;
import org.bitspike.conformance.suite.SuiteModel.SuiteCheck;
import org.bitspike.conformance.suite.SuiteScore.Observation;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.spi.RunOverrides;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The reference simulator's grid mode against the expected observations of the public NeuroML 2
 * examples, within the tolerances that jNeuroML allows itself (NeuroML2 repository,
 * LEMSexamples/test; tolerances as listed in its .omt files).
 */
class NeuromlSuiteTest {

  /** Checks of the PyNN example that observe integrate-and-fire cells without adaptation. */
  private static final Set<String> PYNN_LIF =
      Set.of(
          "pop_IF_curr_exp",
          "pop_IF_cond_alpha",
          "pop_post_0",
          "pop_post_1",
          "pop_post_2",
          "pop_post_3");

  @TestFactory
  Stream<DynamicTest> gridModeStaysWithinJneuromlsTolerances() {
    Path folder = suite();
    return SuiteModel.all(folder).stream()
        .filter(
            m ->
                m.hardwareClass().equals("lowerable-LIF") || m.name().equals("LEMS_NML2_Ex14_PyNN"))
        .map(
            model ->
                DynamicTest.dynamicTest(
                    model.name(),
                    () -> score(model, model.name().contains("Ex14") ? PYNN_LIF : Set.of())));
  }

  @Test
  @Tag("long")
  void wholeSuiteIsScoredAndWrittenDown() throws Exception {
    List<String> lines = new ArrayList<>();
    for (SuiteModel model : SuiteModel.all(suite())) {
      lines.add(model.name() + " (" + model.hardwareClass() + ")");
      try {
        observe(model, Set.of())
            .forEach(
                o -> lines.add("  " + (o.passes(o.check().tolerance()) ? "pass  " : "FAIL  ") + o));
      } catch (RuntimeException | AssertionError e) {
        lines.add(
            "  not run: "
                + String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString()));
      }
    }
    Files.createDirectories(Path.of("target"));
    Files.write(Path.of("target", "neuroml-suite-reference.txt"), lines);
    assertThat(lines).noneMatch(l -> l.startsWith("  FAIL"));
    assertThat(lines.stream().filter(l -> l.startsWith("  pass")).count())
        .isGreaterThanOrEqualTo(60);
  }

  private static void score(SuiteModel model, Set<String> only) {
    List<Observation> observations = observe(model, only);
    observations.forEach(o -> System.out.println(model.name() + ": " + o));
    assertThat(observations)
        .allSatisfy(
            o -> {
              double tolerance = o.check().tolerance();
              assertThat(Double.isNaN(tolerance) || o.passes(tolerance)).as("%s", o).isTrue();
            });
  }

  private static List<Observation> observe(SuiteModel model, Set<String> only) {
    Network network =
        ModelFile.read(model.file(), List.of(suite(), suite().resolve("core")), RunOverrides.NONE)
            .network();
    Recording recording =
        ReferenceSimulator.simulate(network, SimulationOptions.defaults().withRecordRanges(false));
    List<Observation> observations = new ArrayList<>();
    for (SuiteCheck check : model.checks()) {
      if (only.isEmpty() || only.contains(check.experiment())) {
        observations.add(SuiteScore.observe(check, network, recording));
      }
    }
    return observations;
  }

  private static Path suite() {
    var folder = SuiteModel.folder();
    assumeTrue(
        folder.isPresent(), "no neuroml-suite below bitspike.data: the reference was not scored");
    return folder.orElseThrow();
  }
}
