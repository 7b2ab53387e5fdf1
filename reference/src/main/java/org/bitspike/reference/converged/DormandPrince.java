package org.bitspike.reference.converged;

import org.bitspike.ir.diag.BitspikeBug;

/**
 * One step of the embedded Runge-Kutta pair of order 5(4) of J. R. Dormand and P. J. Prince, J.
 * Comp. Appl. Math. 6, 19-26, 1980, with the continuous extension of order 4 of E. Hairer, S. P.
 * Norsett and G. Wanner, Solving Ordinary Differential Equations I, section II.6. The step is
 * chosen by a proportional-integral rule (section IV.2 of volume II, with exponents 0.7/5 and
 * 0.4/5).
 */
final class DormandPrince {

  /** The rates to integrate. */
  interface Rates {
    void at(double t, double[] y, double[] rate);
  }

  private static final double[] C = {0, 1.0 / 5, 3.0 / 10, 4.0 / 5, 8.0 / 9, 1, 1};
  private static final double[][] A = {
    {},
    {1.0 / 5},
    {3.0 / 40, 9.0 / 40},
    {44.0 / 45, -56.0 / 15, 32.0 / 9},
    {19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729},
    {9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656},
    {35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84}
  };
  private static final double[] ERROR = {
    71.0 / 57600, 0, -71.0 / 16695, 71.0 / 1920, -17253.0 / 339200, 22.0 / 525, -1.0 / 40
  };
  private static final double[] DENSE = {
    -12715105075.0 / 11282082432.0,
    0,
    87487479700.0 / 32700410799.0,
    -10690763975.0 / 1880347072.0,
    701980252875.0 / 199316789632.0,
    -1453857185.0 / 822651844.0,
    69997945.0 / 29380423.0
  };

  private static final double NUDGE = 1e-6;

  private final int n;
  private final double[][] k = new double[7][];
  private final double[] y0;
  private final double[] y1;
  private final double[] stage;
  private final double[] floor;
  private final double[][] dense = new double[3][];
  private double t0;
  private double h;
  private double lastError = 1e-4;
  private boolean first = true;

  DormandPrince(int n) {
    this.n = n;
    for (int s = 0; s < k.length; s++) {
      k[s] = new double[n];
    }
    for (int s = 0; s < dense.length; s++) {
      dense[s] = new double[n];
    }
    y0 = new double[n];
    y1 = new double[n];
    stage = new double[n];
    floor = new double[n];
  }

  /** Begins anew: values have jumped, or rates have. */
  void start(double t, double[] y, Rates rates) {
    t0 = t;
    System.arraycopy(y, 0, y0, 0, n);
    rates.at(t, y0, k[0]);
    findFloor(t, rates);
    first = true;
  }

  /**
   * How much each rate changes when all values change by their own size: what rounding errors of
   * the values do to a rate is a part of that, and no step is short enough to be free of it. This
   * matters to a value that is still near 0 while the difference that drives it is one of larger
   * values.
   */
  private void findFloor(double t, Rates rates) {
    for (int i = 0; i < n; i++) {
      stage[i] = y0[i] * (1 + NUDGE);
    }
    rates.at(t, stage, k[1]);
    for (int i = 0; i < n; i++) {
      double change = Math.abs(k[1][i] - k[0][i]) / NUDGE;
      floor[i] = change <= Double.MAX_VALUE ? 1e-3 * change : 0;
    }
  }

  /** Goes on from the end of the last step. */
  void proceed() {
    if (h == 0) {
      throw new BitspikeBug("no step to go on from");
    }
    t0 += h;
    System.arraycopy(y1, 0, y0, 0, n);
    double[] last = k[6];
    k[6] = k[0];
    k[0] = last;
    first = false;
  }

  /** A first guess: in it no value changes by more than a hundredth of its size. */
  double guess(double[] scale) {
    double guess = Double.POSITIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      double rate = Math.abs(k[0][i]);
      double size = Math.max(scale[i], Math.abs(y0[i]));
      if (rate > 0 && size > 0) {
        guess = Math.min(guess, 0.01 * size / rate);
      }
    }
    return guess;
  }

  /**
   * Tries a step.
   *
   * @param size of each state seen so far
   * @return the largest error against the tolerance; the step is good when it is at most 1
   */
  double attempt(double step, Rates rates, double tolerance, double[] size) {
    h = step;
    for (int s = 1; s < 7; s++) {
      double[] target = s == 6 ? y1 : stage;
      double[] row = A[s];
      for (int i = 0; i < n; i++) {
        double sum = 0;
        for (int j = 0; j < s; j++) {
          sum += row[j] * k[j][i];
        }
        target[i] = y0[i] + h * sum;
      }
      rates.at(t0 + C[s] * h, target, k[s]);
    }
    double worst = 0;
    for (int i = 0; i < n; i++) {
      double e = 0;
      for (int s = 0; s < 7; s++) {
        e += ERROR[s] * k[s][i];
      }
      e = Math.abs(h * e);
      if (!(e <= Double.MAX_VALUE)) {
        return Double.POSITIVE_INFINITY;
      }
      double scale = Math.max(size[i], Math.max(Math.abs(y0[i]), Math.abs(y1[i])));
      scale = Math.max(scale, h * floor[i]);
      if (e > 0) {
        worst = Math.max(worst, e / (tolerance * scale));
      }
    }
    return worst;
  }

  /** The step to try next, after one with the given error. */
  double next(double error) {
    if (!(error <= Double.MAX_VALUE)) {
      return 0.1 * h;
    }
    double e = Math.max(error, 1e-10);
    if (e > 1) {
      return h * Math.max(0.2, 0.9 * StrictMath.pow(e, -1.0 / 5));
    }
    double factor =
        first
            ? 0.9 * StrictMath.pow(e, -1.0 / 5)
            : 0.9 * StrictMath.pow(e, -0.7 / 5) * StrictMath.pow(lastError, 0.4 / 5);
    lastError = Math.max(e, 1e-4);
    return h * Math.min(10, Math.max(0.2, factor));
  }

  /** Makes the continuous extension of an accepted step. */
  void accept() {
    for (int i = 0; i < n; i++) {
      double difference = y1[i] - y0[i];
      double slope = h * k[0][i] - difference;
      dense[0][i] = slope;
      dense[1][i] = difference - h * k[6][i] - slope;
      double sum = 0;
      for (int s = 0; s < 7; s++) {
        sum += DENSE[s] * k[s][i];
      }
      dense[2][i] = h * sum;
    }
  }

  double value(int i, double t) {
    double theta = (t - t0) / h;
    double rest = 1 - theta;
    return y0[i]
        + theta
            * ((y1[i] - y0[i]) + rest * (dense[0][i] + theta * (dense[1][i] + rest * dense[2][i])));
  }

  double end() {
    return t0 + h;
  }

  double endValue(int i) {
    return y1[i];
  }
}
