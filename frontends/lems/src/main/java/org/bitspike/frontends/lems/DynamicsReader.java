package org.bitspike.frontends.lems;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bitspike.frontends.lems.DynamicsModel.Condition;
import org.bitspike.frontends.lems.DynamicsModel.Derived;
import org.bitspike.frontends.lems.DynamicsModel.Event;
import org.bitspike.frontends.lems.DynamicsModel.Mode;
import org.bitspike.frontends.lems.DynamicsModel.Rate;
import org.bitspike.frontends.lems.DynamicsModel.Scheme;
import org.bitspike.frontends.lems.DynamicsModel.State;
import org.bitspike.frontends.lems.DynamicsModel.Step;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.network.ComponentType.Definition;
import org.bitspike.ir.network.ComponentType.KineticScheme;
import org.bitspike.ir.unit.Dimension;

/** Reads a Dynamics element. */
final class DynamicsReader extends ElementReader {

  private static final List<String> SCHEME =
      List.of(
          "nodes",
          "stateVariable",
          "edges",
          "edgeSource",
          "edgeTarget",
          "forwardRate",
          "reverseRate");

  DynamicsReader(Definitions definitions, Diagnostics diagnostics) {
    super(definitions, diagnostics);
  }

  DynamicsModel read(Element dynamics) {
    DynamicsModel model = new DynamicsModel();
    for (Element e : dynamics.children()) {
      switch (e.name()) {
        case "StateVariable" -> state(e, model);
        case "DerivedVariable" -> derived(e, model);
        case "ConditionalDerivedVariable" -> conditional(e, model);
        case "TimeDerivative" -> rate(e, model.rates);
        case "OnStart" -> model.onStart.addAll(steps(e));
        case "OnCondition" -> condition(e, model.conditions);
        case "OnEvent" -> event(e, model.events);
        case "Regime" -> mode(e, model);
        case "KineticScheme" -> scheme(e, model);
        default -> unknown(e, "Dynamics");
      }
    }
    return model;
  }

  private void state(Element e, DynamicsModel model) {
    Optional<String> name = required(e, "name");
    Optional<Dimension> dimension = dimension(e);
    if (name.isPresent() && dimension.isPresent()) {
      model.states.add(new State(name.get(), dimension.get(), e.attribute("exposure"), e.where()));
    }
  }

  private void derived(Element e, DynamicsModel model) {
    Optional<String> name = required(e, "name");
    Optional<Definition> definition = definition(e);
    Optional<Dimension> dimension =
        e.attribute("dimension").isPresent() ? dimension(e) : Optional.empty();
    if (name.isPresent() && definition.isPresent()) {
      model.derived.add(
          new Derived(name.get(), dimension, e.attribute("exposure"), definition.get(), e.where()));
    }
  }

  private Optional<Definition> definition(Element e) {
    Optional<String> select = e.attribute("select");
    if (select.isEmpty()) {
      if (e.attribute("value").isEmpty()) {
        error(
            Code.F_MISSING_ATTRIBUTE,
            e.where(),
            e.name() + " needs the attribute 'value' or 'select'");
        return Optional.empty();
      }
      return expression(e, "value").map(Definition.Value::new);
    }
    boolean required = !"false".equals(e.attribute("required").orElse("true").strip());
    Optional<Definition.Reduce> reduce = Optional.empty();
    Optional<String> written = e.attribute("reduce");
    if (written.isPresent()) {
      switch (written.get().strip()) {
        case "add" -> reduce = Optional.of(Definition.Reduce.ADD);
        case "multiply" -> reduce = Optional.of(Definition.Reduce.MULTIPLY);
        default -> {
          error(
              Code.F_BAD_VALUE,
              e.where(),
              "reduce='" + written.get() + "' is neither add nor multiply");
          return Optional.empty();
        }
      }
    }
    return Optional.of(new Definition.Select(select.get().strip(), reduce, required));
  }

