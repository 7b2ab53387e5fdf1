package org.bitspike.conformance;

import java.util.List;
import org.bitspike.conformance.Criteria.Bound;
import org.bitspike.conformance.PopulationFigures.Clock;
import org.bitspike.ir.verdict.Verdict.Metric;
import org.bitspike.ir.verdict.Verdict.Outcome;

/**
 * Figures as a verdict lists them, those that were decisive with their tolerance.
 *
 * @param criteria how far runs may differ
 * @param clock what was compared
 * @param outcome class that was reached
 */
record FigureList(Criteria criteria, Clock clock, Outcome outcome) {

  /** Adds the figures of one population. */
  void add(PopulationFigures f, List<Metric> to) {
    String p = f.population();
    boolean spikes = f.decides() && outcome != Outcome.STATISTICALLY_EQUIVALENT;
    boolean statistics =
        f.decides()
            && outcome.compareTo(Outcome.STATISTICALLY_EQUIVALENT) >= 0
            && f.divergence().isPresent()
            && !f.spikesHold(criteria)
            && !f.tooFew(criteria);
    to.add(info("spikes-expected", p, f.expectedCount(), ""));
    to.add(info("spikes-actual", p, f.actualCount(), ""));
    to.add(
        metric(
            "spikes-unmatched",
            p,
            f.unmatchedPercent(),
            "%",
            spikes ? criteria.unmatchedPercent() : Bound.NONE));
    if (f.match().matched() > 0) {
      double tickMillis = clock.tickSeconds() * 1e3;
      Bound bound = criteria.spikeTicks();
      // only pairs within the window have a deviation: where spikes lack a partner, that decides
      boolean decides = spikes && bound.asks() && outcome != Outcome.DIFFERENT;
      to.add(
          metric(
              "spike-deviation-max",
              p,
              wholeMicroticks(f.match().maxSeconds()) * tickMillis,
              "ms",
              decides ? new Bound(bound.limit() * tickMillis, bound.reason()) : Bound.NONE));
      to.add(info("spike-deviation-mean", p, f.match().meanSeconds() * 1e3, "ms"));
    }
    to.add(info("rate-expected", p, f.expectedHertz(), "Hz"));
    to.add(info("rate-actual", p, f.actualHertz(), "Hz"));
    to.add(
        metric(
            "rate-error",
            p,
            f.rateErrorPercent(),
            "%",
            statistics ? criteria.ratePercent() : Bound.NONE));
    addPair(to, "cv-isi", p, f.expectedCv(), f.actualCv(), statistics ? criteria.cv() : Bound.NONE);
    addPair(
        to,
        "correlation",
        p,
        f.expectedCorrelation(),
        f.actualCorrelation(),
        statistics ? criteria.correlation() : Bound.NONE);
    if (!Double.isNaN(f.gamma())) {
      to.add(
          metric(
              "coincidence-loss",
              p,
              1 - f.gamma(),
              "",
              statistics ? criteria.coincidence() : Bound.NONE));
    }
    to.add(info("van-rossum", p, f.vanRossum(), ""));
    if (!Double.isNaN(f.victorPurpura())) {
      to.add(info("victor-purpura", p, f.victorPurpura(), ""));
    }
  }

  /** In ticks, without the rounding of the times: a deviation of one tick is 1. */
  private double wholeMicroticks(double seconds) {
    return Math.rint(seconds / clock.tickSeconds() * 1e6) / 1e6;
  }

  private static void addPair(
      List<Metric> to,
      String name,
      String population,
      double expected,
      double actual,
      Bound bound) {
    if (!Double.isNaN(expected)) {
      to.add(info(name + "-expected", population, expected, ""));
    }
    if (!Double.isNaN(actual)) {
      to.add(info(name + "-actual", population, actual, ""));
    }
    if (!Double.isNaN(expected) && !Double.isNaN(actual)) {
      to.add(metric(name + "-error", population, Math.abs(actual - expected), "", bound));
    }
  }

  private static Metric info(String name, String population, double value, String unit) {
    return metric(name, population, value, unit, Bound.NONE);
  }

  private static Metric metric(
      String name, String population, double value, String unit, Bound bound) {
    return new Metric(name, population, value, unit, bound.limit(), bound.reason());
  }
}
