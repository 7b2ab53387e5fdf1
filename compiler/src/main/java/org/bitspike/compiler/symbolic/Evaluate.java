package org.bitspike.compiler.symbolic;

import java.util.function.ToDoubleFunction;
import org.bitspike.ir.expr.Expr.MathFunction;
import org.bitspike.ir.expr.ExprEvaluator;

/** The value of an expression in double precision. */
public final class Evaluate {

  private Evaluate() {}

  /** Computes; truth is 1. */
  public static double at(Sym sym, ToDoubleFunction<String> names) {
    return switch (sym) {
      case Sym.Const(double value) -> value;
      case Sym.Ref(String name) -> names.applyAsDouble(name);
      case Sym.Sum s -> {
        double sum = s.constant();
        for (Sym.Term term : s.terms()) {
          sum += term.coefficient() * at(term.atom(), names);
        }
        yield sum;
      }
      case Sym.Product p -> {
        double product = 1;
        for (Sym factor : p.factors()) {
          product *= at(factor, names);
        }
        yield product;
      }
      case Sym.Reciprocal(Sym of) -> 1 / at(of, names);
      case Sym.Power(Sym base, double exponent) -> StrictMath.pow(at(base, names), exponent);
      case Sym.Apply a -> {
        double x = at(a.arguments().get(0), names);
        if (a.arguments().size() == 1) {
          yield ExprEvaluator.apply(a.function(), x);
        }
        double y = at(a.arguments().get(1), names);
        yield a.function() == MathFunction.MIN ? Math.min(x, y) : Math.max(x, y);
      }
      case Sym.Compare c ->
          ExprEvaluator.apply(c.operator(), at(c.left(), names), at(c.right(), names));
      case Sym.Both b -> at(b.left(), names) != 0 && at(b.right(), names) != 0 ? 1 : 0;
      case Sym.Either e -> at(e.left(), names) != 0 || at(e.right(), names) != 0 ? 1 : 0;
      case Sym.Negated(Sym operand) -> at(operand, names) == 0 ? 1 : 0;
      case Sym.Choice c ->
          at(c.condition(), names) != 0 ? at(c.then(), names) : at(c.otherwise(), names);
    };
  }
}
