package org.bitspike.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Set;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.verdict.Verdict;
import org.bitspike.ir.verdict.Verdict.Metric;
import org.bitspike.ir.verdict.Verdict.Outcome;
import org.junit.jupiter.api.Test;

class ConformanceTest {

  private static final double DT = 1e-4;

  @Test
  void equalSpikesAreExact() {
    Recording run =
        Runs.of(
            "reference/grid",
            DT,
            10_000,
            Runs.series("E", Runs.every(100, 50, 3), Runs.every(70, 80, 1)));
    Verdict verdict = Conformance.compare(run, run, Criteria.defaults());
    assertThat(verdict.outcome()).isEqualTo(Outcome.EXACT);
    assertThat(verdict.reason()).isEqualTo("all 130 spikes of E agree to the tick");
    assertThat(verdict.firstDivergence()).isEmpty();
    assertThat(verdict.metrics()).allMatch(Metric::holds);
  }

  @Test
  void silenceAgainstSilenceIsExactAndSaysThatItShowsLittle() {
    Recording run = Runs.of("x", DT, 100, Runs.series("E", new long[0]));
    Verdict verdict = Conformance.compare(run, run, Criteria.defaults());
    assertThat(verdict.outcome()).isEqualTo(Outcome.EXACT);
    assertThat(verdict.reason()).contains("both runs are silent");
  }

  @Test
  void spikesOneTickLateAreWithinTheDefaultTolerance() {
    Recording expected = Runs.of("a", DT, 10_000, Runs.series("E", Runs.every(100, 50, 3)));
    Recording actual = Runs.of("b", DT, 10_000, Runs.series("E", Runs.every(100, 50, 4)));
    Verdict verdict = Conformance.compare(expected, actual, Criteria.defaults());
    assertThat(verdict.outcome()).isEqualTo(Outcome.WITHIN_TOLERANCE);
    assertThat(verdict.reason())
        .isEqualTo(
            "each of 50 spikes of E has a partner within 1 tick; the largest deviation is 0.1 ms in"
                + " E");
    assertThat(verdict.firstDivergence().orElseThrow().timeSeconds())
        .isCloseTo(4e-4, within(1e-12));
    assertThat(verdict.metrics()).allMatch(Metric::holds);
  }

  @Test
  void shiftedRegularFiringIsStatisticallyEquivalent() {
    Recording expected = Runs.of("a", DT, 10_000, Runs.series("E", Runs.every(100, 50, 3)));
    Recording actual = Runs.of("b", DT, 10_000, Runs.series("E", Runs.every(100, 51, 40)));
    Verdict verdict = Conformance.compare(expected, actual, Criteria.defaults());
    assertThat(verdict.outcome()).isEqualTo(Outcome.STATISTICALLY_EQUIVALENT);
    assertThat(verdict.reason()).contains("largest rate error is 2 % in E (10 % is tolerated)");
    assertThat(verdict.metrics()).as("what does not hold must not decide").allMatch(Metric::holds);
  }

  @Test
  void coincidenceCanBeAskedForOnTopOfStatistics() {
    Recording expected = Runs.of("a", DT, 10_000, Runs.series("E", Runs.every(100, 50, 3)));
    Recording actual = Runs.of("b", DT, 10_000, Runs.series("E", Runs.every(100, 51, 53)));
    Verdict verdict =
        Conformance.compare(
            expected, actual, Criteria.defaults().withGammaMinimum(0.5, "spikes carry the code"));
    assertThat(verdict.outcome()).isEqualTo(Outcome.DIFFERENT);
    assertThat(verdict.reason()).startsWith("E: mean coincidence factor falls short of 1 by");
  }

  @Test
  void aWrongRateIsDifferentAndNamesTheFigure() {
    Recording expected = Runs.of("a", DT, 10_000, Runs.series("E", Runs.every(100, 50, 3)));
    Recording actual = Runs.of("b", DT, 10_000, Runs.series("E", Runs.every(100, 30, 3)));
    Verdict verdict = Conformance.compare(expected, actual, Criteria.defaults());
    assertThat(verdict.outcome()).isEqualTo(Outcome.DIFFERENT);
    assertThat(verdict.reason()).isEqualTo("E: rate is off by 40 %, 10 % is tolerated");
    assertThat(verdict.metrics()).anyMatch(m -> m.name().equals("rate-error") && !m.holds());
  }

