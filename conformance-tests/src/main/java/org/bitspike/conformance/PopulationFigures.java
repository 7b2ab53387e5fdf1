package org.bitspike.conformance;

import java.util.Optional;
import org.bitspike.conformance.metric.CoincidenceFactor;
import org.bitspike.conformance.metric.FirstDivergence;
import org.bitspike.conformance.metric.IsiVariation;
import org.bitspike.conformance.metric.PairCorrelation;
import org.bitspike.conformance.metric.Rates;
import org.bitspike.conformance.metric.SpikeMatch;
import org.bitspike.conformance.metric.SpikeTrains;
import org.bitspike.conformance.metric.VanRossum;
import org.bitspike.conformance.metric.VictorPurpura;
import org.bitspike.ir.verdict.Verdict.Divergence;

/**
 * Everything measured about one population.
 *
 * @param population its id
 * @param decides whether it counts for the verdict; a source of spikes does not
 * @param expectedCount spikes in the expected run
 * @param actualCount spikes in the actual run
 * @param expectedHertz mean rate in the expected run
 * @param actualHertz mean rate in the actual run
 * @param divergence earliest spike that only one run has
 * @param match spikes paired within the tolerance
 * @param vanRossum mean distance over neurons
 * @param victorPurpura mean distance over the neurons whose trains are short enough; NaN when none
 *     is
 * @param gamma mean coincidence factor over the neurons that have one and fire; NaN when none has
 * @param expectedCv mean CV of ISI; NaN when no neuron has one
 * @param actualCv likewise
 * @param expectedCorrelation mean pairwise correlation; NaN when there is none
 * @param actualCorrelation likewise
 */
record PopulationFigures(
    String population,
    boolean decides,
    int expectedCount,
    int actualCount,
    double expectedHertz,
    double actualHertz,
    Optional<Divergence> divergence,
    SpikeMatch match,
    double vanRossum,
    double victorPurpura,
    double gamma,
    double expectedCv,
    double actualCv,
    double expectedCorrelation,
    double actualCorrelation) {

  /**
   * Measures.
   *
   * @param expected what was meant
   * @param actual what happened; as many neurons
   * @param decides whether the population counts for the verdict
   * @param clock durations and windows
   * @param scales time scales of the measures
   */
  static PopulationFigures measure(
      SpikeTrains expected,
      SpikeTrains actual,
      boolean decides,
      Clock clock,
      Criteria.Scales scales) {
    SpikeMatch match = SpikeMatch.NONE;
    double vanRossum = 0;
    double victorPurpura = 0;
    int victorPurpuraOf = 0;
    double gamma = 0;
    int gammaOf = 0;
    for (int n = 0; n < expected.size(); n++) {
      double[] a = expected.train(n);
      double[] b = actual.train(n);
      match = match.plus(SpikeMatch.of(a, b, clock.windowSeconds()));
      vanRossum += VanRossum.distance(a, b, scales.vanRossumTau());
      if (VictorPurpura.feasible(a, b)) {
        victorPurpura += VictorPurpura.distance(a, b, 1 / scales.victorPurpuraShift());
        victorPurpuraOf++;
      }
      if (a.length + b.length > 0) {
        double g =
            CoincidenceFactor.gamma(a, b, scales.coincidencePrecision(), clock.durationSeconds());
        if (!Double.isNaN(g)) {
          gamma += g;
          gammaOf++;
        }
      }
    }
    double seconds = clock.durationSeconds();
    return new PopulationFigures(
        expected.population(),
        decides,
        expected.count(),
        actual.count(),
        Rates.hertz(expected.count(), expected.size(), seconds),
        Rates.hertz(actual.count(), actual.size(), seconds),
        FirstDivergence.of(expected, actual, clock.sameSeconds()),
        match,
        vanRossum / expected.size(),
        victorPurpuraOf == 0 ? Double.NaN : victorPurpura / victorPurpuraOf,
        gammaOf == 0 ? Double.NaN : gamma / gammaOf,
        IsiVariation.mean(expected),
        IsiVariation.mean(actual),
        PairCorrelation.mean(expected, seconds, scales.correlationBin()),
        PairCorrelation.mean(actual, seconds, scales.correlationBin()));
  }

  /** Whether every spike that needs one has a partner within the tolerance. */
  boolean spikesHold(Criteria criteria) {
    return criteria.spikeTicks().asks() && criteria.unmatchedPercent().holds(unmatchedPercent());
  }

  /** Whether there are too few spikes for statistics. */
  boolean tooFew(Criteria criteria) {
    return expectedCount < criteria.minimumSpikes();
  }

  double unmatchedPercent() {
    return expectedCount + actualCount == 0
        ? 0
        : 100.0 * match.unmatched() / (expectedCount + actualCount);
  }

  double rateErrorPercent() {
    return Rates.errorPercent(expectedCount, actualCount);
  }

  /** NaN when one of the two is. */
  double cvError() {
    return Math.abs(actualCv - expectedCv);
  }

  /** NaN when one of the two is. */
  double correlationError() {
    return Math.abs(actualCorrelation - expectedCorrelation);
  }

  /**
   * What of both runs is compared.
   *
   * @param durationSeconds the part that both have
   * @param windowSeconds largest deviation of a pair, with room for the rounding of times
   * @param sameSeconds times that differ by no more are the same
   * @param tickSeconds tick of the expected run
   */
  record Clock(
      double durationSeconds, double windowSeconds, double sameSeconds, double tickSeconds) {}
}
