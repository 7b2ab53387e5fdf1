package org.bitspike.compiler.dynamics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bitspike.ir.expr.ExprEvaluator;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.Action;

/**
 * What the state variables of an instance are before the first step: 0, then what its start does,
 * then its first regime's entry.
 */
final class InitialValues {

  private final Instance instance;
  private final Map<String, Double> states = new HashMap<>();
  private int regime;

  InitialValues(Instance instance) {
    this.instance = instance;
    var dynamics = instance.type.dynamics();
    dynamics.stateVariables().forEach(s -> states.put(s.name(), 0.0));
    perform(dynamics.onStart());
    for (int i = 0; i < dynamics.regimes().size(); i++) {
      if (dynamics.regimes().get(i).initial()) {
        regime = i;
        perform(dynamics.regimes().get(i).onEntry());
      }
    }
  }

  /** The value of a state variable, SI. */
  double of(String state) {
    return states.getOrDefault(state, 0.0);
  }

  /** The number of the first regime. */
  int regime() {
    return regime;
  }

  private void perform(List<Action> actions) {
    for (Action action : actions) {
      if (action instanceof Action.Assign assign) {
        states.put(assign.variable(), ExprEvaluator.evaluate(assign.value(), this::value));
      }
    }
  }

  private double value(String name) {
    Double state = states.get(name);
    if (state != null) {
      return state;
    }
    Double constant = instance.constants.get(name);
    if (constant != null) {
      return constant;
    }
    if (name.equals("t")) {
      return 0;
    }
    for (ComponentType.DerivedVariable derived : instance.type.dynamics().derivedVariables()) {
      if (derived.name().equals(name)
          && derived.definition() instanceof ComponentType.Definition.Value v) {
        return ExprEvaluator.evaluate(v.value(), this::value);
      }
    }
    for (ComponentType.Property property : instance.type.properties()) {
      if (property.name().equals(name)) {
        return property.defaultValue();
      }
    }
    throw NotLowerable.because("the initial value of '" + name + "' in " + instance.type.name());
  }
}
