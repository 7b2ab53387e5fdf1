package org.bitspike.compiler.dynamics;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bitspike.compiler.symbolic.Sym;
import org.bitspike.compiler.symbolic.Translate;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.Action;
import org.bitspike.ir.unit.Dimension;

/**
 * Finds the state variables that hold times and can therefore be counted in ticks, without any
 * rounding.
 */
final class TimeStates {

  private TimeStates() {}

  /**
   * State variables of dimension time that are only ever set to the time, to 0 or to one another,
   * and grow at rate 0 or 1.
   */
  static Set<String> of(ComponentType type) {
    Set<String> candidates = new TreeSet<>();
    type.dynamics().stateVariables().stream()
        .filter(s -> s.dimension().sameAs(Dimension.TIME))
        .forEach(s -> candidates.add(s.name()));
    boolean shrinking = !candidates.isEmpty();
    while (shrinking) {
      Set<String> kept = new TreeSet<>();
      candidates.stream().filter(c -> isCount(type, c, candidates)).forEach(kept::add);
      shrinking = kept.size() < candidates.size();
      candidates.retainAll(kept);
    }
    return candidates;
  }

  private static boolean isCount(ComponentType type, String variable, Set<String> candidates) {
    List<ComponentType.TimeDerivative> rates = new ArrayList<>(type.dynamics().timeDerivatives());
    type.dynamics().regimes().forEach(r -> rates.addAll(r.timeDerivatives()));
    boolean steady =
        rates.stream()
            .filter(r -> r.variable().equals(variable))
            .allMatch(r -> isZeroOrOne(type, r.rate()));
    return steady
        && actions(type).stream()
            .filter(a -> a instanceof Action.Assign s && s.variable().equals(variable))
            .allMatch(a -> a instanceof Action.Assign s && isTime(type, s.value(), candidates));
  }

  private static boolean isZeroOrOne(ComponentType type, Expr rate) {
    return constant(type, rate) instanceof Sym.Const(double value) && (value == 0 || value == 1);
  }

  private static boolean isTime(ComponentType type, Expr value, Set<String> candidates) {
    return switch (constant(type, value)) {
      case Sym.Const(double number) -> number == 0;
      case Sym.Ref(String name) -> name.equals("t") || candidates.contains(name);
      default -> false;
    };
  }

  private static Sym constant(ComponentType type, Expr expr) {
    return Translate.expr(
        expr,
        name ->
            type.constants().stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .<Sym>map(c -> new Sym.Const(c.value()))
                .orElseGet(() -> new Sym.Ref(name)));
  }

  private static List<Action> actions(ComponentType type) {
    List<Action> all = new ArrayList<>();
    type.dynamics().onConditions().forEach(c -> all.addAll(c.actions()));
    type.dynamics().onEvents().forEach(e -> all.addAll(e.actions()));
    for (ComponentType.Regime regime : type.dynamics().regimes()) {
      all.addAll(regime.onEntry());
      regime.onConditions().forEach(c -> all.addAll(c.actions()));
      regime.onEvents().forEach(e -> all.addAll(e.actions()));
    }
    return all;
  }
}