  @Test
  void aHandfulOfSpikesIsNeverEquivalentByStatistics() {
    Recording expected = Runs.of("a", DT, 10_000, Runs.series("E", Runs.every(1000, 5, 3)));
    Recording actual = Runs.of("b", DT, 10_000, Runs.series("E", Runs.every(1000, 5, 80)));
    Verdict verdict = Conformance.compare(expected, actual, Criteria.defaults());
    assertThat(verdict.outcome()).isEqualTo(Outcome.DIFFERENT);
    assertThat(verdict.reason()).contains("too few (5, statistics need 20)");
  }

  @Test
  void aQuietPopulationThatMatchesDoesNotNeedStatistics() {
    Recording expected =
        Runs.of(
            "a",
            DT,
            10_000,
            Runs.series("quiet", Runs.every(1000, 5, 3)),
            Runs.series("E", Runs.every(100, 50, 3)));
    Recording actual =
        Runs.of(
            "b",
            DT,
            10_000,
            Runs.series("quiet", Runs.every(1000, 5, 4)),
            Runs.series("E", Runs.every(100, 51, 40)));
    Verdict verdict = Conformance.compare(expected, actual, Criteria.defaults());
    assertThat(verdict.outcome()).isEqualTo(Outcome.STATISTICALLY_EQUIVALENT);
    assertThat(verdict.metrics()).allMatch(Metric::holds);
  }

  @Test
  void sourcesAreComparedButDoNotDecide() {
    Recording expected =
        Runs.of(
            "a",
            DT,
            10_000,
            Runs.series("in", Runs.every(10, 9, 0)),
            Runs.series("E", Runs.every(100, 50, 3)));
    Recording actual =
        Runs.of(
            "b",
            DT,
            10_000,
            Runs.series("in", Runs.every(10, 9, 5)),
            Runs.series("E", Runs.every(100, 50, 3)));
    Verdict verdict = Conformance.compare(expected, actual, Criteria.defaults(), Set.of("in"));
    assertThat(verdict.outcome()).isEqualTo(Outcome.EXACT);
    assertThat(verdict.reason()).contains("the input spikes of in differ already");
    assertThat(verdict.metrics())
        .filteredOn(m -> m.population().equals("in"))
        .isNotEmpty()
        .noneMatch(Metric::decides);
  }

  @Test
  void runsWithoutACommonPopulationAreNotComparable() {
    Recording expected = Runs.of("a", DT, 100, Runs.series("E", new long[0]));
    Recording actual = Runs.of("b", DT, 100, Runs.series("I", new long[0]));
    Verdict verdict = Conformance.compare(expected, actual, Criteria.defaults());
    assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_COMPARABLE);
    assertThat(verdict.reason()).startsWith("BS-K001").contains("(E)");
    assertThat(Conformance.compare(expected, expected, Criteria.defaults(), Set.of("E")).outcome())
        .isEqualTo(Outcome.NOT_COMPARABLE);
  }

  @Test
  void populationsOfDifferentSizeAreNotPaired() {
    Recording expected =
        Runs.of(
            "a",
            DT,
            100,
            Runs.series("E", new long[0], new long[0]),
            Runs.series("I", new long[] {3}));
    Recording actual =
        Runs.of("b", DT, 100, Runs.series("E", new long[0]), Runs.series("I", new long[] {3}));
    Verdict verdict = Conformance.compare(expected, actual, Criteria.defaults());
    assertThat(verdict.outcome()).isEqualTo(Outcome.EXACT);
    assertThat(verdict.reason()).endsWith("not in both recordings: E");
  }

  @Test
  void runsOnDifferentTicksAreComparedInTime() {
    Recording expected = Runs.of("a", 1e-4, 10_000, Runs.series("E", Runs.every(100, 50, 9)));
    Recording actual = Runs.of("b", 5e-4, 2_000, Runs.series("E", Runs.every(20, 50, 1)));
    assertThat(Conformance.compare(expected, actual, Criteria.defaults()).outcome())
        .isEqualTo(Outcome.EXACT);
  }

  @Test
  void onlyTheCommonDurationIsCompared() {
    Recording expected = Runs.of("a", DT, 10_000, Runs.series("E", Runs.every(100, 90, 3)));
    Recording actual = Runs.of("b", DT, 5_000, Runs.series("E", Runs.every(100, 50, 3)));
    assertThat(Conformance.compare(expected, actual, Criteria.defaults()).outcome())
        .isEqualTo(Outcome.EXACT);
  }
}
