package org.bitspike.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.verdict.Verdict.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseFileTest {

  @TempDir private Path folder;

  @Test
  void readsEveryKey() throws IOException {
    ConformanceCase read =
        CaseFile.read(
            write(
                """
                case: small net on a small chip
                model: models/net.xml
                include: [lib, ../shared]
                profile: brainscales1
                set: {limits.cores: 4, learning.variant: nest-twin}
                duration: 500 ms
                step: 0.1 ms
                seed: 42
                criteria:
                  spike_ticks: {limit: 2, because: two roundings}
                  rate_percent: {limit: 20, because: a quarter of the inputs is lost}
                  gamma_minimum: {limit: 0.5, because: times carry the code}
                  minimum_spikes: 7
                expect:
                  outcome: statistically equivalent
                  lost_synapses: 12
                  emulated_spikes: [90, 110]
                """));
    assertThat(read.name()).isEqualTo("small net on a small chip");
    assertThat(read.model()).isEqualTo(folder.resolve("models/net.xml"));
    assertThat(read.includePath())
        .containsExactly(folder.resolve("lib"), folder.resolve("../shared").normalize());
    assertThat(read.profile()).isEqualTo("brainscales1");
    assertThat(read.overrides()).containsExactly("limits.cores=4", "learning.variant=nest-twin");
    assertThat(read.run().durationSeconds()).hasValue(0.5);
    assertThat(read.run().stepSeconds()).hasValue(1e-4);
    assertThat(read.run().seed()).contains(42L);
    assertThat(read.criteria().spikeTicks()).isEqualTo(new Criteria.Bound(2, "two roundings"));
    assertThat(read.criteria().coincidence().limit()).isEqualTo(0.5);
    assertThat(read.criteria().minimumSpikes()).isEqualTo(7);
    assertThat(read.criteria().cv()).isEqualTo(Criteria.defaults().cv());
    assertThat(read.outcome()).contains(Outcome.STATISTICALLY_EQUIVALENT);
    assertThat(read.numbers().get(ExpectedFigure.LOST_SYNAPSES).holds(12)).isTrue();
    assertThat(read.numbers().get(ExpectedFigure.EMULATED_SPIKES).holds(111)).isFalse();
  }

  @Test
  void aProfileOfOnesOwnIsFoundBesideTheCase() throws IOException {
    assertThat(CaseFile.read(write("model: n.xml\nprofile: chips/mine.yaml\n")).profile())
        .isEqualTo(folder.resolve("chips/mine.yaml").toString());
  }

  @Test
  void tellsAllMistakesAtOnceWithTheirLines() throws IOException {
    List<Diagnostic> found =
        findings(
            """
            model: net.xml
            colour: blue
            duration: soon
            seed: 1.5
            criteria:
              rate_percent: {limit: 10}
              cv: {limit: -1, because: x}
            expect:
              outcome: splendid
              lost_synapses: [1, 2, 3]
            """);
    assertThat(found).allMatch(d -> d.code() == Code.K_BAD_CASE);
    assertThat(found.stream().map(d -> d.where().line() + " " + d.message()).toList())
        .containsExactly(
            "2 unknown key 'colour' in a case; known are case, criteria, duration, expect, include,"
                + " model, profile, seed, set, step",
            "1 the case lacks 'profile'",
            "3 'duration' must be a time above 0 with its unit, such as 500 ms",
            "4 '1.5' is not a whole number",
            "9 there is no outcome 'splendid'; there are exact, within tolerance, statistically"
                + " equivalent, different, not comparable",
            "10 a span has two ends, found 3",
            "6 'rate_percent' lacks 'because': every tolerance needs its reason",
            "7 'cv' needs a 'limit' of at least 0");
  }

  @Test
  void whatIsNotYamlIsToldWithItsLine() throws IOException {
    List<Diagnostic> found = findings("model: net.xml\nprofile: [brainscales1\n");
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().code()).isEqualTo(Code.K_BAD_CASE);
    assertThat(found.getFirst().where().line()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void emptyAndMissingFilesAndListsAreRefused() throws IOException {
    assertThat(findings("").getFirst().message()).isEqualTo("the file is empty");
    assertThat(findings("- a\n- b\n").getFirst().message()).isEqualTo("a case must be a mapping");
    BitspikeException missing =
        catchThrowableOfType(
            BitspikeException.class, () -> CaseFile.read(folder.resolve("no.conformance.yaml")));
    assertThat(missing.diagnostics().getFirst().code()).isEqualTo(Code.K_BAD_CASE);
  }

  @Test
  void conformingClassesMayBeSurpassedAndOthersMustBeMet() {
    assertThat(CaseRunner.reaches(Outcome.EXACT, Outcome.STATISTICALLY_EQUIVALENT)).isTrue();
    assertThat(CaseRunner.reaches(Outcome.DIFFERENT, Outcome.WITHIN_TOLERANCE)).isFalse();
    assertThat(CaseRunner.reaches(Outcome.DIFFERENT, Outcome.DIFFERENT)).isTrue();
    assertThat(CaseRunner.reaches(Outcome.EXACT, Outcome.DIFFERENT)).isFalse();
  }

  private List<Diagnostic> findings(String text) throws IOException {
    Path file = write(text);
    return catchThrowableOfType(BitspikeException.class, () -> CaseFile.read(file)).diagnostics();
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("some.conformance.yaml"), text);
  }
}
