package org.bitspike.ir.expr;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.bitspike.ir.expr.Expr.Binary;
import org.bitspike.ir.expr.Expr.BinaryOperator;
import org.bitspike.ir.expr.Expr.Call;
import org.bitspike.ir.expr.Expr.MathFunction;
import org.bitspike.ir.expr.Expr.Num;
import org.bitspike.ir.expr.Expr.Unary;
import org.bitspike.ir.expr.Expr.Var;
import org.bitspike.ir.unit.Dimension;

/**
 * The dimension of an expression. Zero takes the dimension of its surroundings, since LEMS models
 * compare with and assign a bare 0.
 */
public final class ExprDimensions {

  private final Function<String, Optional<Dimension>> variables;
  private final Consumer<String> problems;

  private ExprDimensions(
      Function<String, Optional<Dimension>> variables, Consumer<String> problems) {
    this.variables = variables;
    this.problems = problems;
  }

  /**
   * Finds the dimension and tells every disagreement on the way.
   *
   * @param variables dimension of each variable; empty for an unknown name, which is told as a
   *     problem
   * @param problems receives one sentence per problem, naming both sides
   * @return the dimension, or empty when the expression is a bare zero or a problem hides it
   */
  public static Optional<Dimension> check(
      Expr expr, Function<String, Optional<Dimension>> variables, Consumer<String> problems) {
    return new ExprDimensions(variables, problems).of(expr);
  }

  private Optional<Dimension> of(Expr expr) {
    return switch (expr) {
      case Num(double value) -> value == 0 ? Optional.empty() : Optional.of(Dimension.NONE);
      case Var(String name) -> {
        Optional<Dimension> found = variables.apply(name);
        if (found.isEmpty()) {
          problems.accept("'" + name + "' is not defined");
        }
        yield found;
      }
      case Unary(Expr.UnaryOperator op, Expr operand) -> of(operand);
      case Binary binary -> ofBinary(binary);
      case Call(MathFunction function, List<Expr> arguments) -> ofCall(expr, function, arguments);
    };
  }

  private Optional<Dimension> ofBinary(Binary e) {
    Optional<Dimension> left = of(e.left());
    Optional<Dimension> right = of(e.right());
    return switch (e.operator()) {
      case ADD, SUBTRACT -> same(e, left, right);
      case MULTIPLY ->
          left.isEmpty() || right.isEmpty()
              ? Optional.empty()
              : Optional.of(left.get().times(right.get()));
      case DIVIDE ->
          left.isEmpty() || right.isEmpty()
              ? Optional.empty()
              : Optional.of(left.get().per(right.get()));
      case POWER -> ofPower(e, left, right);
      case GREATER, LESS, GREATER_OR_EQUAL, LESS_OR_EQUAL, EQUAL, NOT_EQUAL -> {
        same(e, left, right);
        yield Optional.of(Dimension.NONE);
      }
      case AND, OR -> Optional.of(Dimension.NONE);
    };
  }

  private Optional<Dimension> same(Binary e, Optional<Dimension> left, Optional<Dimension> right) {
    if (left.isPresent() && right.isPresent() && !left.get().sameAs(right.get())) {
      problems.accept(
          "'"
              + ExprText.print(e.left())
              + "' is "
              + left.get().describe()
              + ", but '"
              + ExprText.print(e.right())
              + "' is "
              + right.get().describe()
              + ", on the two sides of "
              + e.operator().symbol());
    }
    return left.isPresent() ? left : right;
  }

  private Optional<Dimension> ofPower(
      Binary e, Optional<Dimension> base, Optional<Dimension> exponent) {
    if (exponent.isPresent() && !exponent.get().isNone()) {
      problems.accept(
          "the exponent '"
              + ExprText.print(e.right())
              + "' is "
              + exponent.get().describe()
              + ", not a number");
    }
    if (base.isEmpty() || base.get().isNone()) {
      return base;
    }
    if (e.right() instanceof Num(double value)
        && value == Math.rint(value)
        && Math.abs(value) < 100) {
      return Optional.of(base.get().power((int) value));
    }
    problems.accept(
        "'"
            + ExprText.print(e.left())
            + "' is "
            + base.get().describe()
            + "; only a whole number can be its exponent");
    return Optional.empty();
  }

  private Optional<Dimension> ofCall(Expr expr, MathFunction function, List<Expr> arguments) {
    Optional<Dimension> first = of(arguments.get(0));
    return switch (function) {
      case ABS, RANDOM, CEIL, FLOOR -> first;
      case MIN, MAX ->
          same(
              new Binary(BinaryOperator.ADD, arguments.get(0), arguments.get(1)),
              first,
              of(arguments.get(1)));
      case SQRT -> {
        if (first.isPresent() && !first.get().isNone()) {
          problems.accept(
              "'" + ExprText.print(expr) + "' takes the root of " + first.get().describe());
        }
        yield first;
      }
      case SIN, COS, TAN, SINH, COSH, TANH, EXP, LN, LOG, FACTORIAL, H -> {
        if (first.isPresent() && !first.get().isNone()) {
          problems.accept(
              "the argument of '"
                  + ExprText.print(expr)
                  + "' is "
                  + first.get().describe()
                  + ", not a number");
        }
        yield Optional.of(Dimension.NONE);
      }
    };
  }
}
