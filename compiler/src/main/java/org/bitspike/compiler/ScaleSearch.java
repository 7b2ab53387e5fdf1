package org.bitspike.compiler;

import java.util.Arrays;

/**
 * Finds the scale with which codes come nearest to weights: the sum of squared errors of a sample
 * of the weights is smallest among candidates around the one that gives the largest weight the
 * largest code.
 */
final class ScaleSearch {

  static final int SAMPLE = 4096;
  static final int CANDIDATES = 96;

  /** Candidates reach from this share of the first one ... */
  static final double LOWEST = 0.5;

  /** ... to this. */
  static final double HIGHEST = 1.15;

  private final WeightCodes codes;
  private final double[] sample;

  ScaleSearch(WeightCodes codes, double[] effects) {
    this.codes = codes;
    this.sample = sample(effects);
  }

  private static double[] sample(double[] effects) {
    return sample(effects, SAMPLE);
  }

  /** At most so many of some effects, ascending, evenly taken. */
  static double[] sample(double[] effects, int most) {
    double[] sorted = effects.clone();
    Arrays.sort(sorted);
    if (sorted.length <= most) {
      return sorted;
    }
    double[] sample = new double[most];
    for (int i = 0; i < most; i++) {
      sample[i] = sorted[(int) ((long) i * (sorted.length - 1) / (most - 1))];
    }
    return sample;
  }

  /** The scale; 0 when there is nothing to scale. */
  double best() {
    double first = 0;
    for (double effect : sample) {
      double limit = effect >= 0 ? codes.largest() : codes.smallest();
      if (effect != 0 && limit != 0) {
        first = Math.max(first, effect / limit);
      }
    }
    if (first == 0) {
      return 0;
    }
    double best = first;
    double bestError = error(first);
    for (int i = 0; i <= CANDIDATES && bestError > 0; i++) {
      double candidate = first * (LOWEST + (HIGHEST - LOWEST) * i / CANDIDATES);
      double error = error(candidate);
      if (error < bestError) {
        best = candidate;
        bestError = error;
      }
    }
    return best;
  }

  private double error(double scale) {
    double sum = 0;
    for (double effect : sample) {
      double difference = codes.value(codes.nearest(effect / scale)) * scale - effect;
      sum += difference * difference;
    }
    return sum;
  }
}
