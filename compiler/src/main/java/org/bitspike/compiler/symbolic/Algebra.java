package org.bitspike.compiler.symbolic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bitspike.compiler.symbolic.Sym.Apply;
import org.bitspike.compiler.symbolic.Sym.Both;
import org.bitspike.compiler.symbolic.Sym.Choice;
import org.bitspike.compiler.symbolic.Sym.Compare;
import org.bitspike.compiler.symbolic.Sym.Const;
import org.bitspike.compiler.symbolic.Sym.Either;
import org.bitspike.compiler.symbolic.Sym.Negated;
import org.bitspike.compiler.symbolic.Sym.Power;
import org.bitspike.compiler.symbolic.Sym.Product;
import org.bitspike.compiler.symbolic.Sym.Reciprocal;
import org.bitspike.compiler.symbolic.Sym.Sum;
import org.bitspike.compiler.symbolic.Sym.Term;
import org.bitspike.ir.expr.Expr.BinaryOperator;
import org.bitspike.ir.expr.Expr.MathFunction;
import org.bitspike.ir.expr.ExprEvaluator;

/**
 * Builds expressions in normal form. Everything that depends on no name is computed at once, in
 * double precision.
 */
public final class Algebra {

  /** Largest integer exponent that is written out as a product. */
  private static final int LARGEST_POWER = 8;

  private Algebra() {}

  /** A number. */
  public static Sym number(double value) {
    return new Const(value);
  }

  /** {@code a + b}. */
  public static Sym add(Sym a, Sym b) {
    Linear sum = new Linear();
    sum.add(a, 1);
    sum.add(b, 1);
    return sum.build();
  }

  /** {@code a - b}. */
  public static Sym subtract(Sym a, Sym b) {
    Linear sum = new Linear();
    sum.add(a, 1);
    sum.add(b, -1);
    return sum.build();
  }

  /** {@code factor * a}. */
  public static Sym scale(Sym a, double factor) {
    Linear sum = new Linear();
    sum.add(a, factor);
    return sum.build();
  }

  /** {@code a * b}. */
  public static Sym multiply(Sym a, Sym b) {
    if (a instanceof Const(double value)) {
      return scale(b, value);
    }
    if (b instanceof Const(double value)) {
      return scale(a, value);
    }
    double coefficient = coefficient(a) * coefficient(b);
    List<Sym> factors = new ArrayList<>();
    addFactors(factors, bare(a));
    addFactors(factors, bare(b));
    return scale(new Product(factors), coefficient);
  }

  /** {@code a / b}. */
  public static Sym divide(Sym a, Sym b) {
    if (b instanceof Const(double value)) {
      return a instanceof Const(double numerator) ? number(numerator / value) : divideBy(a, value);
    }
    return multiply(a, reciprocal(b));
  }

  /** {@code 1 / a}. */
  public static Sym reciprocal(Sym a) {
    if (a instanceof Const(double value)) {
      return number(1 / value);
    }
    Sym bare = bare(a);
    Sym inverse = bare instanceof Reciprocal(Sym of) ? of : new Reciprocal(bare);
    return scale(inverse, 1 / coefficient(a));
  }

  /** {@code a ^ b}. */
  public static Sym power(Sym a, Sym b) {
    if (!(b instanceof Const(double exponent))) {
      // a^b = exp(b ln a), which holds where the model's power is defined for a varying exponent
      return apply(MathFunction.EXP, List.of(multiply(b, apply(MathFunction.LN, List.of(a)))));
    }
    if (a instanceof Const(double base)) {
      return number(ExprEvaluator.apply(BinaryOperator.POWER, base, exponent));
    }
    if (exponent == Math.rint(exponent) && Math.abs(exponent) <= LARGEST_POWER) {
      Sym product = Sym.ONE;
      for (int i = 0; i < Math.abs(exponent); i++) {
        product = multiply(product, a);
      }
      return exponent < 0 ? reciprocal(product) : product;
    }
    return new Power(a, exponent);
  }

