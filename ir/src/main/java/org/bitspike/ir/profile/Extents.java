package org.bitspike.ir.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.expr.ExprEvaluator;

/**
 * How far the indices of a family of a {@link Topology} go.
 *
 * @param names the indices
 * @param sizes how many values each has, at least 0
 */
public record Extents(List<String> names, List<Integer> sizes) {

  /** Most members of a family. */
  public static final int MOST = 1 << 24;

  public Extents {
    names = List.copyOf(names);
    sizes = List.copyOf(sizes);
  }

  /**
   * Evaluates the sizes.
   *
   * @throws IllegalArgumentException if a size is not whole or negative, all together are more than
   *     {@link #MOST}, or a name is not known
   */
  public static Extents of(Map<String, Expr> over, Map<String, Double> constants) {
    List<Integer> sizes = new ArrayList<>();
    long all = 1;
    for (Map.Entry<String, Expr> e : over.entrySet()) {
      int size = whole(e.getValue(), constant(constants), 0, MOST, "size of " + e.getKey());
      sizes.add(size);
      all *= size;
      if (all > MOST) {
        throw new IllegalArgumentException("more than " + MOST + " members");
      }
    }
    return new Extents(List.copyOf(over.keySet()), sizes);
  }

  /** Names that an expression uses. */
  public static Set<String> names(Expr expr) {
    Set<String> names = new TreeSet<>();
    switch (expr) {
      case Expr.Num n -> {}
      case Expr.Var(String name) -> names.add(name);
      case Expr.Unary(Expr.UnaryOperator op, Expr operand) -> names.addAll(names(operand));
      case Expr.Binary(Expr.BinaryOperator op, Expr left, Expr right) -> {
        names.addAll(names(left));
        names.addAll(names(right));
      }
      case Expr.Call(Expr.MathFunction f, List<Expr> arguments) ->
          arguments.forEach(a -> names.addAll(names(a)));
    }
    return names;
  }

  /** Number of members. */
  public int count() {
    int all = 1;
    for (int size : sizes) {
      all *= size;
    }
    return all;
  }

  /**
   * A whole number.
   *
   * @param what what it is, for the message
   * @throws IllegalArgumentException if the value is not whole or lies outside, or a name is not
   *     known
   */
  public static int whole(
      Expr expr, ToDoubleFunction<String> names, int low, int high, String what) {
    double value = ExprEvaluator.evaluate(expr, names);
    if (value != Math.rint(value) || value < low || value > high) {
      throw new IllegalArgumentException(
          what + " is " + value + ", it is a whole number from " + low + " to " + high);
    }
    return (int) value;
  }

  /**
   * The values of constants.
   *
   * @return throws {@link IllegalArgumentException} for a name that is not known
   */
  public static ToDoubleFunction<String> constant(Map<String, Double> constants) {
    return name -> {
      Double value = constants.get(name);
      if (value == null) {
        throw new IllegalArgumentException("'" + name + "' is not known here");
      }
      return value;
    };
  }
}
