package org.bitspike.compiler.symbolic;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Expressions as text, for people. */
public final class SymText {

  private SymText() {}

  /** Writes an expression, numbers with up to nine digits. */
  public static String print(Sym sym) {
    return print(sym, false);
  }

  /** A number with up to nine digits. */
  public static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e9) {
      return Long.toString((long) value);
    }
    return String.format(Locale.ROOT, "%.9g", value).replaceFirst("\\.?0+($|e)", "$1");
  }

  private static String print(Sym sym, boolean inner) {
    return switch (sym) {
      case Sym.Const(double value) -> number(value);
      case Sym.Ref(String name) -> name;
      case Sym.Sum s -> sum(s, inner);
      case Sym.Product(List<Sym> factors) ->
          factors.stream().map(f -> print(f, true)).collect(Collectors.joining(" * "));
      case Sym.Reciprocal(Sym of) -> "1 / " + print(of, true);
      case Sym.Power(Sym base, double exponent) -> print(base, true) + " ^ " + number(exponent);
      case Sym.Apply a ->
          a.function().name().toLowerCase(Locale.ROOT)
              + a.arguments().stream()
                  .map(x -> print(x, false))
                  .collect(Collectors.joining(", ", "(", ")"));
      case Sym.Compare c ->
          "("
              + print(c.left(), true)
              + " "
              + c.operator().symbol()
              + " "
              + print(c.right(), true)
              + ")";
      case Sym.Both b -> "(" + print(b.left(), true) + " .and. " + print(b.right(), true) + ")";
      case Sym.Either e -> "(" + print(e.left(), true) + " .or. " + print(e.right(), true) + ")";
      case Sym.Negated(Sym operand) -> "not " + print(operand, true);
      case Sym.Choice c ->
          "choose("
              + print(c.condition(), false)
              + ", "
              + print(c.then(), false)
              + ", "
              + print(c.otherwise(), false)
              + ")";
    };
  }

  private static String sum(Sym.Sum s, boolean inner) {
    StringBuilder text = new StringBuilder();
    for (Sym.Term term : s.terms()) {
      double magnitude = Math.abs(term.coefficient());
      String sign =
          term.coefficient() < 0 ? (text.isEmpty() ? "-" : " - ") : text.isEmpty() ? "" : " + ";
      text.append(sign)
          .append(magnitude == 1 ? "" : number(magnitude) + " * ")
          .append(print(term.atom(), true));
    }
    if (s.constant() != 0) {
      text.append(s.constant() < 0 ? " - " : " + ").append(number(Math.abs(s.constant())));
    }
    return inner ? "(" + text + ")" : text.toString();
  }
}
