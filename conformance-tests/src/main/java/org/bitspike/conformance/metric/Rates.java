package org.bitspike.conformance.metric;

/** Firing rates. */
public final class Rates {

  private Rates() {}

  /** Mean rate of a neuron of a population in Hz: spikes over neurons and seconds. */
  public static double hertz(long spikes, int neurons, double durationSeconds) {
    return spikes / (neurons * durationSeconds);
  }

  /**
   * Relative error of a spike count in percent, {@code 100 |actual - expected| / max(expected, 1)}:
   * a spike where none is expected counts as 100 %.
   */
  public static double errorPercent(long expected, long actual) {
    return 100.0 * Math.abs(actual - expected) / Math.max(expected, 1);
  }
}
