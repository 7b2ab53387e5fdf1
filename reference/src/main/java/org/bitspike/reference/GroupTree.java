package org.bitspike.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.expr.ExprEvaluator;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.Slot;
import org.bitspike.ir.network.Network;
import org.jspecify.annotations.Nullable;

/** Makes groups and the groups of their child components. */
final class GroupTree {

  /** Fewer timers than this are ordinary children. */
  private static final int FEWEST_POOLED = 4;

  private final Map<String, ComponentType> types = new HashMap<>();
  private final Map<String, Component> components = new HashMap<>();
  private final Diagnostics diagnostics;

  GroupTree(Network network, Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
    network.types().forEach(t -> types.put(t.name(), t));
    network.components().forEach(c -> components.put(c.id(), c));
  }

  Component component(String id) {
    Component component = components.get(id);
    if (component == null) {
      throw new NoSuchElementException("component " + id);
    }
    return component;
  }

  ComponentType type(Component component) {
    ComponentType type = types.get(component.type());
    if (type == null) {
      throw new NoSuchElementException("component type " + component.type());
    }
    return type;
  }

  /** A group with all groups below it; the caller attaches it to its parent. */
  Group grow(
      String population,
      String path,
      Component component,
      int size,
      @Nullable Group parent,
      int @Nullable [] host,
      boolean attached,
      boolean merged) {
    ComponentType type = type(component);
    Group group =
        new Group(
            population,
            path,
            component,
            type,
            size,
            parent,
            host,
            attached,
            merged,
            constants(component, type),
            Set.of());
    for (Slot slot : type.slots()) {
      if (slot.kind() == Slot.Kind.ATTACHMENTS || slot.kind() == Slot.Kind.PEER) {
        continue;
      }
      List<Group> inSlot = new ArrayList<>();
      List<Component> children = component.children().getOrDefault(slot.name(), List.of());
      if (slot.kind() == Slot.Kind.CHILDREN && pool(group, children)) {
        continue;
      }
      for (Component child : children) {
        String name = slot.kind() == Slot.Kind.CHILDREN ? child.id() : slot.name();
        String childPath = path.isEmpty() ? name : path + (attached ? "." : "/") + name;
        inSlot.add(grow(population, childPath, child, size, group, host, false, false));
      }
      group.slots.put(slot.name(), inSlot);
      group.children.addAll(inSlot);
    }
    return group;
  }

  /**
   * Puts many equal timers into one group, so that a spike array costs next to nothing while it is
   * silent.
   */
  private boolean pool(Group parent, List<Component> children) {
    if (children.size() < FEWEST_POOLED
        || children.stream().map(Component::type).distinct().count() > 1) {
      return false;
    }
    ComponentType type = type(children.getFirst());
    Optional<TimerAnalysis.Timer> timer = TimerAnalysis.of(type);
    if (timer.isEmpty()
        || parent.type.dynamics().derivedVariables().stream()
            .anyMatch(d -> d.definition() instanceof ComponentType.Definition.Select)) {
      return false;
    }
    double[] wake = new double[children.size()];
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (int k = 0; k < wake.length; k++) {
      Map<String, Double> values = constants(children.get(k), type);
      int member = k;
      values.forEach(
          (name, value) ->
              columns.computeIfAbsent(name, n -> new double[wake.length])[member] = value);
      wake[k] =
          timer.get().wake().stream()
              .mapToDouble(w -> ExprEvaluator.evaluate(w, n -> lookup(values, n)))
              .min()
              .orElseThrow();
    }
    int[] host = new int[Math.multiplyExact(parent.size, wake.length)];
    Arrays.setAll(host, i -> i / wake.length);
    Group group =
        new Group(
            parent.population,
            parent.path,
            children.getFirst(),
            type,
            host.length,
            parent,
            host,
            false,
            false,
            Map.of(),
            columns.keySet());
    parent.pools.add(new Group.Pool(group, wake, timer.get(), columns));
    return true;
  }

  /** Values of parameters, constants and derived parameters. */
  Map<String, Double> constants(Component component, ComponentType type) {
    Map<String, Double> values = new HashMap<>();
    type.constants().forEach(c -> values.put(c.name(), c.value()));
    for (ComponentType.Parameter p : type.parameters()) {
      Double value = component.parameters().get(p.name());
      if (value == null) {
        unsupported(component, "its parameter " + p.name() + " has no value");
      }
      values.put(p.name(), value == null ? 0.0 : value);
    }
    for (ComponentType.DerivedParameter d : type.derivedParameters()) {
      values.put(d.name(), evaluate(component, d, values));
    }
    return values;
  }

  private double evaluate(
      Component component, ComponentType.DerivedParameter d, Map<String, Double> values) {
    try {
      return ExprEvaluator.evaluate(d.value(), name -> lookup(values, name));
    } catch (NoSuchElementException | IllegalArgumentException e) {
      unsupported(
          component, "its derived parameter " + d.name() + " has no value: " + e.getMessage());
      return 0;
    }
  }

  private static double lookup(Map<String, Double> values, String name) {
    Double value = values.get(name);
    if (value == null) {
      throw new NoSuchElementException(name + " is not a constant");
    }
    return value;
  }

  private void unsupported(Component component, String why) {
    diagnostics.add(
        Diagnostic.error(
            Code.R_UNSUPPORTED,
            component.source(),
            "component "
                + component.id()
                + " of type "
                + component.type()
                + " cannot run: "
                + why));
  }

  /** Types of everything a component encloses. */
  List<ComponentType> typesBelow(Component component) {
    List<ComponentType> result = new ArrayList<>();
    component
        .children()
        .values()
        .forEach(
            list ->
                list.forEach(
                    child -> {
                      result.add(type(child));
                      result.addAll(typesBelow(child));
                    }));
    return result;
  }
}
