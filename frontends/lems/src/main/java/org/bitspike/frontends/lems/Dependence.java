package org.bitspike.frontends.lems;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.bitspike.ir.expr.Expr;

/**
 * Orders definitions so that each stands after those it uses; what is independent keeps its order.
 */
final class Dependence {

  private Dependence() {}

  /** The variables an expression mentions. */
  static Set<String> variables(Expr expr) {
    Set<String> names = new LinkedHashSet<>();
    collect(expr, names);
    return names;
  }

  private static void collect(Expr expr, Set<String> names) {
    switch (expr) {
      case Expr.Num n -> {
        // no variable
      }
      case Expr.Var(String name) -> names.add(name);
      case Expr.Unary(Expr.UnaryOperator op, Expr operand) -> collect(operand, names);
      case Expr.Binary(Expr.BinaryOperator op, Expr left, Expr right) -> {
        collect(left, names);
        collect(right, names);
      }
      case Expr.Call(Expr.MathFunction function, List<Expr> arguments) ->
          arguments.forEach(a -> collect(a, names));
    }
  }

  /**
   * Orders.
   *
   * @param uses names each item mentions; names that belong to no item do not matter
   * @param cycle receives an item that depends on itself
   */
  static <T> List<T> order(
      List<T> items, Function<T, String> name, Function<T, Set<String>> uses, Consumer<T> cycle) {
    Map<String, T> byName = new LinkedHashMap<>();
    items.forEach(i -> byName.put(name.apply(i), i));
    List<T> ordered = new ArrayList<>();
    Map<String, Boolean> done = new HashMap<>();
    for (T item : byName.values()) {
      visit(item, byName, name, uses, cycle, done, ordered, 0);
    }
    return ordered;
  }

  private static <T> void visit(
      T item,
      Map<String, T> byName,
      Function<T, String> name,
      Function<T, Set<String>> uses,
      Consumer<T> cycle,
      Map<String, Boolean> done,
      List<T> ordered,
      int depth) {
    Boolean state = done.get(name.apply(item));
    if (state != null || depth > 1000) {
      if (state == null || !state) {
        cycle.accept(item);
      }
      return;
    }
    done.put(name.apply(item), false);
    for (String used : uses.apply(item)) {
      T other = byName.get(used);
      if (other != null) {
        visit(other, byName, name, uses, cycle, done, ordered, depth + 1);
      }
    }
    done.put(name.apply(item), true);
    ordered.add(item);
  }
}
