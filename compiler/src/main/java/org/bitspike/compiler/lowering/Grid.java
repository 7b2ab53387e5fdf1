package org.bitspike.compiler.lowering;

import java.util.function.DoubleUnaryOperator;
import org.bitspike.compiler.symbolic.Interval;

/**
 * Where a table has its entries: at multiples of a power of two, so that the place of a value
 * follows from its code by a subtraction and a shift, without error.
 *
 * @param stepBits entries are {@code 2^-stepBits} apart
 * @param first multiple of the step at which the range starts
 * @param intervals between entries of the range
 */
record Grid(int stepBits, long first, int intervals) {

  private static final double LARGEST = 1 << 30;

  /** The grid with the fewest intervals that covers a range at a step. */
  static Grid covering(Interval range, int stepBits) {
    double first = Math.floor(Math.scalb(range.low(), stepBits));
    double last = Math.ceil(Math.scalb(range.high(), stepBits));
    double intervals = Math.max(1, last - first);
    return new Grid(stepBits, (long) first, intervals > LARGEST ? -1 : (int) intervals);
  }

  /** Whether it has so few intervals that they can be counted. */
  boolean isSmall(int largest) {
    return intervals > 0 && intervals <= largest;
  }

  double step() {
    return Math.scalb(1.0, -stepBits);
  }

  /** The variable at an entry; entries before the first have negative numbers. */
  double place(double entry) {
    return Math.scalb(first + entry, -stepBits);
  }

  /** The function at the entries from {@code before} the range to {@code after} it. */
  double[] values(DoubleUnaryOperator function, int before, int after) {
    double[] values = new double[before + intervals + 1 + after];
    for (int i = 0; i < values.length; i++) {
      values[i] = function.applyAsDouble(place(i - before));
    }
    // a function need not exist beyond its range: there it goes on as a line
    if (before > 0 && !Double.isFinite(values[0])) {
      values[0] = 2 * values[1] - values[2];
    }
    int last = values.length - 1;
    if (after > 0 && !Double.isFinite(values[last])) {
      values[last] = 2 * values[last - 1] - values[last - 2];
    }
    return values;
  }

  /**
   * The largest distance between a function and a curve through entries, over a range.
   *
   * @param values entries, of which {@code before} stand before the range's first
   * @param samples places between two entries
   */
  double error(
      DoubleUnaryOperator function,
      Interval range,
      Curve curve,
      double[] values,
      int before,
      int samples) {
    double worst = 0;
    for (int i = 0; i < intervals; i++) {
      int left = before + i;
      double y0 = values[left];
      double y1 = values[left + 1];
      double beyondLeft = before > 0 ? values[left - 1] : y0;
      double beyondRight = left + 2 < values.length ? values[left + 2] : y1;
      for (int k = 1; k < samples; k++) {
        double t = (double) k / samples;
        double x = place(i + t);
        if (range.holds(x)) {
          double error = curve.at(t, beyondLeft, y0, y1, beyondRight) - function.applyAsDouble(x);
          worst = Math.max(worst, Math.abs(error));
        }
      }
    }
    return worst;
  }
}
