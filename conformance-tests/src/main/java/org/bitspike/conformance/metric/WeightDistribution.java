package org.bitspike.conformance.metric;

import java.util.Arrays;

/** How far two sets of weights differ as distributions, whichever synapse has which. */
public final class WeightDistribution {

  private WeightDistribution() {}

  /**
   * The largest difference of the two cumulative distributions (Kolmogorov-Smirnov), 0 to 1; NaN
   * when a set is empty.
   */
  public static double kolmogorovSmirnov(double[] a, double[] b) {
    if (a.length == 0 || b.length == 0) {
      return Double.NaN;
    }
    double[] x = sorted(a);
    double[] y = sorted(b);
    int i = 0;
    int j = 0;
    double largest = 0;
    while (i < x.length && j < y.length) {
      double value = Math.min(x[i], y[j]);
      while (i < x.length && x[i] <= value) {
        i++;
      }
      while (j < y.length && y[j] <= value) {
        j++;
      }
      largest = Math.max(largest, Math.abs((double) i / x.length - (double) j / y.length));
    }
    return largest;
  }

  /**
   * The mean distance a weight has to be moved to turn one distribution into the other (first
   * Wasserstein distance): the area between the cumulative distributions, in the weights' unit; NaN
   * when a set is empty.
   */
  public static double earthMover(double[] a, double[] b) {
    if (a.length == 0 || b.length == 0) {
      return Double.NaN;
    }
    double[] x = sorted(a);
    double[] y = sorted(b);
    int i = 0;
    int j = 0;
    double area = 0;
    double previous = Math.min(x[0], y[0]);
    while (i < x.length || j < y.length) {
      double next = i < x.length && (j == y.length || x[i] <= y[j]) ? x[i] : y[j];
      area += Math.abs((double) i / x.length - (double) j / y.length) * (next - previous);
      previous = next;
      while (i < x.length && x[i] <= next) {
        i++;
      }
      while (j < y.length && y[j] <= next) {
        j++;
      }
    }
    return area;
  }

  /**
   * The weights over the largest magnitude among them, so that codes and physical weights can be
   * compared.
   */
  public static double[] normalised(double[] weights) {
    double largest = 0;
    for (double w : weights) {
      largest = Math.max(largest, Math.abs(w));
    }
    double[] scaled = weights.clone();
    if (largest > 0) {
      for (int k = 0; k < scaled.length; k++) {
        scaled[k] /= largest;
      }
    }
    return scaled;
  }

  private static double[] sorted(double[] values) {
    double[] copy = values.clone();
    Arrays.sort(copy);
    return copy;
  }
}
