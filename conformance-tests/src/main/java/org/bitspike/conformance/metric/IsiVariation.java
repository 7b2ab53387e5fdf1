package org.bitspike.conformance.metric;

/**
 * Coefficient of variation of the intervals between spikes: {@code CV = sd(ISI) / mean(ISI)}, with
 * the standard deviation of the population (divisor n). 0 for a clock, 1 for a Poisson process
 * (Softky and Koch, J. Neurosci. 13, 1993).
 */
public final class IsiVariation {

  private IsiVariation() {}

  /** CV of one train; NaN with fewer than two intervals. */
  public static double of(double[] train) {
    int intervals = train.length - 1;
    if (intervals < 2) {
      return Double.NaN;
    }
    double mean = (train[intervals] - train[0]) / intervals;
    double squares = 0;
    for (int k = 0; k < intervals; k++) {
      double deviation = train[k + 1] - train[k] - mean;
      squares += deviation * deviation;
    }
    double cv = Math.sqrt(squares / intervals) / mean;
    return cv < 1e-12 ? 0 : cv; // below the rounding of the times
  }

  /** Mean CV over the neurons that have one; NaN when none has. */
  public static double mean(SpikeTrains trains) {
    double sum = 0;
    int counted = 0;
    for (int n = 0; n < trains.size(); n++) {
      if (trains.count(n) >= 3) {
        sum += of(trains.train(n));
        counted++;
      }
    }
    return counted == 0 ? Double.NaN : sum / counted;
  }
}
