package org.bitspike.compiler.dynamics;

import java.util.ArrayList;
import java.util.List;
import org.bitspike.compiler.symbolic.Algebra;
import org.bitspike.compiler.symbolic.Sym;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.Action;

/**
 * Writes actions: assignments in order, then events, then the transition, since a block's events
 * leave after its assignments.
 */
final class Deeds {

  private final StepScope scope;
  private final Instance cell;

  /** Writes to a scope; events of the cell are spikes, those of anything else reach its parts. */
  Deeds(StepScope scope, Instance cell) {
    this.scope = scope;
    this.cell = cell;
  }

  /** Does a block of actions. */
  void perform(Instance instance, List<Action> actions) {
    for (Action action : actions) {
      if (action instanceof Action.Assign(String variable, Expr value)) {
        Sym sym = scope.sym(instance, value);
        String word = scope.word(instance, variable);
        scope.freeze(List.of(word));
        boolean time = scope.isTime(instance, variable);
        scope.add(
            new Step.Assign(word, time ? Algebra.divide(sym, Algebra.number(scope.dt())) : sym));
      }
    }
    actions.stream().filter(a -> a instanceof Action.Emit).forEach(a -> emit(instance));
    for (Action action : actions) {
      if (action instanceof Action.Transition(String regime)) {
        transition(instance, regime);
      }
    }
  }

  /** Does a block of actions where a test holds. */
  void conditional(Instance instance, ComponentType.OnCondition condition) {
    Sym test = scope.sym(instance, condition.test());
    if (test instanceof Sym.Const(double value)) {
      if (value != 0) {
        perform(instance, condition.actions());
      }
      return;
    }
    scope.freeze(assigned(instance, condition.actions()));
    List<Step> body = scope.nested(() -> perform(instance, condition.actions()));
    if (!body.isEmpty()) {
      scope.add(new Step.If(test, body, List.of()));
    }
  }

  /** An event reaches the first in-port of an instance. */
  void deliver(Instance instance) {
    var dynamics = instance.type.dynamics();
    if (dynamics.regimes().stream().anyMatch(r -> !r.onEvents().isEmpty())) {
      throw NotLowerable.because("events that a regime of " + instance.type.name() + " handles");
    }
    dynamics.onEvents().stream().limit(1).forEach(e -> perform(instance, e.actions()));
  }

  private void emit(Instance instance) {
    if (instance == cell) {
      scope.add(new Step.Spike());
    } else {
      instance.children.values().forEach(slot -> slot.forEach(this::deliver));
    }
  }

  private void transition(Instance instance, String regime) {
    List<ComponentType.Regime> regimes = instance.type.dynamics().regimes();
    for (int i = 0; i < regimes.size(); i++) {
      if (regimes.get(i).name().equals(regime)) {
        scope.add(new Step.Assign(scope.word(instance, ""), Algebra.number(i)));
        perform(instance, regimes.get(i).onEntry());
      }
    }
  }

  /** Words that a regime may change while it is active. */
  List<String> assigned(Instance instance, ComponentType.Regime regime) {
    List<String> assigned = new ArrayList<>();
    regime.timeDerivatives().forEach(d -> assigned.add(scope.word(instance, d.variable())));
    regime.onConditions().forEach(c -> assigned.addAll(assigned(instance, c.actions())));
    return assigned;
  }

  private List<String> assigned(Instance instance, List<Action> actions) {
    List<String> assigned = new ArrayList<>();
    for (Action action : actions) {
      switch (action) {
        case Action.Assign a -> assigned.add(scope.word(instance, a.variable()));
        case Action.Transition t ->
            instance.type.dynamics().regimes().stream()
                .filter(r -> r.name().equals(t.regime()))
                .flatMap(r -> r.onEntry().stream())
                .forEach(
                    entry -> {
                      if (entry instanceof Action.Assign a) {
                        assigned.add(scope.word(instance, a.variable()));
                      }
                    });
        case Action.Emit e -> {}
      }
    }
    return assigned;
  }
}
