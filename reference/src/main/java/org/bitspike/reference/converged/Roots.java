package org.bitspike.reference.converged;

import java.util.function.DoubleUnaryOperator;

/** Where a continuous function changes sign, and where it is greatest. */
final class Roots {

  private static final double GOLDEN = 0.3819660112501051;

  private Roots() {}

  /**
   * The end, on the far side of the root, of an interval that has been narrowed to the precision of
   * doubles: the ITP method of I. F. D. Oliveira and R. H. C. Takahashi, ACM Trans. Math. Software
   * 47, 2020.
   *
   * @param from where the function has the one sign
   * @param to where it has the other, or is 0
   * @param precision width at which to stop
   */
  static double crossing(DoubleUnaryOperator f, double from, double to, double precision) {
    double a = from;
    double b = to;
    double fa = f.applyAsDouble(a);
    double fb = f.applyAsDouble(b);
    double sign = fb >= 0 && fa < 0 ? 1 : -1;
    fa *= sign;
    fb *= sign;
    double eps = 0.5 * precision;
    double k1 = 0.2 / (b - a);
    int half = (int) Math.ceil(StrictMath.log((b - a) / (2 * eps)) / StrictMath.log(2));
    int most = Math.max(half, 0) + 1;
    for (int j = 0; b - a > precision && j <= most + 2; j++) {
      double middle = 0.5 * (a + b);
      double r = Math.max(0, eps * Math.scalb(1.0, Math.min(most - j, 1000)) - 0.5 * (b - a));
      double delta = k1 * (b - a) * (b - a);
      double falsi = (fb * a - fa * b) / (fb - fa);
      double side = Math.signum(middle - falsi);
      double truncated = delta <= Math.abs(middle - falsi) ? falsi + side * delta : middle;
      double x = Math.abs(truncated - middle) <= r ? truncated : middle - side * r;
      if (!(x > a && x < b)) {
        x = middle;
        if (!(x > a && x < b)) {
          break;
        }
      }
      double fx = sign * f.applyAsDouble(x);
      if (fx >= 0) {
        b = x;
        fb = fx;
      } else {
        a = x;
        fa = fx;
      }
    }
    return b;
  }

  /** Where the function is greatest between two places, by golden sections. */
  static double greatest(DoubleUnaryOperator f, double from, double to, int rounds) {
    double a = from;
    double b = to;
    double x = a + GOLDEN * (b - a);
    double y = b - GOLDEN * (b - a);
    double fx = f.applyAsDouble(x);
    double fy = f.applyAsDouble(y);
    for (int r = 0; r < rounds; r++) {
      if (fx > fy) {
        b = y;
        y = x;
        fy = fx;
        x = a + GOLDEN * (b - a);
        fx = f.applyAsDouble(x);
      } else {
        a = x;
        x = y;
        fx = fy;
        y = b - GOLDEN * (b - a);
        fy = f.applyAsDouble(y);
      }
    }
    return fx > fy ? x : y;
  }

  /** Whether the parabola through three values comes near 0 at its top, with a margin. */
  static boolean mayReachZero(double before, double peak, double after) {
    double curvature = 2 * peak - before - after;
    double rise = (after - before) * (after - before) / (8 * curvature);
    return peak + rise + 0.25 * curvature >= 0;
  }

  /**
   * From a time at which a function is 0, towards one at which it is above: where it is below
   * first.
   *
   * @return the edge itself where that is nowhere
   */
  static double below(DoubleUnaryOperator f, double edge, double after, double precision) {
    for (double s = (after - edge) / 2; s > precision; s /= 2) {
      if (f.applyAsDouble(edge + s) < 0) {
        return edge + s;
      }
    }
    return edge;
  }
}
