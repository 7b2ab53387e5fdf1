package org.bitspike.reference.cable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.expr.ExprText;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.Action;
import org.bitspike.ir.network.ComponentType.Constant;
import org.bitspike.ir.network.ComponentType.Definition;
import org.bitspike.ir.network.ComponentType.DerivedVariable;
import org.bitspike.ir.network.ComponentType.Dynamics;
import org.bitspike.ir.network.ComponentType.EventPort;
import org.bitspike.ir.network.ComponentType.KineticScheme;
import org.bitspike.ir.network.ComponentType.OnCondition;
import org.bitspike.ir.network.ComponentType.OnEvent;
import org.bitspike.ir.network.ComponentType.Parameter;
import org.bitspike.ir.network.ComponentType.Property;
import org.bitspike.ir.network.ComponentType.Requirement;
import org.bitspike.ir.network.ComponentType.Slot;
import org.bitspike.ir.network.ComponentType.StateVariable;
import org.bitspike.ir.network.ComponentType.TimeDerivative;
import org.bitspike.ir.unit.Dimension;

/** Writes component types in few lines, without dimensions; everything is exposed by its name. */
final class TypeText {

  private static final Dimension NONE = Dimension.NONE;

  private final String name;
  private final List<String> ancestors = new ArrayList<>();
  private final List<Property> properties = new ArrayList<>();
  private final List<Constant> constants = new ArrayList<>();
  private final List<Parameter> parameters = new ArrayList<>();
  private final List<Requirement> requirements = new ArrayList<>();
  private final List<EventPort> ports = new ArrayList<>();
  private final List<Slot> slots = new ArrayList<>();
  private final List<StateVariable> states = new ArrayList<>();
  private final List<DerivedVariable> derived = new ArrayList<>();
  private final List<TimeDerivative> rates = new ArrayList<>();
  private final List<Action> onStart = new ArrayList<>();
  private final List<OnCondition> conditions = new ArrayList<>();
  private final List<OnEvent> events = new ArrayList<>();
  private final List<KineticScheme> schemes = new ArrayList<>();

  private TypeText(String name) {
    this.name = name;
  }

  static TypeText type(String name) {
    return new TypeText(name);
  }

  TypeText isA(String... types) {
    ancestors.addAll(List.of(types));
    return this;
  }

  TypeText parameters(String... names) {
    for (String n : names) {
      parameters.add(new Parameter(n, NONE));
    }
    return this;
  }

  TypeText constant(String n, double value) {
    constants.add(new Constant(n, NONE, value));
    return this;
  }

  TypeText weight() {
    properties.add(new Property("weight", NONE, 1));
    return this;
  }

  TypeText requires(String... names) {
    for (String n : names) {
      requirements.add(new Requirement(n, NONE));
    }
    return this;
  }

  TypeText slot(String n, String type, Slot.Kind kind) {
    slots.add(new Slot(n, type, kind));
    return this;
  }

  TypeText in() {
    ports.add(new EventPort("in", true));
    return this;
  }

  TypeText state(String n, String start, String rate) {
    states.add(new StateVariable(n, NONE, Optional.of(n)));
    if (!start.isEmpty()) {
      onStart.add(new Action.Assign(n, ExprText.parse(start)));
    }
    if (!rate.isEmpty()) {
      rates.add(new TimeDerivative(n, ExprText.parse(rate)));
    }
    return this;
  }

  TypeText value(String n, String expression) {
    derived.add(
        new DerivedVariable(
            n, NONE, Optional.of(n), new Definition.Value(ExprText.parse(expression))));
    return this;
  }

  TypeText either(String n, String condition, String value, String otherwise) {
    derived.add(
        new DerivedVariable(
            n,
            NONE,
            Optional.of(n),
            new Definition.Conditional(
                List.of(
                    new Definition.Case(
                        Optional.of(ExprText.parse(condition)), ExprText.parse(value)),
                    new Definition.Case(Optional.empty(), ExprText.parse(otherwise))))));
    return this;
  }

  TypeText select(String n, String path) {
    derived.add(
        new DerivedVariable(
            n, NONE, Optional.of(n), new Definition.Select(path, Optional.empty(), true)));
    return this;
  }

  TypeText reduce(String n, String path, Definition.Reduce how) {
    derived.add(
        new DerivedVariable(
            n, NONE, Optional.of(n), new Definition.Select(path, Optional.of(how), false)));
    return this;
  }

  TypeText when(String test, String variable, String value) {
    conditions.add(
        new OnCondition(
            ExprText.parse(test), List.of(new Action.Assign(variable, ExprText.parse(value)))));
    return this;
  }

  TypeText onEvent(String variable, String value) {
    events.add(new OnEvent("in", List.of(new Action.Assign(variable, ExprText.parse(value)))));
    return this;
  }

  TypeText scheme(KineticScheme scheme) {
    schemes.add(scheme);
    return this;
  }

  ComponentType build() {
    return new ComponentType(
        name,
        ancestors,
        parameters,
        properties,
        constants,
        List.of(),
        requirements,
        ports,
        slots,
        List.of(),
        new Dynamics(states, derived, rates, onStart, conditions, events, List.of(), schemes),
        SourceRef.NONE);
  }
}
