package org.bitspike.conformance;

/**
 * How far two runs may differ, and why so far.
 *
 * <p>Three classes of agreement ask for more and more: spikes <em>equal</em> to the tick; every
 * spike with a partner within {@code spikeTicks}; population statistics within {@code ratePercent},
 * {@code cv}, {@code correlation} and {@code coincidence}. The last is asked only of populations
 * with at least {@code minimumSpikes} spikes, since a statistic over fewer says nothing.
 *
 * @param spikeTicks largest deviation of a spike from its partner, in ticks of the expected run
 * @param unmatchedPercent largest share of spikes without a partner, in percent of all spikes of
 *     both runs
 * @param ratePercent largest relative error of a population's rate, in percent
 * @param cv largest difference of a population's mean CV of ISI
 * @param correlation largest difference of a population's mean pairwise correlation
 * @param coincidence largest {@code 1 - Gamma}, with Gamma averaged over a population's neurons
 * @param minimumSpikes spikes that a population needs in the expected run before statistics count
 * @param scales time scales of the measures
 */
public record Criteria(
    Bound spikeTicks,
    Bound unmatchedPercent,
    Bound ratePercent,
    Bound cv,
    Bound correlation,
    Bound coincidence,
    int minimumSpikes,
    Scales scales) {

  private static final Criteria DEFAULTS =
      new Criteria(
          new Bound(1, "a threshold crossing may be seen one step early or late"),
          new Bound(0, "every spike needs a partner"),
          new Bound(
              10, "network simulators on different hardware agree within a tenth of the rate"),
          new Bound(0.1, "irregularity differs visibly beyond a tenth of a Poisson process's"),
          new Bound(0.05, "mean correlations of asynchronous states stay below this"),
          Bound.NONE,
          20,
          new Scales(10e-3, 10e-3, 2e-3, 5e-3));

  /**
   * One tick for spikes; 10 % for rates, 0.1 for CV, 0.05 for correlations; nothing asked of
   * coincidence.
   */
  public static Criteria defaults() {
    return DEFAULTS;
  }

  /**
   * One tolerance.
   *
   * @param limit largest value that conforms; NaN when nothing is asked
   * @param reason why so much is tolerated
   */
  public record Bound(double limit, String reason) {
    /** Nothing is asked. */
    public static final Bound NONE = new Bound(Double.NaN, "");

    public Bound {
      if (limit < 0) {
        throw new IllegalArgumentException("a tolerance is at least 0, not " + limit);
      }
    }

    /** Whether anything is asked. */
    public boolean asks() {
      return !Double.isNaN(limit);
    }

    /** Whether a value conforms. */
    public boolean holds(double value) {
      return !asks() || value <= limit;
    }
  }

  /**
   * Time scales, in seconds.
   *
   * @param vanRossumTau time constant of the van Rossum distance
   * @param victorPurpuraShift how far a spike may move for the cost of adding one: {@code 1 / q}
   * @param coincidencePrecision precision of the coincidence factor
   * @param correlationBin bin of the pairwise correlation
   */
  public record Scales(
      double vanRossumTau,
      double victorPurpuraShift,
      double coincidencePrecision,
      double correlationBin) {}

  /** The same with another tolerance of spike times. */
  public Criteria withSpikeTicks(double limit, String reason) {
    return new Criteria(
        new Bound(limit, reason),
        unmatchedPercent,
        ratePercent,
        cv,
        correlation,
        coincidence,
        minimumSpikes,
        scales);
  }

  /** The same with another share of spikes without partner. */
  public Criteria withUnmatchedPercent(double limit, String reason) {
    return new Criteria(
        spikeTicks,
        new Bound(limit, reason),
        ratePercent,
        cv,
        correlation,
        coincidence,
        minimumSpikes,
        scales);
  }

  /** The same with another tolerance of rates. */
  public Criteria withRatePercent(double limit, String reason) {
    return new Criteria(
        spikeTicks,
        unmatchedPercent,
        new Bound(limit, reason),
        cv,
        correlation,
        coincidence,
        minimumSpikes,
        scales);
  }

  /** The same with another tolerance of the CV of ISI. */
  public Criteria withCv(double limit, String reason) {
    return new Criteria(
        spikeTicks,
        unmatchedPercent,
        ratePercent,
        new Bound(limit, reason),
        correlation,
        coincidence,
        minimumSpikes,
        scales);
  }

  /** The same with another tolerance of correlations. */
  public Criteria withCorrelation(double limit, String reason) {
    return new Criteria(
        spikeTicks,
        unmatchedPercent,
        ratePercent,
        cv,
        new Bound(limit, reason),
        coincidence,
        minimumSpikes,
        scales);
  }

  /** The same, asking for a mean coincidence factor of at least {@code gamma}, 0 to 1. */
  public Criteria withGammaMinimum(double gamma, String reason) {
    return new Criteria(
        spikeTicks,
        unmatchedPercent,
        ratePercent,
        cv,
        correlation,
        new Bound(1 - gamma, reason),
        minimumSpikes,
        scales);
  }

  /** The same with another number of spikes that statistics need. */
  public Criteria withMinimumSpikes(int spikes) {
    return new Criteria(
        spikeTicks, unmatchedPercent, ratePercent, cv, correlation, coincidence, spikes, scales);
  }

  /** The same with other time scales. */
  public Criteria withScales(Scales other) {
    return new Criteria(
        spikeTicks,
        unmatchedPercent,
        ratePercent,
        cv,
        correlation,
        coincidence,
        minimumSpikes,
        other);
  }
}
