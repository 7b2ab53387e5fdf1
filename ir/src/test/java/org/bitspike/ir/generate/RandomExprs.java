package org.bitspike.ir.generate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.expr.Expr.BinaryOperator;
import org.bitspike.ir.expr.Expr.MathFunction;
import org.bitspike.ir.expr.Expr.UnaryOperator;

/** Random expressions over given variables. */
public final class RandomExprs {

  private RandomExprs() {}

  /** An expression of at most the given depth. */
  public static Expr expr(Dice dice, List<String> variables, int depth) {
    if (depth == 0 || dice.below(4) == 0) {
      return dice.flip() ? new Expr.Num(dice.notNegative()) : new Expr.Var(dice.one(variables));
    }
    return switch (dice.below(4)) {
      case 0 -> new Expr.Unary(UnaryOperator.NEGATE, new Expr.Var(dice.one(variables)));
      case 1 -> call(dice, variables, depth);
      default ->
          new Expr.Binary(
              dice.one(
                  BinaryOperator.ADD,
                  BinaryOperator.SUBTRACT,
                  BinaryOperator.MULTIPLY,
                  BinaryOperator.DIVIDE,
                  BinaryOperator.POWER),
              expr(dice, variables, depth - 1),
              expr(dice, variables, depth - 1));
    };
  }

  private static Expr call(Dice dice, List<String> variables, int depth) {
    MathFunction function =
        dice.one(
            MathFunction.EXP,
            MathFunction.LN,
            MathFunction.ABS,
            MathFunction.MIN,
            MathFunction.SQRT);
    Expr first = expr(dice, variables, depth - 1);
    return function == MathFunction.MIN
        ? new Expr.Call(function, List.of(first, expr(dice, variables, depth - 1)))
        : new Expr.Call(function, List.of(first));
  }

  /** A comparison. */
  public static Expr test(Dice dice, List<String> variables) {
    return new Expr.Binary(
        dice.one(BinaryOperator.GREATER, BinaryOperator.LESS_OR_EQUAL, BinaryOperator.NOT_EQUAL),
        expr(dice, variables, 1),
        expr(dice, variables, 1));
  }

  /** A few named expressions. */
  public static Map<String, Expr> named(Dice dice, List<String> names, List<String> variables) {
    Map<String, Expr> exprs = new LinkedHashMap<>();
    for (String name : names) {
      if (dice.flip()) {
        exprs.put(name, expr(dice, variables, 2));
      }
    }
    return exprs;
  }
}
