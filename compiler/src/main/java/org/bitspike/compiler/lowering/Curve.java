package org.bitspike.compiler.lowering;

/** How a table's values are joined between its entries. */
enum Curve {
  /** The nearest entry below; for variables that have no values between. */
  STEPS,
  /** A straight line between two entries. */
  LINES,
  /** The line and Bessel's second difference: a parabola through four entries. */
  PARABOLAS,
  /** Everett's formula to the second differences: a cubic through four entries. */
  CUBICS;

  /** Whether entries on both sides of the neighbouring ones are needed. */
  boolean reachesFurther() {
    return this == PARABOLAS || this == CUBICS;
  }

  /**
   * The value between the second and the third of four entries.
   *
   * @param t where, from 0 to 1
   */
  double at(double t, double before, double left, double right, double after) {
    double u = 1 - t;
    double a = before - 2 * left + right;
    double b = left - 2 * right + after;
    double line = left + t * (right - left);
    return switch (this) {
      case STEPS -> left;
      case LINES -> line;
      case PARABOLAS -> line - t * u / 4 * (a + b);
      case CUBICS -> line - t * u / 6 * ((1 + u) * a + (1 + t) * b);
    };
  }
}
