package org.bitspike.reference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
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
      String population, String path, Component component, int size, @Nullable Group parent, int @Nullable [] host, boolean attached, boolean merged) {
    ComponentType type = type(component);
    Group group =
        new Group(population, path, component, type, size, parent, host, attached, merged, constants(component, type));
    for (Slot slot : type.slots()) {
      if (slot.kind() == Slot.Kind.ATTACHMENTS) {
        continue;
      }
      List<Group> inSlot = new ArrayList<>();
      List<Component> children = component.children().getOrDefault(slot.name(), List.of());
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

  private double evaluate(Component component, ComponentType.DerivedParameter d, Map<String, Double> values) {
    try {
      return ExprEvaluator.evaluate(d.value(), name -> lookup(values, name));
    } catch (NoSuchElementException | IllegalArgumentException e) {
      unsupported(component, "its derived parameter " + d.name() + " has no value: " + e.getMessage());
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
            Code.R_UNSUPPORTED, component.source(), "component " + component.id() + " of type " + component.type() + " cannot run: " + why));
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

  /**
   * Whether a component runs without any input: it emits, has no place for attachments, and requires nothing that is not inside it.
   */
  boolean isSource(Component component) {
    ComponentType type = type(component);
    return type.emitsEvents()
        && type.requirements().isEmpty()
        && type.slots().stream().noneMatch(s -> s.kind() == Slot.Kind.ATTACHMENTS);
  }
}
