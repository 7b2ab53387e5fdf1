package org.bitspike.compiler.symbolic;

import java.util.Optional;

/** What kind of function an expression is. */
public final class Shape {

  private Shape() {}

  /** Whether a part needs more than sums, products, comparisons and choices. */
  public static boolean isTranscendental(Sym sym) {
    return switch (sym) {
      case Sym.Reciprocal r -> true;
      case Sym.Power p -> true;
      case Sym.Apply a ->
          switch (a.function()) {
            case MIN, MAX, ABS -> a.arguments().stream().anyMatch(Shape::isTranscendental);
            default -> true;
          };
      default -> sym.parts().stream().anyMatch(Shape::isTranscendental);
    };
  }

  /** Whether a choice or a truth value stands somewhere inside. */
  public static boolean hasChoice(Sym sym) {
    return sym instanceof Sym.Choice
        || sym instanceof Sym.Compare
        || sym.parts().stream().anyMatch(Shape::hasChoice);
  }

  /** The one name an expression depends on, if it is one. */
  public static Optional<String> onlyName(Sym sym) {
    var names = sym.names();
    return names.size() == 1 ? Optional.of(names.iterator().next()) : Optional.empty();
  }

  /**
   * How an expression depends on one name: {@code factor * name + rest}, where neither depends on
   * it.
   *
   * @param factor what multiplies the name
   * @param rest what is left
   */
  public record Affine(Sym factor, Sym rest) {}

  /** Takes an expression apart, if it is affine in the name. */
  public static Optional<Affine> affine(Sym sym, String name) {
    if (!sym.names().contains(name)) {
      return Optional.of(new Affine(Sym.ZERO, sym));
    }
    return switch (sym) {
      case Sym.Ref r -> Optional.of(new Affine(Sym.ONE, Sym.ZERO));
      case Sym.Sum s -> {
        Sym factor = Sym.ZERO;
        Sym rest = Algebra.number(s.constant());
        for (Sym.Term term : s.terms()) {
          Optional<Affine> part = affine(term.atom(), name);
          if (part.isEmpty()) {
            yield Optional.empty();
          }
          factor = Algebra.add(factor, Algebra.scale(part.get().factor(), term.coefficient()));
          rest = Algebra.add(rest, Algebra.scale(part.get().rest(), term.coefficient()));
        }
        yield Optional.of(new Affine(factor, rest));
      }
      case Sym.Product p -> {
        Affine product = new Affine(Sym.ZERO, Sym.ONE);
        for (Sym f : p.factors()) {
          Optional<Affine> part = affine(f, name);
          boolean square =
              part.isPresent() && !zero(part.get().factor()) && !zero(product.factor());
          if (part.isEmpty() || square) {
            yield Optional.empty();
          }
          Affine next = part.get();
          product =
              new Affine(
                  Algebra.add(
                      Algebra.multiply(product.factor(), next.rest()),
                      Algebra.multiply(product.rest(), next.factor())),
                  Algebra.multiply(product.rest(), next.rest()));
        }
        yield Optional.of(product);
      }
      default -> Optional.empty();
    };
  }

  private static boolean zero(Sym sym) {
    return sym instanceof Sym.Const(double value) && value == 0;
  }
}
