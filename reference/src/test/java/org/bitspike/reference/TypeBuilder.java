package org.bitspike.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.expr.ExprText;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.Action;
import org.bitspike.ir.network.ComponentType.Constant;
import org.bitspike.ir.network.ComponentType.Definition;
import org.bitspike.ir.network.ComponentType.DerivedParameter;
import org.bitspike.ir.network.ComponentType.DerivedVariable;
import org.bitspike.ir.network.ComponentType.Dynamics;
import org.bitspike.ir.network.ComponentType.EventPort;
import org.bitspike.ir.network.ComponentType.KineticScheme;
import org.bitspike.ir.network.ComponentType.OnCondition;
import org.bitspike.ir.network.ComponentType.OnEvent;
import org.bitspike.ir.network.ComponentType.Parameter;
import org.bitspike.ir.network.ComponentType.Property;
import org.bitspike.ir.network.ComponentType.Regime;
import org.bitspike.ir.network.ComponentType.Requirement;
import org.bitspike.ir.network.ComponentType.Slot;
import org.bitspike.ir.network.ComponentType.StateVariable;
import org.bitspike.ir.network.ComponentType.TimeDerivative;
import org.bitspike.ir.unit.Dimension;

/** Writes component types in few lines. Dimensions do not matter here and are all left out. */
public final class TypeBuilder {

  static final Dimension NONE = Dimension.NONE;

  private final String name;
  private final List<String> ancestors = new ArrayList<>();
  private final List<Parameter> parameters = new ArrayList<>();
  private final List<Property> properties = new ArrayList<>();
  private final List<Constant> constants = new ArrayList<>();
  private final List<DerivedParameter> derivedParameters = new ArrayList<>();
  private final List<Requirement> requirements = new ArrayList<>();
  private final List<EventPort> ports = new ArrayList<>();
  private final List<Slot> slots = new ArrayList<>();
  private final List<StateVariable> states = new ArrayList<>();
  private final List<DerivedVariable> derived = new ArrayList<>();
  private final List<TimeDerivative> rates = new ArrayList<>();
  private final List<Action> onStart = new ArrayList<>();
  private final List<OnCondition> conditions = new ArrayList<>();
  private final List<OnEvent> events = new ArrayList<>();
  private final List<Regime> regimes = new ArrayList<>();
  private final List<KineticScheme> schemes = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();

  private TypeBuilder(String name) {
    this.name = name;
  }

  public static TypeBuilder type(String name) {
    return new TypeBuilder(name);
  }

  public TypeBuilder isA(String... types) {
    ancestors.addAll(Arrays.asList(types));
    return this;
  }

  public TypeBuilder parameters(String... names) {
    for (String n : names) {
      parameters.add(new Parameter(n, NONE));
    }
    return this;
  }

  public TypeBuilder constant(String n, double value) {
    constants.add(new Constant(n, NONE, value));
    return this;
  }

  public TypeBuilder derivedParameter(String n, String value) {
    derivedParameters.add(new DerivedParameter(n, NONE, ExprText.parse(value)));
    return this;
  }

  public TypeBuilder weight() {
    properties.add(new Property("weight", NONE, 1));
    return this;
  }

  public TypeBuilder requires(String... names) {
    for (String n : names) {
      requirements.add(new Requirement(n, NONE));
    }
    return this;
  }

  public TypeBuilder takes(String port) {
    ports.add(new EventPort(port, true));
    return this;
  }

  public TypeBuilder emits(String port) {
    ports.add(new EventPort(port, false));
    return this;
  }

  public TypeBuilder slot(String n, String type, Slot.Kind kind) {
    slots.add(new Slot(n, type, kind));
    return this;
  }

  public TypeBuilder state(String... names) {
    for (String n : names) {
      states.add(new StateVariable(n, NONE, Optional.of(n)));
    }
    return this;
  }

  public TypeBuilder hidden(String... names) {
    for (String n : names) {
      states.add(new StateVariable(n, NONE, Optional.empty()));
    }
    return this;
  }

  public TypeBuilder derived(String n, String value) {
    return derived(n, new Definition.Value(ExprText.parse(value)));
  }

  public TypeBuilder derived(String n, Definition definition) {
    derived.add(new DerivedVariable(n, NONE, Optional.of(n), definition));
    return this;
  }

  public TypeBuilder sum(String n, String path) {
    return derived(n, new Definition.Select(path, Optional.of(Definition.Reduce.ADD), false));
  }

  public TypeBuilder product(String n, String path) {
    return derived(n, new Definition.Select(path, Optional.of(Definition.Reduce.MULTIPLY), false));
  }

  public TypeBuilder select(String n, String path) {
    return derived(n, new Definition.Select(path, Optional.empty(), true));
  }

  public TypeBuilder rate(String variable, String rate) {
    rates.add(new TimeDerivative(variable, ExprText.parse(rate)));
    return this;
  }

  public TypeBuilder start(Action... actions) {
    onStart.addAll(Arrays.asList(actions));
    return this;
  }

  public TypeBuilder when(String test, Action... actions) {
    conditions.add(new OnCondition(ExprText.parse(test), Arrays.asList(actions)));
    return this;
  }

  public TypeBuilder on(String port, Action... actions) {
    events.add(new OnEvent(port, Arrays.asList(actions)));
    return this;
  }

  public TypeBuilder regime(Regime regime) {
    regimes.add(regime);
    return this;
  }

  public TypeBuilder texts(String... names) {
    texts.addAll(Arrays.asList(names));
    return this;
  }

  public TypeBuilder scheme(KineticScheme scheme) {
    schemes.add(scheme);
    return this;
  }

  public ComponentType build() {
    return new ComponentType(
        name,
        ancestors,
        parameters,
        properties,
        constants,
        derivedParameters,
        requirements,
        ports,
        slots,
        texts,
        new Dynamics(states, derived, rates, onStart, conditions, events, regimes, schemes),
        SourceRef.ofPath(name));
  }

  public static Action set(String variable, String value) {
    return new Action.Assign(variable, ExprText.parse(value));
  }

  public static Action emit(String port) {
    return new Action.Emit(port);
  }

  public static Action go(String regime) {
    return new Action.Transition(regime);
  }
}
