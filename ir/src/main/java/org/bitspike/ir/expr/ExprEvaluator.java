package org.bitspike.ir.expr;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.bitspike.ir.expr.Expr.Binary;
import org.bitspike.ir.expr.Expr.BinaryOperator;
import org.bitspike.ir.expr.Expr.Call;
import org.bitspike.ir.expr.Expr.MathFunction;
import org.bitspike.ir.expr.Expr.Num;
import org.bitspike.ir.expr.Expr.Unary;
import org.bitspike.ir.expr.Expr.UnaryOperator;
import org.bitspike.ir.expr.Expr.Var;

/**
 * The value of an expression in double precision. Truth is 1, falsehood 0. Transcendental functions
 * are {@link StrictMath}'s.
 */
public final class ExprEvaluator {

  private ExprEvaluator() {}

  /**
   * Computes.
   *
   * @param variables value of each variable; may throw for an unknown name
   * @throws IllegalArgumentException for {@code random}, whose value is no function of its argument
   */
  public static double evaluate(Expr expr, ToDoubleFunction<String> variables) {
    return switch (expr) {
      case Num(double value) -> value;
      case Var(String name) -> variables.applyAsDouble(name);
      case Unary(UnaryOperator op, Expr operand) -> {
        double x = evaluate(operand, variables);
        yield op == UnaryOperator.NEGATE ? -x : truth(x == 0);
      }
      case Binary(BinaryOperator op, Expr left, Expr right) ->
          apply(op, evaluate(left, variables), evaluate(right, variables));
      case Call(MathFunction function, List<Expr> arguments) -> {
        double x = evaluate(arguments.get(0), variables);
        yield arguments.size() == 2
            ? apply(function, x, evaluate(arguments.get(1), variables))
            : apply(function, x);
      }
    };
  }

  /** One operation. */
  public static double apply(BinaryOperator op, double a, double b) {
    return switch (op) {
      case ADD -> a + b;
      case SUBTRACT -> a - b;
      case MULTIPLY -> a * b;
      case DIVIDE -> a / b;
      case POWER -> b == 2 ? a * a : StrictMath.pow(a, b);
      case GREATER -> truth(a > b);
      case LESS -> truth(a < b);
      case GREATER_OR_EQUAL -> truth(a >= b);
      case LESS_OR_EQUAL -> truth(a <= b);
      case EQUAL -> truth(a == b);
      case NOT_EQUAL -> truth(a != b);
      case AND -> truth(a != 0 && b != 0);
      case OR -> truth(a != 0 || b != 0);
    };
  }

  /** One function of one argument. */
  public static double apply(MathFunction function, double x) {
    return switch (function) {
      case SIN -> StrictMath.sin(x);
      case COS -> StrictMath.cos(x);
      case TAN -> StrictMath.tan(x);
      case SINH -> StrictMath.sinh(x);
      case COSH -> StrictMath.cosh(x);
      case TANH -> StrictMath.tanh(x);
      case EXP -> StrictMath.exp(x);
      case SQRT -> Math.sqrt(x);
      case CEIL -> Math.ceil(x);
      case FLOOR -> Math.floor(x);
      case LN, LOG -> StrictMath.log(x);
      case ABS -> Math.abs(x);
      case FACTORIAL -> factorial(x);
      case H -> truth(x > 0);
      case RANDOM, MIN, MAX ->
          throw new IllegalArgumentException(
              ExprText.name(function) + " is no function of one value");
    };
  }

  private static double apply(MathFunction function, double a, double b) {
    return function == MathFunction.MIN ? Math.min(a, b) : Math.max(a, b);
  }

  private static double factorial(double x) {
    double product = 1;
    for (int i = 2; i <= Math.min(x, 171); i++) {
      product *= i;
    }
    return product;
  }

  private static double truth(boolean b) {
    return b ? 1 : 0;
  }
}
