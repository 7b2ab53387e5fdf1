package org.bitspike.reference.converged;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bitspike.ir.expr.Expr;
import org.bitspike.reference.flat.Exprs;
import org.bitspike.reference.flat.FlatSystem;
import org.bitspike.reference.flat.FlatSystem.FlatAction;
import org.bitspike.reference.flat.FlatSystem.Quantity;
import org.bitspike.reference.flat.Modes;

/**
 * Leaves out the rates of states that nobody reads, such as the time since the last spike of a
 * source; they would only shorten steps.
 */
final class Liveness {

  private final FlatSystem system;
  private final Set<String> live = new HashSet<>();
  private final Map<String, Quantity> quantities = new HashMap<>();
  private boolean changed;

  private Liveness(FlatSystem system) {
    this.system = system;
    system.quantities().forEach(q -> quantities.put(q.name(), q));
  }

  /**
   * The system without dead rates.
   *
   * @param read symbols that are read from outside
   */
  static FlatSystem pruned(FlatSystem system, Set<String> read) {
    Liveness l = new Liveness(system);
    read.forEach(l::need);
    do {
      l.changed = false;
      l.spread();
    } while (l.changed);
    return Modes.with(
        system,
        system.states(),
        system.quantities(),
        system.rates().stream().filter(r -> l.live.contains(r.state())).toList(),
        system.conditions().stream().filter(c -> l.matters(c.actions())).toList());
  }

  private void spread() {
    for (FlatSystem.Rate r : system.rates()) {
      if (live.contains(r.state())) {
        Exprs.variables(r.definition()).forEach(this::need);
      }
    }
    for (FlatSystem.Condition c : system.conditions()) {
      if (matters(c.actions())) {
        Exprs.variables(c.test()).forEach(this::need);
        act(c.actions());
      }
    }
    system.handlers().forEach(h -> act(h.actions()));
    system.starts().forEach(s -> act(s.actions()));
    system.machines().forEach(m -> m.regimes().forEach(r -> act(r.onEntry())));
  }

  private boolean matters(List<FlatAction> actions) {
    return actions.stream()
        .anyMatch(a -> !(a instanceof FlatAction.Assign(String x, Expr value)) || live.contains(x));
  }

  private void act(List<FlatAction> actions) {
    for (FlatAction action : actions) {
      if (action instanceof FlatAction.Assign(String x, Expr value) && live.contains(x)) {
        Exprs.variables(value).forEach(this::need);
      }
    }
  }

  private void need(String name) {
    if (live.add(name)) {
      changed = true;
      Quantity q = quantities.get(name);
      if (q != null) {
        Exprs.variables(q.definition()).forEach(this::need);
      }
    }
  }
}
