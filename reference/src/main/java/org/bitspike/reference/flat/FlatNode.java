package org.bitspike.reference.flat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.expr.ExprEvaluator;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.EventPort;
import org.bitspike.ir.network.ComponentType.Regime;

/** A component in the tree that is being flattened. */
final class FlatNode {

  final int index;
  final String path;
  final Component component;
  final ComponentType type;
  final Optional<FlatNode> parent;
  final boolean attached;

  /** The slot of the parent that it stands in. */
  final String slot;

  final Map<String, List<FlatNode>> slots = new LinkedHashMap<>();
  final Map<String, List<FlatNode>> attachments = new LinkedHashMap<>();
  Optional<FlatNode> peer = Optional.empty();

  private final int ordinal;
  private int below;
  private final Map<String, Double> constants = new HashMap<>();

  FlatNode(
      int index,
      String path,
      Component component,
      ComponentType type,
      Optional<FlatNode> parent,
      boolean attached,
      String slot) {
    this.index = index;
    this.path = path;
    this.component = component;
    this.type = type;
    this.parent = parent;
    this.attached = attached;
    this.slot = slot;
    this.ordinal = attached || parent.isEmpty() ? 0 : ++parent.get().unit().below;
  }

  private FlatNode unit() {
    return attached || parent.isEmpty() ? this : parent.get().unit();
  }

  String path(String name) {
    return path.isEmpty() ? name : path + "/" + name;
  }

  String machine() {
    return path("@regime");
  }

  int regime(String name) {
    List<Regime> regimes = type.dynamics().regimes();
    for (int r = 0; r < regimes.size(); r++) {
      if (regimes.get(r).name().equals(name)) {
        return r;
      }
    }
    return -1;
  }

  int initialRegime() {
    List<Regime> regimes = type.dynamics().regimes();
    int initial = 0;
    for (int r = 0; r < regimes.size(); r++) {
      initial = regimes.get(r).initial() ? r : initial;
    }
    return initial;
  }

  FlatSystem.Part part() {
    return new FlatSystem.Part(
        path,
        component.id(),
        type.name(),
        parent.map(p -> p.index).orElse(-1),
        attached,
        inPort(),
        outPort(),
        Draws.in(type),
        ordinal,
        component.source());
  }

  /** The port whose events reach others: {@code spike} where there is one, else the first. */
  Optional<String> outPort() {
    List<String> out =
        type.eventPorts().stream().filter(p -> !p.in()).map(EventPort::name).toList();
    return out.contains("spike") ? Optional.of("spike") : out.stream().findFirst();
  }

  Optional<String> inPort() {
    return type.eventPorts().stream().filter(EventPort::in).map(EventPort::name).findFirst();
  }

  boolean requires(String name) {
    return type.requirements().stream().anyMatch(r -> r.name().equals(name));
  }

  /** A variable or constant by its own name. */
  Optional<Expr> own(String name) {
    var dynamics = type.dynamics();
    boolean variable =
        dynamics.stateVariables().stream().anyMatch(s -> s.name().equals(name))
            || dynamics.derivedVariables().stream().anyMatch(d -> d.name().equals(name))
            || type.properties().stream().anyMatch(p -> p.name().equals(name));
    if (variable) {
      return Optional.of(new Expr.Var(path(name)));
    }
    return Optional.ofNullable(constants.get(name)).map(Expr.Num::new);
  }

  /** A variable by the name others see it by. */
  Optional<Expr> exposed(String name) {
    for (var s : type.dynamics().stateVariables()) {
      if (s.exposure().filter(name::equals).isPresent()) {
        return Optional.of(new Expr.Var(path(s.name())));
      }
    }
    for (var d : type.dynamics().derivedVariables()) {
      if (d.exposure().filter(name::equals).isPresent()) {
        return Optional.of(new Expr.Var(path(d.name())));
      }
    }
    return Optional.empty();
  }

  /** All children, in the order of slots. */
  List<FlatNode> children() {
    List<FlatNode> all = new ArrayList<>();
    slots.values().forEach(all::addAll);
    return all;
  }

  void unsupported(Diagnostics diagnostics, String why) {
    diagnostics.add(Flattener.cannotRun(this, why));
  }

  void findConstants(Diagnostics diagnostics) {
    type.constants().forEach(c -> constants.put(c.name(), c.value()));
    for (ComponentType.Parameter p : type.parameters()) {
      Double value = component.parameters().get(p.name());
      if (value == null) {
        unsupported(diagnostics, "its parameter " + p.name() + " has no value");
      }
      constants.put(p.name(), value == null ? 0.0 : value);
    }
    for (ComponentType.DerivedParameter d : type.derivedParameters()) {
      try {
        constants.put(d.name(), ExprEvaluator.evaluate(d.value(), this::constant));
      } catch (NoSuchElementException | IllegalArgumentException e) {
        unsupported(
            diagnostics, "its derived parameter " + d.name() + " has no value: " + e.getMessage());
        constants.put(d.name(), 0.0);
      }
    }
  }

  private double constant(String name) {
    Double value = constants.get(name);
    if (value == null) {
      throw new NoSuchElementException(name + " is not a constant");
    }
    return value;
  }
}
