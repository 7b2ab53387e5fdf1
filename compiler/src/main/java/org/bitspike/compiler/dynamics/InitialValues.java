package org.bitspike.compiler.dynamics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.expr.ExprEvaluator;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.Action;
import org.bitspike.ir.network.ComponentType.Definition;

/**
 * What the state variables of an instance are before the first step: 0, then what its start does,
 * then its first regime's entry. Start actions see what the instances around and below start with.
 */
final class InitialValues {

  private final Instance instance;
  private final Map<String, Double> states = new HashMap<>();
  private int regime;

  private InitialValues(Instance instance) {
    this.instance = instance;
    instance.type.dynamics().stateVariables().forEach(s -> states.put(s.name(), 0.0));
  }

  /** Those of an instance; computed when first asked for. */
  static InitialValues of(Instance instance) {
    InitialValues known = instance.initial;
    if (known != null) {
      // one that is still starting is seen as far as it has come
      return known;
    }
    InitialValues values = new InitialValues(instance);
    instance.initial = values;
    values.start();
    return values;
  }

  private void start() {
    var dynamics = instance.type.dynamics();
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
        states.put(assign.variable(), evaluate(assign.value()));
      }
    }
  }

  private double evaluate(Expr expr) {
    return ExprEvaluator.evaluate(expr, this::value);
  }

  /** The value of any variable or constant, SI. */
  double value(String name) {
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
      if (derived.name().equals(name)) {
        return define(derived.definition());
      }
    }
    for (ComponentType.Property property : instance.type.properties()) {
      if (property.name().equals(name)) {
        return property.defaultValue();
      }
    }
    return instance
        .parent
        .map(p -> of(p).value(p.behindExposure(name)))
        .orElseThrow(
            () ->
                NotLowerable.because(
                    "the initial value of '" + name + "' in " + instance.type.name()));
  }

  private double define(Definition definition) {
    return switch (definition) {
      case Definition.Value(Expr value) -> evaluate(value);
      case Definition.Conditional(List<Definition.Case> cases) -> {
        for (Definition.Case c : cases) {
          if (c.condition().isEmpty() || evaluate(c.condition().get()) != 0) {
            yield evaluate(c.value());
          }
        }
        yield 0;
      }
      case Definition.Select select -> {
        Instance.Reached reached = instance.reached(select.path());
        boolean multiply = select.reduce().filter(r -> r == Definition.Reduce.MULTIPLY).isPresent();
        double result = multiply ? 1 : 0;
        for (Instance from : reached.instances()) {
          double value = of(from).value(from.behindExposure(reached.exposure()));
          result = multiply ? result * value : result + value;
        }
        yield result;
      }
    };
  }
}
