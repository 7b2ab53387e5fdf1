package org.bitspike.reference.cable;

import org.bitspike.ir.expr.Expr.MathFunction;
import org.bitspike.ir.expr.ExprEvaluator;

/** One operation on columns each, from {@code f} to {@code t}, exclusive: small loops vectorise. */
final class ArrayKernels {

  private ArrayKernels() {}

  static void add(double[] a, double[] b, double[] d, int f, int t) {
    for (int i = f; i < t; i++) {
      d[i] = a[i] + b[i];
    }
  }

  static void add(double[] a, double b, double[] d, int f, int t) {
    for (int i = f; i < t; i++) {
      d[i] = a[i] + b;
    }
  }

  static void subtract(double[] a, double[] b, double[] d, int f, int t) {
    for (int i = f; i < t; i++) {
      d[i] = a[i] - b[i];
    }
  }

  static void subtract(double a, double[] b, double[] d, int f, int t) {
    for (int i = f; i < t; i++) {
      d[i] = a - b[i];
    }
  }

  static void multiply(double[] a, double[] b, double[] d, int f, int t) {
    for (int i = f; i < t; i++) {
      d[i] = a[i] * b[i];
    }
  }

  static void multiply(double[] a, double b, double[] d, int f, int t) {
    for (int i = f; i < t; i++) {
      d[i] = a[i] * b;
    }
  }

  /** {@code d = a * scale + offset}. */
  static void affine(double[] a, double scale, double offset, double[] d, int f, int t) {
    for (int i = f; i < t; i++) {
      d[i] = a[i] * scale + offset;
    }
  }

  static void divide(double[] a, double[] b, double[] d, int f, int t) {
    for (int i = f; i < t; i++) {
      d[i] = a[i] / b[i];
    }
  }

  static void divide(double a, double[] b, double[] d, int f, int t) {
    for (int i = f; i < t; i++) {
      d[i] = a / b[i];
    }
  }

  static void negate(double[] a, double[] d, int f, int t) {
    for (int i = f; i < t; i++) {
      d[i] = -a[i];
    }
  }

  static void sqrt(double[] a, double[] d, int f, int t) {
    for (int i = f; i < t; i++) {
      d[i] = Math.sqrt(a[i]);
    }
  }

  static void abs(double[] a, double[] d, int f, int t) {
    for (int i = f; i < t; i++) {
      d[i] = Math.abs(a[i]);
    }
  }

  static void min(double[] a, double[] b, double[] d, int f, int t) {
    for (int i = f; i < t; i++) {
      d[i] = Math.min(a[i], b[i]);
    }
  }

  static void max(double[] a, double[] b, double[] d, int f, int t) {
    for (int i = f; i < t; i++) {
      d[i] = Math.max(a[i], b[i]);
    }
  }

  static void select(double[] c, double[] a, double[] b, double[] d, int f, int t) {
    for (int i = f; i < t; i++) {
      d[i] = c[i] != 0 ? a[i] : b[i];
    }
  }

  static void log(double[] a, double[] d, int f, int t) {
    for (int i = f; i < t; i++) {
      d[i] = StrictMath.log(a[i]);
    }
  }

  static void power(double[] a, double[] b, double[] d, int f, int t) {
    for (int i = f; i < t; i++) {
      d[i] = b[i] == 2 ? a[i] * a[i] : StrictMath.pow(a[i], b[i]);
    }
  }

  static void function(MathFunction function, double[] a, double[] d, int f, int t) {
    for (int i = f; i < t; i++) {
      d[i] = ExprEvaluator.apply(function, a[i]);
    }
  }

  static void compare(Graph.Op op, double[] a, double[] b, double[] d, int f, int t) {
    switch (op) {
      case GREATER -> greater(a, b, d, f, t);
      case LESS -> greater(b, a, d, f, t);
      case GREATER_OR_EQUAL -> greaterOrEqual(a, b, d, f, t);
      case LESS_OR_EQUAL -> greaterOrEqual(b, a, d, f, t);
      case EQUAL -> equal(a, b, d, 1, 0, f, t);
      case NOT_EQUAL -> equal(a, b, d, 0, 1, f, t);
      case AND -> and(a, b, d, f, t);
      case OR -> or(a, b, d, f, t);
      default -> throw new IllegalArgumentException(op + " is no comparison");
    }
  }

  private static void greater(double[] a, double[] b, double[] d, int f, int t) {
    for (int i = f; i < t; i++) {
      d[i] = a[i] > b[i] ? 1 : 0;
    }
  }

  private static void greaterOrEqual(double[] a, double[] b, double[] d, int f, int t) {
    for (int i = f; i < t; i++) {
      d[i] = a[i] >= b[i] ? 1 : 0;
    }
  }

  private static void equal(
      double[] a, double[] b, double[] d, double yes, double no, int f, int t) {
    for (int i = f; i < t; i++) {
      d[i] = a[i] == b[i] ? yes : no;
    }
  }

  private static void and(double[] a, double[] b, double[] d, int f, int t) {
    for (int i = f; i < t; i++) {
      d[i] = a[i] != 0 && b[i] != 0 ? 1 : 0;
    }
  }

  private static void or(double[] a, double[] b, double[] d, int f, int t) {
    for (int i = f; i < t; i++) {
      d[i] = a[i] != 0 || b[i] != 0 ? 1 : 0;
    }
  }

  static void not(double[] a, double[] d, int f, int t) {
    for (int i = f; i < t; i++) {
      d[i] = a[i] == 0 ? 1 : 0;
    }
  }
}
