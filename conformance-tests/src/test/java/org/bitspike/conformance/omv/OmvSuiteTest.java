package org.bitspike.conformance.omv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.bitspike.conformance.omv.OmvResult.Line;
import org.bitspike.conformance.omv.OmvResult.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The tests of the public NeuroML 2 examples (NeuroML2 and osb-model-validation repositories) as
 * their own files say.
 */
class OmvSuiteTest {

  @Test
  void everyFileOfTheSuiteIsRead() throws IOException {
    List<OmvTest> tests = tests("");
    assertThat(tests).hasSizeGreaterThan(90);
    assertThat(tests.stream().filter(t -> t.engine().equals("jNeuroML")).count())
        .isGreaterThanOrEqualTo(30);
    assertThat(tests.stream().mapToLong(t -> t.checks().size()).sum()).isGreaterThan(150);
  }

  @Test
  void shortOnesScoreAsLemsOwnInterpreterDoes() throws IOException {
    List<OmvTest> tests =
        tests("jNeuroML").stream()
            .filter(t -> t.file().toString().matches(".*(ex0|ex9|ex21|spikes/.test.tests).jnml.*"))
            .toList();
    List<OmvResult> results = score(tests);
    assertThat(results).hasSize(5).allMatch(OmvResult::passes);
    // a tolerance of these files is the deviation of LEMS's own interpreter, to its last digit
    assertThat(
            results.getFirst().lines().stream()
                .filter(l -> l.tolerance() > 0)
                .filter(l -> Math.abs(l.deviation() / l.tolerance() - 1) < 1e-6))
        .isNotEmpty();
  }

  @Test
  @Tag("long")
  void wholeSuiteIsScoredAndWrittenDown() throws IOException {
    List<OmvResult> results = new ArrayList<>(score(tests("jNeuroML")));
    results.addAll(score(tests("jLEMS")));
    Files.createDirectories(Path.of("target"));
    Files.writeString(Path.of("target", "neuroml-suite-omv.txt"), OmvOutput.table(results));
    assertThat(results.stream().flatMap(r -> r.lines().stream()))
        .filteredOn(l -> l.outcome() != Outcome.PASS)
        .extracting(Line::reason)
        .isEmpty();
    assertThat(OmvOutput.count(results, Outcome.PASS)).isGreaterThanOrEqualTo(83);
  }

  private static List<OmvResult> score(List<OmvTest> tests) {
    Path suite = Path.of(String.valueOf(System.getProperty("bitspike.data")), "neuroml-suite");
    return new OmvScore(List.of(suite), OptionalDouble.empty(), Optional.empty()).score(tests);
  }

  private static List<OmvTest> tests(String engine) throws IOException {
    Optional<Path> folder =
        Optional.ofNullable(System.getProperty("bitspike.data"))
            .map(data -> Path.of(data, "neuroml-suite"))
            .filter(Files::isDirectory);
    assumeTrue(folder.isPresent(), "no neuroml-suite below bitspike.data: nothing was scored");
    try (Stream<Path> files = Files.walk(folder.orElseThrow())) {
      return files
          .filter(f -> f.toString().endsWith(OmvFile.ENDING))
          .sorted()
          .map(OmvFile::read)
          .filter(t -> engine.isEmpty() || t.engine().equals(engine))
          .toList();
    }
  }
}
