package org.bitspike.compiler.symbolic;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.expr.Expr.Binary;
import org.bitspike.ir.expr.Expr.BinaryOperator;
import org.bitspike.ir.expr.Expr.Call;
import org.bitspike.ir.expr.Expr.MathFunction;
import org.bitspike.ir.expr.Expr.Num;
import org.bitspike.ir.expr.Expr.Unary;
import org.bitspike.ir.expr.Expr.UnaryOperator;
import org.bitspike.ir.expr.Expr.Var;

/**
 * Brings expressions of a model, and expressions in general, into normal form under a substitution.
 */
public final class Translate {

  private Translate() {}

  /**
   * Substitutes and folds.
   *
   * @param names what each variable stands for; may throw for an unknown one
   */
  public static Sym expr(Expr expr, Function<String, Sym> names) {
    return switch (expr) {
      case Num(double value) -> Algebra.number(value);
      case Var(String name) -> names.apply(name);
      case Unary(UnaryOperator op, Expr operand) -> {
        Sym x = expr(operand, names);
        yield op == UnaryOperator.NEGATE ? Algebra.scale(x, -1) : Algebra.not(x);
      }
      case Binary(BinaryOperator op, Expr left, Expr right) ->
          binary(op, expr(left, names), expr(right, names));
      case Call(MathFunction function, List<Expr> arguments) ->
          Algebra.apply(function, arguments.stream().map(a -> expr(a, names)).toList());
    };
  }

  /** Replaces names by expressions; names that are not in the map stay. */
  public static Sym substitute(Sym sym, Map<String, Sym> names) {
    return switch (sym) {
      case Sym.Const c -> c;
      case Sym.Ref r -> names.getOrDefault(r.name(), r);
      case Sym.Sum s -> {
        Sym sum = Algebra.number(s.constant());
        for (Sym.Term term : s.terms()) {
          sum = Algebra.add(sum, Algebra.scale(substitute(term.atom(), names), term.coefficient()));
        }
        yield sum;
      }
      case Sym.Product p -> {
        Sym product = Sym.ONE;
        for (Sym factor : p.factors()) {
          product = Algebra.multiply(product, substitute(factor, names));
        }
        yield product;
      }
      case Sym.Reciprocal r -> Algebra.reciprocal(substitute(r.of(), names));
      case Sym.Power p -> Algebra.power(substitute(p.base(), names), Algebra.number(p.exponent()));
      case Sym.Apply a ->
          Algebra.apply(
              a.function(), a.arguments().stream().map(x -> substitute(x, names)).toList());
      case Sym.Compare c ->
          Algebra.compare(c.operator(), substitute(c.left(), names), substitute(c.right(), names));
      case Sym.Both b -> Algebra.both(substitute(b.left(), names), substitute(b.right(), names));
      case Sym.Either e ->
          Algebra.either(substitute(e.left(), names), substitute(e.right(), names));
      case Sym.Negated n -> Algebra.not(substitute(n.operand(), names));
      case Sym.Choice c ->
          Algebra.choose(
              substitute(c.condition(), names),
              substitute(c.then(), names),
              substitute(c.otherwise(), names));
    };
  }

  private static Sym binary(BinaryOperator op, Sym a, Sym b) {
    return switch (op) {
      case ADD -> Algebra.add(a, b);
      case SUBTRACT -> Algebra.subtract(a, b);
      case MULTIPLY -> Algebra.multiply(a, b);
      case DIVIDE -> Algebra.divide(a, b);
      case POWER -> Algebra.power(a, b);
      case AND -> Algebra.both(a, b);
      case OR -> Algebra.either(a, b);
      case GREATER, LESS, GREATER_OR_EQUAL, LESS_OR_EQUAL, EQUAL, NOT_EQUAL ->
          Algebra.compare(op, a, b);
    };
  }
}
