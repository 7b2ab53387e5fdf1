package org.bitspike.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.bitspike.conformance.Check;
import org.bitspike.conformance.CheckOptions;
import org.bitspike.conformance.CheckResult;
import org.bitspike.conformance.VerdictTable;
import org.bitspike.hwprofiles.Profiles;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every lowerable integrate-and-fire model of the public NeuroML 2 examples goes the whole way, on
 * every built-in profile.
 */
class SuiteMappingTest {

  private static final List<String> TABLE = new ArrayList<>();

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
    CheckResult result = Check.run(options);
    TABLE.add(
        String.format(
            Locale.ROOT,
            "%-36s %-16s %-26s %3d losses, %d of %d synapses  %s",
            model.name(),
            profile,
            VerdictTable.outcome(result.verdict().outcome()),
            result.losses().losses().size(),
            result.losses().synapsesRealised(),
            result.losses().synapsesMeant(),
            result.verdict().reason()));
    assertThat(result.verdict().reason()).isNotEmpty();
    assertThat(result.emulated().durationTicks()).isPositive();
  }

  @AfterAll
  static void writeTable() throws IOException {
    Files.createDirectories(Path.of("target"));
    Files.write(Path.of("target", "neuroml-suite-mapping.txt"), TABLE);
  }
}
