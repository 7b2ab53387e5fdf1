package org.bitspike.reference.converged;

import java.util.Arrays;
import java.util.function.DoubleSupplier;

/**
 * The flow of {@code y' = A y + b} with constant {@code A} and {@code b}, as its Taylor series
 * about some time. The series of such a flow converges everywhere; within {@link #validFor} of its
 * centre the terms left out are below the rounding of the values.
 */
final class TaylorFlow {

  /** Terms: with 26 of them the series of {@code exp(-t/tau)} holds for some two tau. */
  private static final int ORDER = 26;

  private static final double ROUNDING = 1e-16;
  private static final DoubleSupplier NO_DRAWS = () -> 0;

  /**
   * One row of the system.
   *
   * @param columns which states it depends on
   * @param factors with which factor
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Row(int[] columns, Terms.Term[] factors, Terms.Term rest) {}

  private final Row[] rows;
  private final double[][] a;
  private final double[] b;
  private final double[][] c;
  private double centre;
  private double valid = -1;

  TaylorFlow(Row[] rows) {
    this.rows = rows;
    this.a = new double[rows.length][];
    Arrays.setAll(a, i -> new double[rows[i].columns.length]);
    this.b = new double[rows.length];
    this.c = new double[ORDER + 1][rows.length];
  }

  int size() {
    return rows.length;
  }

  /** Takes the coefficients from a frame. */
  void coefficients(double[] frame) {
    for (int i = 0; i < rows.length; i++) {
      b[i] = rows[i].rest.value(frame, NO_DRAWS);
      for (int j = 0; j < a[i].length; j++) {
        a[i][j] = rows[i].factors[j].value(frame, NO_DRAWS);
      }
    }
  }

  /**
   * Begins anew at some time.
   *
   * @param scale size of each state, against which terms are negligible
   */
  void start(double t, double[] y, double[] scale) {
    centre = t;
    System.arraycopy(y, 0, c[0], 0, rows.length);
    for (int k = 0; k < ORDER; k++) {
      for (int i = 0; i < rows.length; i++) {
        double sum = k == 0 ? b[i] : 0;
        int[] columns = rows[i].columns;
        for (int j = 0; j < columns.length; j++) {
          sum += a[i][j] * c[k][columns[j]];
        }
        c[k + 1][i] = sum / (k + 1);
      }
    }
    valid = Double.POSITIVE_INFINITY;
    for (int i = 0; i < rows.length; i++) {
      double size = Math.max(scale[i], Math.abs(y[i]));
      valid = Math.min(valid, Math.max(reach(size, i, 0, ORDER), leading(i, ORDER)));
      valid = Math.min(valid, Math.max(reach(size, i, 0, ORDER - 1), leading(i, ORDER - 1)));
    }
  }

  /** Where a term is no more than the rounding of the first term that moves the state. */
  private double leading(int i, int order) {
    int m = 1;
    while (m < order && c[m][i] == 0) {
      m++;
    }
    return m == order ? 0 : reach(Math.abs(c[m][i]), i, m, order);
  }

  /** Where the term of an order is no more than the rounding of {@code size * s^power}. */
  private double reach(double size, int i, int power, int order) {
    double coefficient = Math.abs(c[order][i]);
    return coefficient == 0
        ? Double.POSITIVE_INFINITY
        : StrictMath.pow(ROUNDING * (size / coefficient), 1.0 / (order - power));
  }

  void forget() {
    valid = -1;
  }

  boolean started() {
    return valid >= 0;
  }

  /** Time up to which the series may be used. */
  double end() {
    return centre + valid;
  }

  double value(int i, double t) {
    double s = t - centre;
    double sum = c[ORDER][i];
    for (int k = ORDER - 1; k >= 0; k--) {
      sum = sum * s + c[k][i];
    }
    return sum;
  }
}
