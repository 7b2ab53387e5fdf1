package org.bitspike.compiler;

import java.util.Arrays;

/**
 * Finds the scale with which codes come nearest to weights: the sum of squared errors of a sample
 * of the weights is smallest among candidates around the one that gives the largest weight the
 * largest code.
 */
final class ScaleSearch {

  private static final int SAMPLE = 4096;
  private static final int CANDIDATES = 96;

  /** Candidates reach from this share of the first one ... */
  private static final double LOWEST = 0.5;

  /** ... to this. */
  private static final double HIGHEST = 1.15;

  private final WeightCodes codes;
  private final double[] sample;

  ScaleSearch(WeightCodes codes, double[] effects) {
    this.codes = codes;
    this.sample = sample(effects);
  }

  private static double[] sample(double[] effects) {
    double[] sorted = effects.clone();
    Arrays.sort(sorted);
    if (sorted.length <= SAMPLE) {
      return sorted;
    }
    double[] sample = new double[SAMPLE];
    for (int i = 0; i < SAMPLE; i++) {
      sample[i] = sorted[(int) ((long) i * (sorted.length - 1) / (SAMPLE - 1))];
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
