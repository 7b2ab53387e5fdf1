package org.bitspike.reference.converged;

import java.util.List;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.expr.Expr.Binary;
import org.bitspike.ir.expr.Expr.BinaryOperator;
import org.bitspike.ir.expr.Expr.Call;
import org.bitspike.ir.expr.Expr.MathFunction;
import org.bitspike.ir.expr.Expr.Num;
import org.bitspike.ir.expr.Expr.Unary;
import org.bitspike.ir.expr.Expr.UnaryOperator;
import org.bitspike.reference.flat.Exprs;

/** Turns tests into numbers: positive where the test holds, negative where it does not. */
final class Margins {

  private Margins() {}

  static Expr of(Expr test) {
    return switch (test) {
      case Unary(UnaryOperator op, Expr x) when op == UnaryOperator.NOT -> Exprs.negate(of(x));
      case Binary(BinaryOperator op, Expr a, Expr b) when op.isBoolean() ->
          switch (op) {
            case AND -> new Call(MathFunction.MIN, List.of(of(a), of(b)));
            case OR -> new Call(MathFunction.MAX, List.of(of(a), of(b)));
            case GREATER, GREATER_OR_EQUAL -> Exprs.subtract(a, b);
            case LESS, LESS_OR_EQUAL -> Exprs.subtract(b, a);
            case EQUAL -> sign(test);
            default -> Exprs.negate(sign(new Binary(BinaryOperator.EQUAL, a, b)));
          };
      case Num(double x) -> new Num(x != 0 ? 1 : -1);
      default -> sign(new Binary(BinaryOperator.NOT_EQUAL, test, new Num(0)));
    };
  }

  /** 1 for truth, -1 for falsehood. */
  private static Expr sign(Expr truth) {
    return new Binary(
        BinaryOperator.SUBTRACT,
        new Binary(BinaryOperator.MULTIPLY, new Num(2), truth),
        new Num(1));
  }

  /**
   * The expressions whose change of sign changes an expression's value or form: both sides'
   * difference for a comparison, the argument for a step function.
   */
  static void switches(Expr expr, List<Expr> found) {
    switch (expr) {
      case Num n -> {}
      case Expr.Var v -> {}
      case Unary u -> switches(u.operand(), found);
      case Binary(BinaryOperator op, Expr a, Expr b) -> {
        switches(a, found);
        switches(b, found);
        if (op.isBoolean() && op != BinaryOperator.AND && op != BinaryOperator.OR) {
          found.add(Exprs.subtract(a, b));
        }
      }
      case Call(MathFunction f, List<Expr> arguments) -> {
        arguments.forEach(a -> switches(a, found));
        if (f == MathFunction.H || f == MathFunction.ABS) {
          found.add(arguments.getFirst());
        }
      }
    }
  }
}
