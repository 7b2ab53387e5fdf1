package org.bitspike.ir.network;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Findings;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.network.ComponentType.Action;
import org.bitspike.ir.network.ComponentType.Definition;
import org.bitspike.ir.network.ComponentType.Dynamics;
import org.bitspike.ir.network.ComponentType.EventPort;
import org.bitspike.ir.network.ComponentType.KineticScheme;
import org.bitspike.ir.network.ComponentType.OnCondition;
import org.bitspike.ir.network.ComponentType.OnEvent;
import org.bitspike.ir.network.ComponentType.Regime;
import org.bitspike.ir.network.ComponentType.StateVariable;
import org.bitspike.ir.network.ComponentType.TimeDerivative;

/** One component type: names are used once and lead somewhere, constants are finite. */
final class TypeVerifier {

  private final ComponentType type;
  private final Findings findings;
  private final Set<String> values = new HashSet<>();
  private final Set<String> states = new HashSet<>();

  private TypeVerifier(ComponentType type, Findings findings) {
    this.type = type;
    this.findings = findings;
  }

  static void verify(ComponentType type, Findings findings) {
    TypeVerifier verifier = new TypeVerifier(type, findings);
    verifier.names();
    verifier.expressions();
    verifier.dynamics();
  }

  private void names() {
    Dynamics dynamics = type.dynamics();
    values.add("t");
    unique("parameter", type.parameters(), ComponentType.Parameter::name, values);
    unique("property", type.properties(), ComponentType.Property::name, values);
    unique("constant", type.constants(), ComponentType.Constant::name, values);
    unique(
        "derived parameter",
        type.derivedParameters(),
        ComponentType.DerivedParameter::name,
        values);
    unique("requirement", type.requirements(), ComponentType.Requirement::name, values);
    unique("state variable", dynamics.stateVariables(), StateVariable::name, values);
    unique(
        "derived variable",
        dynamics.derivedVariables(),
        ComponentType.DerivedVariable::name,
        values);
    dynamics.stateVariables().forEach(v -> states.add(v.name()));
    unique("event port", type.eventPorts(), EventPort::name, new HashSet<>());
    unique("slot", type.slots(), ComponentType.Slot::name, new HashSet<>());
    unique("regime", dynamics.regimes(), Regime::name, new HashSet<>());
    unique("kinetic scheme", dynamics.kineticSchemes(), KineticScheme::name, new HashSet<>());
    type.constants().forEach(c -> finite("constant " + c.name(), c.value()));
    type.properties().forEach(p -> finite("the default of property " + p.name(), p.defaultValue()));
  }

  private <T> void unique(
      String kind, List<T> elements, Function<T, String> name, Set<String> all) {
    Set<String> own = new HashSet<>();
    for (T element : elements) {
      if (!own.add(name.apply(element))) {
        findings.error(
            Code.N_DUPLICATE_NAME,
            type.source(),
            inType("two of " + kind + " " + name.apply(element)));
      }
    }
    all.addAll(own);
  }

  private void finite(String what, double value) {
    if (!Double.isFinite(value)) {
      findings.error(Code.N_NOT_FINITE, type.source(), inType(what + " is " + value));
    }
  }

  private void expressions() {
    type.derivedParameters().forEach(d -> expr(d.value()));
    for (ComponentType.DerivedVariable variable : type.dynamics().derivedVariables()) {
      switch (variable.definition()) {
        case Definition.Value(Expr value) -> expr(value);
        case Definition.Conditional(var cases) ->
            cases.forEach(
                c -> {
                  c.condition().ifPresent(this::expr);
                  expr(c.value());
                });
        case Definition.Select s -> {} // the path is resolved where the component stands
      }
    }
  }

  private void dynamics() {
    Dynamics dynamics = type.dynamics();
    rates(dynamics.timeDerivatives());
    actions(dynamics.onStart());
    conditions(dynamics.onConditions());
    events(dynamics.onEvents());
    for (Regime regime : dynamics.regimes()) {
      actions(regime.onEntry());
      rates(regime.timeDerivatives());
      conditions(regime.onConditions());
      events(regime.onEvents());
    }
    for (KineticScheme scheme : dynamics.kineticSchemes()) {
      slot(scheme.nodes());
      slot(scheme.edges());
    }
    if (dynamics.regimes().stream().filter(Regime::initial).count() > 1) {
      findings.error(
          Code.N_TYPE_MISMATCH, type.source(), inType("more than one regime is initial"));
    }
  }

  private void slot(String name) {
    if (type.slots().stream().noneMatch(s -> s.name().equals(name))) {
      unknown("slot", name);
    }
  }

  private void rates(List<TimeDerivative> rates) {
    for (TimeDerivative rate : rates) {
      state(rate.variable());
      expr(rate.rate());
    }
  }

  private void conditions(List<OnCondition> conditions) {
    for (OnCondition condition : conditions) {
      expr(condition.test());
      actions(condition.actions());
    }
  }

  private void events(List<OnEvent> events) {
    for (OnEvent event : events) {
      if (type.eventPorts().stream().noneMatch(p -> p.in() && p.name().equals(event.port()))) {
        unknown("port for incoming events", event.port());
      }
      actions(event.actions());
    }
  }

  private void actions(List<Action> actions) {
    for (Action action : actions) {
      switch (action) {
        case Action.Assign(String variable, Expr value) -> {
          state(variable);
          expr(value);
        }
        case Action.Emit(String port) -> {
          if (type.eventPorts().stream().noneMatch(p -> !p.in() && p.name().equals(port))) {
            unknown("port for outgoing events", port);
          }
        }
        case Action.Transition(String regime) -> {
          if (type.dynamics().regimes().stream().noneMatch(r -> r.name().equals(regime))) {
            unknown("regime", regime);
          }
        }
      }
    }
  }

  private void state(String name) {
    if (!states.contains(name)) {
      unknown("state variable", name);
    }
  }

  private void expr(Expr expr) {
    switch (expr) {
      case Expr.Num(double value) -> {} // may be infinite: a threshold that is never reached
      case Expr.Var(String name) -> {
        if (!values.contains(name)) {
          unknown("variable", name);
        }
      }
      case Expr.Unary(var operator, Expr operand) -> expr(operand);
      case Expr.Binary(var operator, Expr left, Expr right) -> {
        expr(left);
        expr(right);
      }
      case Expr.Call(var function, var arguments) -> arguments.forEach(this::expr);
    }
  }

  private void unknown(String kind, String name) {
    findings.error(Code.N_UNKNOWN_NAME, type.source(), inType("there is no " + kind + " " + name));
  }

  private String inType(String message) {
    return "component type " + type.name() + ": " + message;
  }
}
