package org.bitspike.reference.flat;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.expr.Expr.BinaryOperator;
import org.bitspike.ir.expr.Expr.UnaryOperator;
import org.bitspike.ir.network.ComponentType.Definition;
import org.bitspike.reference.flat.FlatSystem.Quantity;

/**
 * A sum {@code rest + factor(x) * x + factor(y) * y + ...} in which {@code rest} and the factors
 * depend on none of the chosen variables.
 *
 * @param factors of the chosen variables that occur
 * @param rest what is left
 */
public record Affine(Map<String, Expr> factors, Expr rest) {

  public Affine {
    factors = Collections.unmodifiableMap(new LinkedHashMap<>(factors));
  }

  /** The factor of a variable; 0 when it does not occur. */
  public Expr factor(String variable) {
    return factors.getOrDefault(variable, new Expr.Num(0));
  }

  /**
   * Writes an expression over a system's symbols as such a sum, looking through quantities.
   *
   * @return empty when it is none, or when that cannot be told symbolically
   */
  public static Optional<Affine> of(FlatSystem system, Expr expr, Set<String> variables) {
    return new Finder(system, variables).affine(expr);
  }

  /** The same for a symbol. */
  public static Optional<Affine> ofSymbol(FlatSystem system, String symbol, Set<String> variables) {
    return of(system, new Expr.Var(symbol), variables);
  }

  /** The same for the rate of a state; 0 when the state has none. */
  public static Optional<Affine> ofRate(FlatSystem system, String state, Set<String> variables) {
    return system
        .rate(state)
        .map(r -> new Finder(system, variables).affine(r.definition()))
        .orElseGet(() -> Optional.of(new Affine(Map.of(), new Expr.Num(0))));
  }

  /** Finds sums over one choice of variables; remembers those of quantities. */
  static final class Finder {
    private final Map<String, Quantity> quantities = new HashMap<>();
    private final Set<String> variables;
    private final Map<String, Boolean> dependent = new HashMap<>();
    private final Map<String, Optional<Affine>> known = new HashMap<>();

    Finder(FlatSystem system, Set<String> variables) {
      this.variables = variables;
      for (Quantity q : system.quantities()) {
        quantities.put(q.name(), q);
        dependent.put(q.name(), Exprs.variables(q.definition()).stream().anyMatch(this::depends));
      }
    }

    private boolean depends(String symbol) {
      return variables.contains(symbol) || dependent.getOrDefault(symbol, false);
    }

    private boolean depends(Expr expr) {
      return Exprs.variables(expr).stream().anyMatch(this::depends);
    }

    Optional<Affine> affine(Definition definition) {
      return switch (definition) {
        case Definition.Value(Expr value) -> affine(value);
        case Definition.Conditional(var cases) ->
            cases.size() == 1 && cases.getFirst().condition().isEmpty()
                ? affine(cases.getFirst().value())
                : Optional.empty();
        case Definition.Select s -> Optional.empty();
      };
    }

    Optional<Affine> affine(Expr expr) {
      if (!depends(expr)) {
        return Optional.of(new Affine(Map.of(), expr));
      }
      return switch (expr) {
        case Expr.Num n -> Optional.of(new Affine(Map.of(), n));
        case Expr.Var(String name) -> symbol(name);
        case Expr.Unary(UnaryOperator op, Expr x) ->
            op == UnaryOperator.NEGATE
                ? affine(x).map(a -> a.times(new Expr.Num(-1)))
                : Optional.empty();
        case Expr.Binary(BinaryOperator op, Expr left, Expr right) -> binary(op, left, right);
        case Expr.Call c -> Optional.empty();
      };
    }

    private Optional<Affine> symbol(String name) {
      if (variables.contains(name)) {
        return Optional.of(new Affine(Map.of(name, new Expr.Num(1)), new Expr.Num(0)));
      }
      Optional<Affine> found = known.get(name);
      if (found == null) {
        Quantity q = quantities.get(name);
        found = q == null ? Optional.empty() : affine(q.definition());
        known.put(name, found);
      }
      return found;
    }

    private Optional<Affine> binary(BinaryOperator op, Expr left, Expr right) {
      return switch (op) {
        case ADD, SUBTRACT -> {
          Optional<Affine> a = affine(left);
          Optional<Affine> b = a.isEmpty() ? a : affine(right);
          yield b.isEmpty()
              ? b
              : a.map(
                  x ->
                      x.plus(op == BinaryOperator.ADD ? b.get() : b.get().times(new Expr.Num(-1))));
        }
        case MULTIPLY -> {
          if (!depends(left)) {
            yield affine(right).map(a -> a.times(left));
          }
          yield depends(right) ? Optional.empty() : affine(left).map(a -> a.times(right));
        }
        case DIVIDE -> depends(right) ? Optional.empty() : affine(left).map(a -> a.over(right));
        default -> Optional.empty();
      };
    }
  }

  private Affine plus(Affine other) {
    Map<String, Expr> sum = new LinkedHashMap<>(factors);
    other.factors.forEach((name, factor) -> sum.merge(name, factor, Exprs::add));
    return new Affine(sum, Exprs.add(rest, other.rest));
  }

  private Affine times(Expr factor) {
    Map<String, Expr> product = new LinkedHashMap<>();
    factors.forEach((name, f) -> product.put(name, Exprs.multiply(f, factor)));
    return new Affine(product, Exprs.multiply(rest, factor));
  }

  private Affine over(Expr divisor) {
    Map<String, Expr> quotient = new LinkedHashMap<>();
    factors.forEach((name, f) -> quotient.put(name, Exprs.divide(f, divisor)));
    return new Affine(quotient, Exprs.divide(rest, divisor));
  }

  /** Every expression in it. */
  List<Expr> expressions() {
    List<Expr> all = new java.util.ArrayList<>(factors.values());
    all.add(rest);
    return all;
  }
}
