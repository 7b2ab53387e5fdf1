package org.bitspike.frontends.lems;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.network.ComponentType.Constant;
import org.bitspike.ir.network.ComponentType.DerivedParameter;
import org.bitspike.ir.network.ComponentType.EventPort;
import org.bitspike.ir.network.ComponentType.Parameter;
import org.bitspike.ir.network.ComponentType.Property;
import org.bitspike.ir.network.ComponentType.Requirement;
import org.bitspike.ir.network.ComponentType.Slot;
import org.bitspike.ir.unit.Dimension;

/**
 * A component type with everything inherited in place, but its expressions not checked yet. Grows
 * while its element is read: starts as a copy of what it extends.
 */
final class TypeModel {

  /** Something LEMS has and the IR has not; told only when a component of the type is used. */
  record Unsupported(String feature, SourceRef where) {}

  /** A parameter whose value stands elsewhere, found by a path when a component is built. */
  record Selected(String path, SourceRef where) {}

  /** Where events go inside a component, from the type's Structure. */
  enum Wire {
    /** This component's events go to its parent. */
    THIS_TO_PARENT,
    /** The parent's events come to this component. */
    PARENT_TO_THIS,
    /** This component's events go to a component below it. */
    THIS_TO_CHILD
  }

  final String name;
  final SourceRef where;
  final List<String> ancestors = new ArrayList<>();
  final Map<String, Parameter> parameters = new LinkedHashMap<>();
  final Map<String, Property> properties = new LinkedHashMap<>();
  final Map<String, Constant> constants = new LinkedHashMap<>();
  final Map<String, DerivedParameter> derivedParameters = new LinkedHashMap<>();
  final Map<String, Requirement> requirements = new LinkedHashMap<>();
  final Map<String, EventPort> eventPorts = new LinkedHashMap<>();
  final Map<String, Slot> slots = new LinkedHashMap<>();
  final Map<String, Dimension> exposures = new LinkedHashMap<>();
  final Map<String, String> fixed = new LinkedHashMap<>();
  final Map<String, Selected> selected = new LinkedHashMap<>();
  final Set<String> texts = new LinkedHashSet<>();
  final Map<String, SourceRef> places = new HashMap<>();
  final List<Unsupported> unsupported = new ArrayList<>();
  final Set<Wire> wires = new LinkedHashSet<>();
  DynamicsModel dynamics = new DynamicsModel();

  /** How instances of the type make others and connect them; empty when they do not. */
  Optional<Element> structure = Optional.empty();

  /** What a simulation of the type runs, records and writes; empty when it is no simulation. */
  Optional<Element> simulation = Optional.empty();

  TypeModel(String name, SourceRef where) {
    this.name = name;
    this.where = where;
  }

  /** A type that starts with everything another has. */
  static TypeModel extending(TypeModel base, String name, SourceRef where) {
    TypeModel type = new TypeModel(name, where);
    type.ancestors.add(base.name);
    type.ancestors.addAll(base.ancestors);
    type.parameters.putAll(base.parameters);
    type.properties.putAll(base.properties);
    type.constants.putAll(base.constants);
    type.derivedParameters.putAll(base.derivedParameters);
    type.requirements.putAll(base.requirements);
    type.eventPorts.putAll(base.eventPorts);
    type.slots.putAll(base.slots);
    type.exposures.putAll(base.exposures);
    type.fixed.putAll(base.fixed);
    type.selected.putAll(base.selected);
    type.texts.addAll(base.texts);
    type.places.putAll(base.places);
    type.unsupported.addAll(base.unsupported);
    type.wires.addAll(base.wires);
    type.dynamics = base.dynamics;
    type.structure = base.structure;
    type.simulation = base.simulation;
    return type;
  }

  /**
   * A value's name is free again: what was inherited under it gives way to a declaration of another
   * kind.
   */
  void release(String valueName) {
    constants.remove(valueName);
    derivedParameters.remove(valueName);
    properties.remove(valueName);
    parameters.remove(valueName);
    selected.remove(valueName);
  }

  boolean isA(String typeName) {
    return name.equals(typeName) || ancestors.contains(typeName);
  }

  Optional<Slot> slot(String slotName) {
    return Optional.ofNullable(slots.get(slotName));
  }

  /** Whether anything happens when an event arrives at the port {@code in}. */
  boolean takesEvents() {
    return dynamics.events.stream().anyMatch(TypeModel::doesSomething)
        || dynamics.modes.stream()
            .flatMap(m -> m.events().stream())
            .anyMatch(TypeModel::doesSomething);
  }

  private static boolean doesSomething(DynamicsModel.Event event) {
    return event.port().equals("in") && !event.steps().isEmpty();
  }

  /** Whether it has a port for outgoing events. */
  boolean emitsEvents() {
    return eventPorts.values().stream().anyMatch(p -> !p.in());
  }

  SourceRef place(String item) {
    return places.getOrDefault(item, where);
  }
}
