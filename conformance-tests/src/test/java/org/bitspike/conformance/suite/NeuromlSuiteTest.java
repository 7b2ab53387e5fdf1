package org.bitspike.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.bitspike.conformance.omv.OmvCheck;
import org.bitspike.conformance.omv.OmvResult.Line;
import org.bitspike.conformance.omv.OmvResult.Outcome;
import org.bitspike.conformance.omv.OmvScore;
import org.bitspike.conformance.omv.OmvTest;
import org.bitspike.conformance.suite.SuiteModel.SuiteCheck;
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
      observe(model, Set.of()).forEach(line -> lines.add("  " + shown(line)));
    }
    Files.createDirectories(Path.of("target"));
    Files.write(Path.of("target", "neuroml-suite-reference.txt"), lines);
    assertThat(lines).noneMatch(l -> l.startsWith("  FAIL"));
    assertThat(lines.stream().filter(l -> l.startsWith("  PASS") && l.contains(" spike ")).count())
        .isGreaterThanOrEqualTo(73);
  }

  private static void score(SuiteModel model, Set<String> only) {
    List<Line> lines = observe(model, only);
    lines.forEach(line -> System.out.println(model.name() + ": " + shown(line)));
    assertThat(lines)
        .allSatisfy(
            line -> assertThat(line.outcome()).as("%s", shown(line)).isEqualTo(Outcome.PASS));
  }

  /** Models that are not run yet say why; their checks do not count as failed. */
  private static String shown(Line line) {
    return String.format(
        Locale.ROOT,
        "%-8s %-24s %-12s deviation %.3e (jNeuroML's is %.3e) %s",
        line.outcome() == Outcome.FAIL && line.reason().startsWith("BS-")
            ? "not run"
            : line.outcome(),
        line.experiment(),
        line.observable(),
        line.deviation(),
        line.tolerance(),
        line.reason());
  }

  /** The checks that jNeuroML is scored on. */
  private static List<Line> observe(SuiteModel model, Set<String> only) {
    List<OmvCheck> checks =
        model.checks().stream()
            .filter(SuiteCheck::scored)
            .map(SuiteCheck::check)
            .filter(c -> only.isEmpty() || only.contains(c.experiment()))
            .toList();
    OmvTest test = new OmvTest(model.file(), "jNeuroML", List.of(model.file()), checks);
    return new OmvScore(List.of(suite()), OptionalDouble.empty(), Optional.empty())
        .score(List.of(test))
        .getFirst()
        .lines();
  }

  private static Path suite() {
    var folder = SuiteModel.folder();
    assumeTrue(
        folder.isPresent(), "no neuroml-suite below bitspike.data: the reference was not scored");
    return folder.orElseThrow();
  }
}
