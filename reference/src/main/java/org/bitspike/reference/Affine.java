package org.bitspike.reference;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.expr.Expr.BinaryOperator;
import org.bitspike.ir.expr.Expr.UnaryOperator;
import org.bitspike.ir.expr.ExprEvaluator;

/**
 * An expression of one variable as {@code slope * x + offset}.
 *
 * @param slope factor of the variable
 * @param offset value where the variable is 0
 */
record Affine(double slope, double offset) {

  /**
   * Brings an expression to this form, if it has it.
   *
   * @param variable x
   * @param constants values of all other names; an expression with further names has not the form
   */
  static Optional<Affine> of(Expr expr, String variable, Map<String, Double> constants) {
    return switch (expr) {
      case Expr.Num(double value) -> constant(value);
      case Expr.Var(String name) ->
          name.equals(variable)
              ? Optional.of(new Affine(1, 0))
              : Optional.ofNullable(constants.get(name)).flatMap(Affine::constant);
      case Expr.Unary(UnaryOperator op, Expr operand) ->
          op == UnaryOperator.NEGATE
              ? of(operand, variable, constants).map(a -> new Affine(-a.slope, 0 - a.offset))
              : Optional.empty();
      case Expr.Binary(BinaryOperator op, Expr left, Expr right) ->
          of(left, variable, constants)
              .flatMap(a -> of(right, variable, constants).flatMap(b -> binary(op, a, b)));
      case Expr.Call(var function, List<Expr> arguments) ->
          arguments.size() == 1
              ? of(arguments.getFirst(), variable, constants)
                  .filter(Affine::isConstant)
                  .filter(a -> function != Expr.MathFunction.RANDOM)
                  .flatMap(a -> constant(ExprEvaluator.apply(function, a.offset)))
              : Optional.empty();
    };
  }

  private static Optional<Affine> constant(double value) {
    return Optional.of(new Affine(0, value));
  }

  private boolean isConstant() {
    return slope == 0;
  }

  private static Optional<Affine> binary(BinaryOperator op, Affine a, Affine b) {
    if (a.isConstant() && b.isConstant()) {
      return constant(ExprEvaluator.apply(op, a.offset, b.offset));
    }
    return switch (op) {
      case ADD -> Optional.of(new Affine(a.slope + b.slope, a.offset + b.offset));
      case SUBTRACT -> Optional.of(new Affine(a.slope - b.slope, a.offset - b.offset));
      case MULTIPLY ->
          a.isConstant()
              ? Optional.of(new Affine(a.offset * b.slope, a.offset * b.offset))
              : b.isConstant()
                  ? Optional.of(new Affine(a.slope * b.offset, a.offset * b.offset))
                  : Optional.empty();
      case DIVIDE ->
          b.isConstant()
              ? Optional.of(new Affine(a.slope / b.offset, a.offset / b.offset))
              : Optional.empty();
      default -> Optional.empty();
    };
  }
}
