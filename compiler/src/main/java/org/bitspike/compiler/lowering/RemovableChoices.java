package org.bitspike.compiler.lowering;

import java.util.List;
import java.util.Optional;
import org.bitspike.compiler.symbolic.Algebra;
import org.bitspike.compiler.symbolic.Evaluate;
import org.bitspike.compiler.symbolic.Shape;
import org.bitspike.compiler.symbolic.Sym;
import org.bitspike.ir.expr.Expr.BinaryOperator;

/**
 * Drops choices that only fill a hole: {@code x != 0 ? x / (1 - exp(-x)) : 1}.
 *
 * <p>A table of the function has the limit at the hole anyway, and without the choice all of a
 * gate's rate is a function of one variable, for one table. Dropped is a choice by the equality of
 * two sides, linear in the one name that the function depends on, where the other value is the
 * function's limit from both sides.
 */
final class RemovableChoices {

  private static final double[] NEARBY = {1e-5, 1e-7, 1e-9};
  private static final double ALIKE = 1e-3;

  private RemovableChoices() {}

  static Sym drop(Sym sym) {
    return switch (sym) {
      case Sym.Choice(Sym condition, Sym then, Sym otherwise) -> {
        Sym a = drop(then);
        Sym b = drop(otherwise);
        if (condition instanceof Sym.Compare c && c.operator() == BinaryOperator.NOT_EQUAL) {
          yield fills(c, a, b) ? a : Algebra.choose(condition, a, b);
        }
        if (condition instanceof Sym.Compare c && c.operator() == BinaryOperator.EQUAL) {
          yield fills(c, b, a) ? b : Algebra.choose(condition, a, b);
        }
        yield Algebra.choose(condition, a, b);
      }
      case Sym.Sum s -> {
        Sym sum = Algebra.number(s.constant());
        for (Sym.Term term : s.terms()) {
          sum = Algebra.add(sum, Algebra.scale(drop(term.atom()), term.coefficient()));
        }
        yield sum;
      }
      case Sym.Product p ->
          p.factors().stream().map(RemovableChoices::drop).reduce(Sym.ONE, Algebra::multiply);
      case Sym.Reciprocal(Sym of) -> Algebra.reciprocal(drop(of));
      case Sym.Power(Sym base, double exponent) ->
          Algebra.power(drop(base), Algebra.number(exponent));
      case Sym.Apply a ->
          Algebra.apply(a.function(), a.arguments().stream().map(RemovableChoices::drop).toList());
      default -> sym;
    };
  }

  /** Whether the function has the value as its limit where the sides are equal. */
  private static boolean fills(Sym.Compare equality, Sym function, Sym value) {
    Optional<String> name = Shape.onlyName(function);
    if (name.isEmpty()
        || !Shape.isTranscendental(function)
        || !List.copyOf(equality.names()).equals(List.of(name.get()))) {
      return false;
    }
    Optional<Double> place = equalAt(equality, name.get());
    if (place.isEmpty()) {
      return false;
    }
    double x = place.get();
    // the value may choose once more by the same equality
    double filled = Evaluate.at(value, n -> x);
    for (double relative : NEARBY) {
      double near = relative * (x == 0 ? 1 : Math.abs(x));
      double below = Evaluate.at(function, n -> x - near);
      double above = Evaluate.at(function, n -> x + near);
      if (alike(below, filled) && alike(above, filled)) {
        return true;
      }
    }
    return false;
  }

  private static boolean alike(double a, double b) {
    return Math.abs(a - b) <= ALIKE * Math.abs(b);
  }

  private static Optional<Double> equalAt(Sym.Compare equality, String name) {
    return Shape.affine(Algebra.subtract(equality.left(), equality.right()), name)
        .flatMap(
            a ->
                a.factor() instanceof Sym.Const(double factor)
                        && a.rest() instanceof Sym.Const(double rest)
                        && factor != 0
                    ? Optional.of(-rest / factor)
                    : Optional.empty());
  }
}