  /** A function. */
  public static Sym apply(MathFunction function, List<Sym> arguments) {
    Sym first = arguments.get(0);
    if (function == MathFunction.H) {
      return choose(compare(BinaryOperator.GREATER, first, Sym.ZERO), Sym.ONE, Sym.ZERO);
    }
    if (arguments.size() == 2) {
      Sym second = arguments.get(1);
      if (first instanceof Const(double x) && second instanceof Const(double y)) {
        return number(function == MathFunction.MIN ? Math.min(x, y) : Math.max(x, y));
      }
      return new Apply(function, arguments);
    }
    return first instanceof Const(double x) && function != MathFunction.RANDOM
        ? number(ExprEvaluator.apply(function, x))
        : new Apply(function, arguments);
  }

  /** A comparison. */
  public static Sym compare(BinaryOperator operator, Sym a, Sym b) {
    if (a instanceof Const(double x) && b instanceof Const(double y)) {
      return number(ExprEvaluator.apply(operator, x, y));
    }
    return new Compare(operator, a, b);
  }

  /** Both hold. */
  public static Sym both(Sym a, Sym b) {
    if (a instanceof Const(double x)) {
      return x != 0 ? b : Sym.ZERO;
    }
    if (b instanceof Const(double y)) {
      return y != 0 ? a : Sym.ZERO;
    }
    return new Both(a, b);
  }

  /** At least one holds. */
  public static Sym either(Sym a, Sym b) {
    if (a instanceof Const(double x)) {
      return x != 0 ? Sym.ONE : b;
    }
    if (b instanceof Const(double y)) {
      return y != 0 ? Sym.ONE : a;
    }
    return new Either(a, b);
  }

  /** It does not hold. */
  public static Sym not(Sym a) {
    return switch (a) {
      case Const(double x) -> number(x == 0 ? 1 : 0);
      case Negated(Sym operand) -> operand;
      default -> new Negated(a);
    };
  }

  /** One of two values. */
  public static Sym choose(Sym condition, Sym then, Sym otherwise) {
    if (condition instanceof Const(double x)) {
      return x != 0 ? then : otherwise;
    }
    return then.equals(otherwise) ? then : new Choice(condition, then, otherwise);
  }

  /** The constant in front of an expression; 1 where there is none. */
  static double coefficient(Sym a) {
    return a instanceof Sum s && s.constant() == 0 && s.terms().size() == 1
        ? s.terms().get(0).coefficient()
        : 1;
  }

  /** The expression without the constant in front of it. */
  static Sym bare(Sym a) {
    return a instanceof Sum s && s.constant() == 0 && s.terms().size() == 1
        ? s.terms().get(0).atom()
        : a;
  }

  private static void addFactors(List<Sym> factors, Sym a) {
    if (a instanceof Product(List<Sym> more)) {
      factors.addAll(more);
    } else {
      factors.add(a);
    }
  }

  private static Sym divideBy(Sym a, double divisor) {
    Linear sum = new Linear();
    sum.addDivided(a, divisor);
    return sum.build();
  }

  /** Gathers a linear combination. */
  private static final class Linear {
    private double constant;
    private final Map<Sym, Double> terms = new LinkedHashMap<>();

    void add(Sym a, double factor) {
      switch (a) {
        case Const(double value) -> constant += factor * value;
        case Sum s -> {
          constant += factor * s.constant();
          s.terms().forEach(t -> terms.merge(t.atom(), factor * t.coefficient(), Double::sum));
        }
        default -> terms.merge(a, factor, Double::sum);
      }
    }

    /**
     * Divides instead of multiplying by a reciprocal, so that a quotient of constants is rounded
     * once.
     */
    void addDivided(Sym a, double divisor) {
      if (a instanceof Sum s) {
        constant += s.constant() / divisor;
        s.terms().forEach(t -> terms.merge(t.atom(), t.coefficient() / divisor, Double::sum));
      } else {
        terms.merge(a, 1 / divisor, Double::sum);
      }
    }

    Sym build() {
      List<Term> list = new ArrayList<>();
      terms.forEach(
          (atom, coefficient) -> {
            if (coefficient != 0) {
              list.add(new Term(coefficient, atom));
            }
          });
      if (list.isEmpty()) {
        return number(constant);
      }
      if (constant == 0 && list.size() == 1 && list.get(0).coefficient() == 1) {
        return list.get(0).atom();
      }
      return new Sum(constant, list);
    }
  }
}
