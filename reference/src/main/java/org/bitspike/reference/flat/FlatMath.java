package org.bitspike.reference.flat;

import org.bitspike.ir.expr.Expr.MathFunction;
import org.bitspike.ir.expr.ExprEvaluator;

/** Functions that compiled code calls. */
final class FlatMath {

  private static final MathFunction[] FUNCTIONS = MathFunction.values();

  private FlatMath() {}

  /** A function of one value, by its ordinal. */
  static double function(int ordinal, double x) {
    return ExprEvaluator.apply(FUNCTIONS[ordinal], x);
  }
}
