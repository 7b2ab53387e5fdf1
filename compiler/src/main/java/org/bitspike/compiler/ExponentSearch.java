package org.bitspike.compiler;

import java.util.Collection;
import java.util.List;

/**
 * Finds scale and exponents together, where the codes of each projection may be multiplied with a
 * power of two of their own: the sum over the projections of their squared errors, each divided by
 * the projection's sum of squares so that weak projections count like strong ones, is smallest
 * among candidates. Of octaves of scales that differ by less than a tenth the largest is taken,
 * which leaves the smallest exponents and the most room for sums.
 */
final class ExponentSearch {

  private static final int SAMPLE = 512;

  /** A smaller octave must come below this share of the error. */
  private static final double BETTER = 0.9;

  private final WeightCodes codes;
  private final List<double[]> projections;

  /**
   * A search.
   *
   * @param codes the chip's codes and exponents
   * @param effects effects of each projection's weights
   */
  ExponentSearch(WeightCodes codes, Collection<double[]> effects) {
    this.codes = codes;
    this.projections = effects.stream().map(e -> ScaleSearch.sample(e, SAMPLE)).toList();
  }

  /**
   * The scale; 0 when there is nothing to scale.
   *
   * @param least no scale below this
   */
  double scale(double least) {
    double first = 0;
    for (double[] effects : projections) {
      first = Math.max(first, full(codes, effects));
    }
    if (first == 0) {
      return 0;
    }
    double best = 0;
    double bestError = Double.POSITIVE_INFINITY;
    for (int e = codes.exponents().low(); e <= codes.exponents().high() && bestError > 0; e++) {
      double octave = Math.scalb(first, -e);
      double own = Math.max(octave, least);
      double ownError = error(own);
      for (int i = 0; i <= ScaleSearch.CANDIDATES && ownError > 0; i++) {
        double share =
            ScaleSearch.LOWEST
                + (ScaleSearch.HIGHEST - ScaleSearch.LOWEST) * i / ScaleSearch.CANDIDATES;
        double candidate = Math.max(octave * share, least);
        double error = error(candidate);
        if (error < ownError) {
          own = candidate;
          ownError = error;
        }
      }
      if (best == 0 || ownError < BETTER * bestError) {
        best = own;
        bestError = ownError;
      }
      if (octave * ScaleSearch.HIGHEST <= least) {
        break; // smaller ones are all the least
      }
    }
    return best;
  }

  private double error(double scale) {
    double sum = 0;
    for (double[] effects : projections) {
      double squares = squares(effects);
      if (squares > 0) {
        sum += error(codes, effects, scale, nearFull(effects, scale)) / squares;
      }
    }
    return sum;
  }

  private static double squares(double[] effects) {
    double sum = 0;
    for (double effect : effects) {
      sum += effect * effect;
    }
    return sum;
  }

  /** The scale with which the largest effect takes the largest code; 0 without effects. */
  private static double full(WeightCodes codes, double[] effects) {
    double full = 0;
    for (double effect : effects) {
      double limit = effect >= 0 ? codes.largest() : codes.smallest();
      if (effect != 0 && limit != 0) {
        full = Math.max(full, effect / limit);
      }
    }
    return full;
  }

  private static double error(WeightCodes codes, double[] effects, double scale, int exponent) {
    double step = Math.scalb(scale, exponent);
    double sum = 0;
    for (double effect : effects) {
      double difference = codes.value(codes.nearest(effect / step)) * step - effect;
      sum += difference * difference;
    }
    return sum;
  }

  /** The better of the smallest exponent that clips nothing, and the one below. */
  private int nearFull(double[] effects, double scale) {
    int low = codes.exponents().low();
    int high = codes.exponents().high();
    double full = full(codes, effects) * (1 - 1e-12);
    int fits = low;
    while (fits < high && Math.scalb(scale, fits) < full) {
      fits++;
    }
    return fits > low && error(codes, effects, scale, fits - 1) < error(codes, effects, scale, fits)
        ? fits - 1
        : fits;
  }

  /** The exponent with the smallest squared error at a scale; of equal ones the smallest. */
  static int exponent(WeightCodes codes, double[] effects, double scale) {
    int low = codes.exponents().low();
    int high = codes.exponents().high();
    if (low == high || scale == 0 || effects.length == 0) {
      return codes.learntExponent();
    }
    double[] sample = ScaleSearch.sample(effects, ScaleSearch.SAMPLE);
    int best = low;
    double bestError = error(codes, sample, scale, low);
    for (int e = low + 1; e <= high && bestError > 0; e++) {
      double error = error(codes, sample, scale, e);
      if (error < bestError) {
        best = e;
        bestError = error;
      }
    }
    return best;
  }
}