  private void conditional(Element e, DynamicsModel model) {
    Optional<String> name = required(e, "name");
    List<Definition.Case> cases = new ArrayList<>();
    for (Element c : e.children()) {
      if (!c.name().equals("Case")) {
        unknown(c, e.name());
        continue;
      }
      Optional<Expr> value = expression(c, "value");
      Optional<Expr> condition =
          c.attribute("condition").flatMap(text -> parse(text, "condition", c.where()));
      value.ifPresent(v -> cases.add(new Definition.Case(condition, v)));
    }
    Optional<Dimension> dimension =
        e.attribute("dimension").isPresent() ? dimension(e) : Optional.empty();
    name.ifPresent(
        n ->
            model.derived.add(
                new Derived(
                    n,
                    dimension,
                    e.attribute("exposure"),
                    new Definition.Conditional(cases),
                    e.where())));
  }

  private void scheme(Element e, DynamicsModel model) {
    List<String> parts = new ArrayList<>();
    for (String attribute : SCHEME) {
      required(e, attribute).ifPresent(parts::add);
    }
    if (parts.size() == SCHEME.size()) {
      model.schemes.add(
          new Scheme(
              new KineticScheme(
                  e.attribute("name").orElse("scheme" + model.schemes.size()),
                  parts.get(0),
                  parts.get(1),
                  parts.get(2),
                  parts.get(3),
                  parts.get(4),
                  parts.get(5),
                  parts.get(6)),
              e.where()));
    }
  }

  private void rate(Element e, List<Rate> rates) {
    Optional<String> variable = required(e, "variable");
    Optional<Expr> value = expression(e, "value");
    if (variable.isPresent() && value.isPresent()) {
      rates.add(new Rate(variable.get(), value.get(), e.where()));
    }
  }

  private void condition(Element e, List<Condition> conditions) {
    Optional<Expr> test = expression(e, "test");
    List<Step> steps = steps(e);
    test.ifPresent(t -> conditions.add(new Condition(t, steps, e.where())));
  }

  private void event(Element e, List<Event> events) {
    Optional<String> port = required(e, "port");
    List<Step> steps = steps(e);
    port.ifPresent(p -> events.add(new Event(p, steps, e.where())));
  }

  private List<Step> steps(Element parent) {
    List<Step> steps = new ArrayList<>();
    for (Element e : parent.children()) {
      switch (e.name()) {
        case "StateAssignment" -> {
          Optional<String> variable = required(e, "variable");
          Optional<Expr> value = expression(e, "value");
          if (variable.isPresent() && value.isPresent()) {
            steps.add(new Step.Assign(variable.get(), value.get(), e.where()));
          }
        }
        case "EventOut" ->
            required(e, "port").ifPresent(p -> steps.add(new Step.Emit(p, e.where())));
        case "Transition" ->
            required(e, "regime").ifPresent(r -> steps.add(new Step.Transition(r, e.where())));
        default -> unknown(e, parent.name());
      }
    }
    return steps;
  }

  private void mode(Element regime, DynamicsModel model) {
    Optional<String> name = required(regime, "name");
    List<Step> onEntry = new ArrayList<>();
    List<Rate> rates = new ArrayList<>();
    List<Condition> conditions = new ArrayList<>();
    List<Event> events = new ArrayList<>();
    for (Element e : regime.children()) {
      switch (e.name()) {
        case "OnEntry" -> onEntry.addAll(steps(e));
        case "TimeDerivative" -> rate(e, rates);
        case "OnCondition" -> condition(e, conditions);
        case "OnEvent" -> event(e, events);
        default -> unknown(e, "Regime");
      }
    }
    boolean initial = "true".equals(regime.attribute("initial").orElse("false").strip());
    name.ifPresent(
        n ->
            model.modes.add(
                new Mode(n, initial, onEntry, rates, conditions, events, regime.where())));
  }
}
