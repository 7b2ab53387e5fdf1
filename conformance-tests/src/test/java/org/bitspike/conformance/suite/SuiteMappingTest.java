package org.bitspike.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bitspike.conformance.Check;
import org.bitspike.conformance.CheckOptions;
import org.bitspike.conformance.CheckResult;
import org.bitspike.conformance.ExpectedFigure;
import org.bitspike.conformance.VerdictTable;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Diagnostic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every lowerable integrate-and-fire model of the public NeuroML 2 examples goes the whole way, on
 * every chip.
 */
class SuiteMappingTest {

  private static final Path PAGE =
      Path.of(System.getProperty("bitspike.root", "..")).resolve("docs/reference/suite.md");

  private static final String HEAD =
      """
      # The public NeuroML 2 examples on the chips

      The integrate-and-fire models of the public NeuroML 2 examples, checked on every chip (one variant of each) with default criteria (every spike within
      one tick). Written by `SuiteMappingTest`, which fails when a row changes. Steps of these models are 1 to 50 microseconds; a chip
      whose parameters are registers of 10 bits cannot hold a spike to such a tick, and the verdicts say so. A chip that
      has no neuron or synapse of a model refuses it, with the code of the reason.

      | model | profile | verdict | synapses | spikes meant | spikes emulated |
      |---|---|---|---|---|---|
      """;

  /**
   * Variants of chips whose other variant is there: they differ in arithmetic or in how many cores
   * there are, not in what of these models fits.
   */
  private static final Set<String> VARIANTS =
      Set.of(
          "brainscales1-hicann",
          "brainscales1-reticle",
          "brainscales1-wafer",
          "loihi-brian2",
          "loihi-lava-learning",
          "loihi-nengo",
          "spinnaker-izhikevich");

  private static final SortedMap<String, String> ROWS = new TreeMap<>();

  @TestFactory
  Stream<DynamicTest> everyLowerableModelRunsOnEveryProfile() {
    Optional<Path> folder = SuiteModel.folder();
    assumeTrue(
        folder.isPresent(), "no neuroml-suite below bitspike.data: no model of it was mapped");
    return SuiteModel.all(folder.orElseThrow()).stream()
        .filter(m -> m.hardwareClass().equals("lowerable-LIF"))
        .flatMap(
            model ->
                Profiles.builtIn().stream()
                    .filter(profile -> !VARIANTS.contains(profile))
                    .map(
                        profile ->
                            DynamicTest.dynamicTest(
                                model.name() + " on " + profile,
                                () -> check(folder.orElseThrow(), model, profile))));
  }

  private static void check(Path folder, SuiteModel model, String profile) {
    CheckOptions options =
        CheckOptions.of(model.file(), profile)
            .withIncludePath(List.of(folder, folder.resolve("core")));
    CheckResult result;
    try {
      result = Check.run(options);
    } catch (BitspikeException refused) {
      Diagnostic first = refused.diagnostics().getFirst();
      ROWS.put(
          model.name() + " " + profile,
          String.format(
              Locale.ROOT,
              "| %s | %s | refused, %s | | | |",
              model.name(),
              profile,
              first.code().id()));
      assertThat(first.remedy()).isNotBlank();
      return;
    }
    ROWS.put(
        model.name() + " " + profile,
        String.format(
            Locale.ROOT,
            "| %s | %s | %s | %d of %d | %d | %d |",
            model.name(),
            profile,
            VerdictTable.outcome(result.verdict().outcome()),
            result.losses().synapsesRealised(),
            result.losses().synapsesMeant(),
            (long) ExpectedFigure.REFERENCE_SPIKES.of(result),
            (long) ExpectedFigure.EMULATED_SPIKES.of(result)));
    assertThat(result.verdict().reason()).isNotEmpty();
    assertThat(result.emulated().durationTicks()).isPositive();
  }

  @AfterAll
  static void tableIsTheOneInTheDocs() throws IOException {
    if (ROWS.isEmpty()) {
      return;
    }
    String page = HEAD + String.join("\n", ROWS.values()) + "\n";
    boolean stale = !Files.exists(PAGE) || !Files.readString(PAGE).equals(page);
    if (stale && "update".equals(System.getProperty("golden"))) {
      Files.writeString(PAGE, page);
    }
    assertThat(stale).as("%s differs; it should be%n%s", PAGE.getFileName(), page).isFalse();
  }
}
