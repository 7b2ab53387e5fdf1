package org.bitspike.compiler.symbolic;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bitspike.ir.expr.Expr.BinaryOperator;
import org.bitspike.ir.expr.Expr.MathFunction;

/**
 * A real-valued or Boolean expression in normal form. Equal trees mean equal values.
 *
 * <pre>
 *   Sym = Const | Ref | Sum | Product | Reciprocal | Power | Apply | Compare | Both | Either | Negated | Choice
 * </pre>
 *
 * Made by {@link Algebra} only, which keeps the normal form: a {@code Sum} has no term with
 * coefficient 0 and no constant term among its atoms; a {@code Product} has at least two factors,
 * none of them constant, none with a constant in front.
 */
public sealed interface Sym {

  /** A number. */
  record Const(double value) implements Sym {}

  /** A state, an input, or a name given to a value. */
  record Ref(String name) implements Sym {}

  /** {@code constant + sum of coefficient * atom}. */
  record Sum(double constant, List<Term> terms) implements Sym {
    public Sum {
      terms = List.copyOf(terms);
    }
  }

  /** A coefficient that is not 0 and what it multiplies, which is no constant and no sum. */
  record Term(double coefficient, Sym atom) {}

  /** A product of what is not constant. */
  record Product(List<Sym> factors) implements Sym {
    public Product {
      factors = List.copyOf(factors);
    }
  }

  /** One over something that is not constant. */
  record Reciprocal(Sym of) implements Sym {}

  /** A power with a constant exponent that is no small positive integer. */
  record Power(Sym base, double exponent) implements Sym {}

  /** A function of something that is not constant. */
  record Apply(MathFunction function, List<Sym> arguments) implements Sym {
    public Apply {
      arguments = List.copyOf(arguments);
    }
  }

  /** A comparison. */
  record Compare(BinaryOperator operator, Sym left, Sym right) implements Sym {}

  /** Both hold. */
  record Both(Sym left, Sym right) implements Sym {}

  /** At least one holds. */
  record Either(Sym left, Sym right) implements Sym {}

  /** It does not hold. */
  record Negated(Sym operand) implements Sym {}

  /** One of two values. */
  record Choice(Sym condition, Sym then, Sym otherwise) implements Sym {}

  /** 0. */
  Const ZERO = new Const(0);

  /** 1, and truth. */
  Const ONE = new Const(1);

  /** The parts an expression is made of, in order. */
  default List<Sym> parts() {
    return switch (this) {
      case Const c -> List.of();
      case Ref r -> List.of();
      case Sum s -> s.terms().stream().map(Term::atom).toList();
      case Product p -> p.factors();
      case Reciprocal r -> List.of(r.of());
      case Power p -> List.of(p.base());
      case Apply a -> a.arguments();
      case Compare c -> List.of(c.left(), c.right());
      case Both b -> List.of(b.left(), b.right());
      case Either e -> List.of(e.left(), e.right());
      case Negated n -> List.of(n.operand());
      case Choice c -> List.of(c.condition(), c.then(), c.otherwise());
    };
  }

  /** Every name it depends on, in order of first use. */
  default Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    collect(this, names);
    return names;
  }

  private static void collect(Sym sym, Set<String> names) {
    if (sym instanceof Ref(String name)) {
      names.add(name);
    }
    sym.parts().forEach(p -> collect(p, names));
  }

  /** Whether it is a number. */
  default boolean isConstant() {
    return this instanceof Const;
  }
}
