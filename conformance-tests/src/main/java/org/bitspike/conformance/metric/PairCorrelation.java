package org.bitspike.conformance.metric;

/**
 * Mean Pearson correlation of the binned spike counts over all pairs of neurons that fire.
 *
 * <p>With counts standardised to {@code z} (mean 0, variance 1 over the bins), the sum over all
 * ordered pairs is {@code |sum_i z_i|^2 - sum_i |z_i|^2}, so that the mean over n neurons and B
 * bins is {@code (|sum_i z_i|^2 / B - n) / (n (n - 1))}: no pair is ever visited.
 */
public final class PairCorrelation {

  private static final int MAX_BINS = 10_000_000;

  private PairCorrelation() {}

  /**
   * The mean correlation.
   *
   * @param trains the population
   * @param durationSeconds length of the recording
   * @param binSeconds width of a bin; a last bin that is not whole is left out
   * @return -1 to 1; NaN with fewer than two bins or two neurons whose counts vary
   */
  public static double mean(SpikeTrains trains, double durationSeconds, double binSeconds) {
    double wholeBins = Math.floor(durationSeconds / binSeconds + 1e-9);
    if (wholeBins < 2 || wholeBins > MAX_BINS) {
      return Double.NaN;
    }
    int bins = (int) wholeBins;
    double[] sum = new double[bins];
    int[] counts = new int[bins];
    double base = 0;
    int varying = 0;
    for (int n = 0; n < trains.size(); n++) {
      double[] train = trains.train(n);
      int spikes = 0;
      double squares = 0;
      for (double t : train) {
        int bin = bin(t, binSeconds);
        if (bin < bins) {
          squares += 2 * counts[bin] + 1; // (c + 1)^2 - c^2
          counts[bin]++;
          spikes++;
        }
      }
      double mean = (double) spikes / bins;
      double variance = squares / bins - mean * mean;
      boolean varies = variance > 1e-12;
      double perSpike = varies ? 1 / Math.sqrt(variance) : 0;
      for (double t : train) {
        int bin = bin(t, binSeconds);
        if (bin < bins) {
          counts[bin] = 0;
          sum[bin] += perSpike;
        }
      }
      if (varies) {
        base += mean * perSpike;
        varying++;
      }
    }
    if (varying < 2) {
      return Double.NaN;
    }
    double total = 0;
    for (double s : sum) {
      total += (s - base) * (s - base);
    }
    return (total / bins - varying) / ((double) varying * (varying - 1));
  }

  /** A spike at a bin's end, such as the one of the last tick, belongs to that bin. */
  private static int bin(double seconds, double binSeconds) {
    return (int) Math.max(0, Math.ceil(seconds / binSeconds - 1e-9) - 1);
  }
}
