package org.bitspike.reference.cable;

/**
 * Exponentials of whole columns, in loops without branches or calls that the just-in-time compiler
 * turns into vector instructions. The same bits on every machine: only additions, multiplications
 * and divisions, rounded as Java prescribes.
 *
 * <p>Method: {@code x = k ln 2 + r} with whole {@code k} and {@code |r| <= ln 2 / 2}, {@code ln 2}
 * split in two parts (Cody and Waite 1980); {@code exp(r) - 1} by its Taylor polynomial of degree
 * 13, whose remainder is below {@code (ln 2 / 2)^14 / 14! = 4.2e-18}; scaling by {@code 2^k} by
 * adding {@code k} to the exponent bits. Measured against {@link StrictMath}: at most 1 unit in the
 * last place over [-708, 709] (see {@code VectorMathTest}). Arguments are clamped to [-708.3, 709],
 * so that {@code exp} neither underflows to subnormal numbers nor overflows: its least value is
 * 2.4e-308, its greatest 8.2e307.
 */
final class VectorMath {

  static final double LEAST = -708.3;
  static final double MOST = 709.0;

  private static final double LOG2_E = 1.4426950408889634;
  private static final double LN2_HIGH = 6.93147180369123816490e-01;
  private static final double LN2_LOW = 1.90821492927058770002e-10;

  /** 1.5 * 2^52: adding it rounds to a whole number, which stands in the lowest bits. */
  private static final double ROUND = 6755399441055744.0;

  private static final double C2 = 1.0 / 2;
  private static final double C3 = 1.0 / 6;
  private static final double C4 = 1.0 / 24;
  private static final double C5 = 1.0 / 120;
  private static final double C6 = 1.0 / 720;
  private static final double C7 = 1.0 / 5040;
  private static final double C8 = 1.0 / 40320;
  private static final double C9 = 1.0 / 362880;
  private static final double C10 = 1.0 / 3628800;
  private static final double C11 = 1.0 / 39916800;
  private static final double C12 = 1.0 / 479001600;
  private static final double C13 = 1.0 / 6227020800.0;

  private VectorMath() {}

  /**
   * {@code out = exp(x)}, element by element from {@code from} to {@code to}, exclusive.
   *
   * @param scratch of at least {@code to} elements; {@code out} may be {@code x}
   */
  static void exp(double[] x, double[] out, double[] scratch, int from, int to) {
    reduce(x, out, scratch, from, to);
    for (int i = from; i < to; i++) {
      long k = Double.doubleToRawLongBits(scratch[i]) << 52;
      out[i] = Double.longBitsToDouble(Double.doubleToRawLongBits(1 + out[i]) + k);
    }
  }

  /** {@code out = exp(x) - 1}, accurate near 0. */
  static void expm1(double[] x, double[] out, double[] scratch, int from, int to) {
    reduce(x, out, scratch, from, to);
    for (int i = from; i < to; i++) {
      long k = Double.doubleToRawLongBits(scratch[i]) << 52;
      double scale = Double.longBitsToDouble(Double.doubleToRawLongBits(1.0) + k);
      out[i] = out[i] * scale + (scale - 1);
    }
  }

  /** Leaves {@code exp(r) - 1} in {@code p} and {@code k}, in the lowest bits, in {@code k}. */
  private static void reduce(double[] x, double[] p, double[] k, int from, int to) {
    clamp(x, p, from, to);
    for (int i = from; i < to; i++) {
      double y = p[i];
      double shifted = y * LOG2_E + ROUND;
      double whole = shifted - ROUND;
      double r = (y - whole * LN2_HIGH) - whole * LN2_LOW;
      double r2 = r * r;
      double r4 = r2 * r2;
      double low = (r * C3 + C2) + r2 * (r * C5 + C4);
      double middle = (r * C7 + C6) + r2 * (r * C9 + C8);
      double high = (r * C11 + C10) + r2 * (r * C13 + C12);
      p[i] = r + r2 * (low + r4 * (middle + r4 * high));
      k[i] = shifted;
    }
  }

  /** By itself, since the compiler makes no vectors of both together. */
  private static void clamp(double[] x, double[] to, int from, int end) {
    for (int i = from; i < end; i++) {
      to[i] = Math.max(LEAST, Math.min(MOST, x[i]));
    }
  }
}
