package org.bitspike.compiler.symbolic;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bitspike.ir.expr.Expr.MathFunction;
import org.bitspike.ir.expr.ExprEvaluator;

/** Bounds by interval arithmetic. */
public final class Intervals {

  private final Function<String, Interval> names;
  private final Function<Sym, Optional<Interval>> known;

  private Intervals(Function<String, Interval> names, Function<Sym, Optional<Interval>> known) {
    this.names = names;
    this.known = known;
  }

  /**
   * A sound bound of an expression.
   *
   * @param names bound of each name
   */
  public static Interval of(Sym sym, Function<String, Interval> names) {
    return new Intervals(names, s -> Optional.empty()).of(sym);
  }

  /**
   * A sound bound of an expression, given bounds of some of its parts.
   *
   * @param names bound of each name
   * @param known bound of a part, where it is known otherwise
   */
  public static Interval of(
      Sym sym, Function<String, Interval> names, Function<Sym, Optional<Interval>> known) {
    return new Intervals(names, known).of(sym);
  }

  private Interval of(Sym sym) {
    Optional<Interval> given = known.apply(sym);
    return given.isPresent() ? given.get() : computed(sym);
  }

  private Interval computed(Sym sym) {
    return switch (sym) {
      case Sym.Const(double value) -> Double.isNaN(value) ? Interval.UNBOUNDED : Interval.of(value);
      case Sym.Ref(String name) -> names.apply(name);
      case Sym.Sum s -> {
        Interval sum = Interval.of(s.constant());
        for (Sym.Term term : s.terms()) {
          sum = sum.plus(of(term.atom()).times(term.coefficient()));
        }
        yield sum;
      }
      case Sym.Product p -> product(p.factors());
      case Sym.Reciprocal(Sym of) -> reciprocal(of(of));
      case Sym.Power(Sym base, double exponent) -> power(of(base), exponent);
      case Sym.Apply a -> apply(a);
      case Sym.Compare c -> Interval.TRUTH;
      case Sym.Both b -> Interval.TRUTH;
      case Sym.Either e -> Interval.TRUTH;
      case Sym.Negated n -> Interval.TRUTH;
      case Sym.Choice c -> of(c.then()).hull(of(c.otherwise()));
    };
  }

  private Interval product(List<Sym> factors) {
    Interval product = Interval.of(1);
    for (int i = 0; i < factors.size(); i++) {
      Sym factor = factors.get(i);
      Interval bound = of(factor);
      if (i + 1 < factors.size() && factors.get(i + 1).equals(factor)) {
        bound = square(bound);
        i++;
      }
      product = product.times(bound);
    }
    return product;
  }

  private static Interval square(Interval a) {
    double high = Math.max(a.low() * a.low(), a.high() * a.high());
    return a.holds(0)
        ? new Interval(0, high)
        : new Interval(Math.min(a.low() * a.low(), a.high() * a.high()), high);
  }

  private static Interval reciprocal(Interval a) {
    return a.low() <= 0 && a.high() >= 0
        ? Interval.UNBOUNDED
        : new Interval(1 / a.high(), 1 / a.low());
  }

  private static Interval power(Interval a, double exponent) {
    if (a.low() < 0) {
      return Interval.UNBOUNDED;
    }
    double x = StrictMath.pow(a.low(), exponent);
    double y = StrictMath.pow(a.high(), exponent);
    return new Interval(Math.min(x, y), Math.max(x, y));
  }

  private Interval apply(Sym.Apply a) {
    Interval x = of(a.arguments().get(0));
    MathFunction f = a.function();
    return switch (f) {
      case MIN, MAX -> {
        Interval y = of(a.arguments().get(1));
        yield f == MathFunction.MIN
            ? new Interval(Math.min(x.low(), y.low()), Math.min(x.high(), y.high()))
            : new Interval(Math.max(x.low(), y.low()), Math.max(x.high(), y.high()));
      }
      case EXP, SINH, TANH, CEIL, FLOOR ->
          new Interval(ExprEvaluator.apply(f, x.low()), ExprEvaluator.apply(f, x.high()));
      case SQRT, LN, LOG ->
          x.low() < 0
              ? Interval.UNBOUNDED
              : new Interval(ExprEvaluator.apply(f, x.low()), ExprEvaluator.apply(f, x.high()));
      case SIN, COS -> new Interval(-1, 1);
      case ABS ->
          x.holds(0)
              ? new Interval(0, x.magnitude())
              : new Interval(Math.min(Math.abs(x.low()), Math.abs(x.high())), x.magnitude());
      case COSH -> new Interval(1, StrictMath.cosh(x.magnitude()));
      case H -> Interval.TRUTH;
      case RANDOM, TAN, FACTORIAL -> Interval.UNBOUNDED;
    };
  }
}
