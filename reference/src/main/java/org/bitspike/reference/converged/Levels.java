package org.bitspike.reference.converged;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.expr.Expr.BinaryOperator;
import org.bitspike.ir.network.ComponentType.Definition;
import org.bitspike.reference.flat.Exprs;
import org.bitspike.reference.flat.FlatSystem;
import org.bitspike.reference.flat.FlatSystem.Condition;
import org.bitspike.reference.flat.FlatSystem.FlatAction;
import org.bitspike.reference.flat.FlatSystem.Quantity;
import org.bitspike.reference.flat.Modes;

/**
 * Finds conditions that hold a variable at a value for as long as they are true. On a grid such a
 * condition assigns at every step; when steps go to zero the variable is a function of the others:
 * {@code i = amplitude * sin(...)} while {@code t .geq. delay}. The variable then becomes a
 * quantity that is the expression of the last such condition that is true, and keeps its last value
 * when none is.
 */
final class Levels {

  /** Suffix of the state that keeps the last value of a variable that became a quantity. */
  static final String LAST = "@last";

  /**
   * A system whose level conditions are taken out.
   *
   * @param followed variables that became quantities
   * @param flags for each condition, the state that is 1 while it is true; empty for others
   */
  record Result(FlatSystem system, Set<String> followed, List<String> flags) {}

  private final FlatSystem system;
  private final Map<String, Set<String>> reads = new HashMap<>();
  private final Set<String> rated = new HashSet<>();

  private Levels(FlatSystem system) {
    this.system = system;
    for (Quantity q : system.quantities()) {
      reads.put(q.name(), reach(Exprs.variables(q.definition())));
    }
    system.rates().forEach(r -> rated.add(r.state()));
  }

  static Result of(FlatSystem system) {
    return new Levels(system).result();
  }

  /** Symbols that names depend on at the same time, themselves included. */
  private Set<String> reach(Set<String> names) {
    Set<String> all = new LinkedHashSet<>(names);
    names.forEach(n -> all.addAll(reads.getOrDefault(n, Set.of())));
    return all;
  }

  private Result result() {
    Set<String> followed = followed();
    List<String> flags = new ArrayList<>();
    List<Condition> conditions = new ArrayList<>();
    List<FlatSystem.State> states = new ArrayList<>();
    Map<String, List<Definition.Case>> cases = new LinkedHashMap<>();
    followed.forEach(x -> cases.put(x, new ArrayList<>()));
    for (int c = 0; c < system.conditions().size(); c++) {
      Condition condition = system.conditions().get(c);
      boolean holds =
          isLevel(condition) && assigned(condition).stream().anyMatch(followed::contains);
      flags.add(holds ? "@held" + c : "");
      if (holds) {
        states.add(new FlatSystem.State(flags.get(c), condition.part()));
      }
      List<FlatAction> kept = new ArrayList<>();
      for (FlatAction action : condition.actions()) {
        if (holds
            && action instanceof FlatAction.Assign(String x, Expr value)
            && followed.contains(x)) {
          Expr test =
              new Expr.Binary(BinaryOperator.EQUAL, new Expr.Var(flags.get(c)), new Expr.Num(1));
          List<Definition.Case> list = cases.getOrDefault(x, new ArrayList<>());
          list.addFirst(new Definition.Case(java.util.Optional.of(test), value));
        } else {
          kept.add(action);
        }
      }
      conditions.add(new Condition(condition.part(), condition.guard(), condition.test(), kept));
    }
    List<Quantity> quantities = new ArrayList<>(system.quantities());
    for (FlatSystem.State s : system.states()) {
      if (!followed.contains(s.name())) {
        states.add(s);
        continue;
      }
      states.add(new FlatSystem.State(s.name() + LAST, s.part()));
      List<Definition.Case> all = new ArrayList<>(cases.getOrDefault(s.name(), List.of()));
      all.add(new Definition.Case(java.util.Optional.empty(), new Expr.Var(s.name() + LAST)));
      quantities.add(new Quantity(s.name(), s.part(), new Definition.Conditional(all)));
    }
    FlatSystem changed = Modes.with(system, states, quantities, system.rates(), conditions);
    return new Result(changed, followed, flags);
  }

  private Set<String> followed() {
    Set<String> flowing = new HashSet<>(rated);
    flowing.add(FlatSystem.TIME);
    Set<String> followed = new LinkedHashSet<>();
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Condition c : system.conditions()) {
        if (isLevel(c)) {
          for (FlatAction action : c.actions()) {
            if (action instanceof FlatAction.Assign(String x, Expr value)
                && reach(Exprs.variables(value)).stream().anyMatch(flowing::contains)) {
              flowing.add(x);
              changed |= followed.add(x);
            }
          }
        }
      }
    }
    return followed;
  }

  private static Set<String> assigned(Condition c) {
    Set<String> all = new LinkedHashSet<>();
    for (FlatAction action : c.actions()) {
      if (action instanceof FlatAction.Assign(String x, Expr value)) {
        all.add(x);
      }
    }
    return all;
  }

  /** Whether acting again and again is the same as acting once, and does nothing but assign. */
  private boolean isLevel(Condition c) {
    Set<String> assigned = assigned(c);
    Set<String> read = new LinkedHashSet<>(reach(Exprs.variables(c.test())));
    for (FlatAction action : c.actions()) {
      if (!(action instanceof FlatAction.Assign(String x, Expr value)) || Exprs.draws(value)) {
        return false;
      }
      read.addAll(reach(Exprs.variables(value)));
    }
    return assigned.stream().noneMatch(x -> rated.contains(x) || read.contains(x));
  }

  /** Whether acting again changes nothing. */
  static boolean isIdempotent(Condition c) {
    Set<String> assigned = assigned(c);
    for (FlatAction action : c.actions()) {
      if (!(action instanceof FlatAction.Assign(String x, Expr value))
          || Exprs.draws(value)
          || Exprs.variables(value).stream().anyMatch(assigned::contains)) {
        return false;
      }
    }
    return true;
  }
}
