package org.bitspike.hwprofiles;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.bitspike.ir.expr.Expr;

/**
 * The names that an expression may use.
 *
 * @param names known names
 * @param open whether there are others, known only once a model is there
 * @param constants those names whose values are known already
 */
record Scope(Set<String> names, boolean open, Map<String, Double> constants) {

  Scope {
    names = Set.copyOf(names);
    constants = Map.copyOf(constants);
  }

  /** These names and no others. */
  static Scope of(Collection<String> names) {
    return new Scope(new TreeSet<>(names), false, Map.of());
  }

  /** These constants and no other names. */
  static Scope of(Map<String, Double> constants) {
    return new Scope(constants.keySet(), false, constants);
  }

  /** The same names and more. */
  Scope with(String... more) {
    return with(List.of(more));
  }

  /** The same names and more. */
  Scope with(Collection<String> more) {
    Set<String> all = new TreeSet<>(names);
    all.addAll(more);
    return new Scope(all, open, constants);
  }

  /** The same names, and whatever a model's component has. */
  Scope andComponent() {
    return new Scope(names, true, constants);
  }

  /** Tells each name that an expression uses and that is not known. */
  void unknown(Expr expr, Consumer<String> found) {
    switch (expr) {
      case Expr.Num number -> {}
      case Expr.Var(String name) -> {
        if (!open && !names.contains(name)) {
          found.accept(name);
        }
      }
      case Expr.Unary unary -> unknown(unary.operand(), found);
      case Expr.Binary binary -> {
        unknown(binary.left(), found);
        unknown(binary.right(), found);
      }
      case Expr.Call call -> call.arguments().forEach(a -> unknown(a, found));
    }
  }
}
