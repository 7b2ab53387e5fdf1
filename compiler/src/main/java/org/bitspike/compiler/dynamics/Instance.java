package org.bitspike.compiler.dynamics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitspike.compiler.symbolic.Algebra;
import org.bitspike.compiler.symbolic.Sym;
import org.bitspike.ir.expr.ExprEvaluator;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.Slot;
import org.bitspike.ir.network.Network;

/**
 * A component at work: a cell, something attached to it, or a part of either.
 *
 * <p>Knows what each of its variables is at the current point of the step. Mutable: belongs to one
 * {@link Discretiser}.
 */
final class Instance {

  final Component component;
  final ComponentType type;
  final Optional<Instance> parent;

  /** Prefix of its words; empty for the cell itself. */
  final String prefix;

  /** Prefix of its variables in the reference recording's ranges. */
  final String rangePrefix;

  final Map<String, List<Instance>> children = new LinkedHashMap<>();

  /** Parts and attachments by slot; attachments are added by the discretiser. */
  final Map<String, Sym> values = new HashMap<>();

  final Map<String, Double> constants = new LinkedHashMap<>();

  Instance(
      Network network,
      Component component,
      Optional<Instance> parent,
      String prefix,
      String rangePrefix) {
    this.component = component;
    this.type = network.type(component.type());
    this.parent = parent;
    this.prefix = prefix;
    this.rangePrefix = rangePrefix;
    constants.putAll(constantsOf(type, component));
    constants.forEach((name, value) -> values.put(name, Algebra.number(value)));
    type.properties().forEach(p -> values.put(p.name(), Algebra.number(p.defaultValue())));
    int unnamed = 0;
    for (Slot slot : type.slots()) {
      List<Instance> inSlot = new ArrayList<>();
      if (slot.kind() != Slot.Kind.ATTACHMENTS) {
        for (Component child : component.children().getOrDefault(slot.name(), List.of())) {
          String childName =
              child.id().isEmpty()
                  ? slot.name() + (unnamed++ == 0 ? "" : "_" + unnamed)
                  : child.id();
          inSlot.add(
              new Instance(
                  network,
                  child,
                  Optional.of(this),
                  prefix + childName + "_",
                  rangePrefix.isEmpty() ? childName + "." : rangePrefix + childName + "."));
        }
      }
      children.put(slot.name(), inSlot);
    }
  }

  /** Parameters, constants and derived parameters, SI. */
  static Map<String, Double> constantsOf(ComponentType type, Component component) {
    Map<String, Double> constants = new LinkedHashMap<>();
    type.constants().forEach(c -> constants.put(c.name(), c.value()));
    constants.putAll(component.parameters());
    for (ComponentType.DerivedParameter derived : type.derivedParameters()) {
      constants.put(
          derived.name(),
          ExprEvaluator.evaluate(
              derived.value(),
              name -> {
                Double value = constants.get(name);
                if (value == null) {
                  throw NotLowerable.because(
                      "derived parameter "
                          + derived.name()
                          + " needs '"
                          + name
                          + "', which "
                          + component.id()
                          + " lacks");
                }
                return value;
              }));
    }
    return constants;
  }

  /**
   * Every instance below this one in the order in which they advance: parts before what they are
   * part of.
   */
  List<Instance> partsFirst() {
    List<Instance> all = new ArrayList<>();
    children.values().forEach(list -> list.forEach(c -> all.addAll(c.partsFirst())));
    all.add(this);
    return all;
  }

  /** What stands in a slot; attachments are added to it. */
  List<Instance> slot(String name) {
    List<Instance> list = children.get(name);
    if (list == null) {
      throw NotLowerable.because(
          "the path segment '" + name + "', which is no slot of " + type.name());
    }
    return list;
  }

  /** A variable as the instances inside this one see it. */
  Sym exposed(String name) {
    Sym value = values.get(name);
    if (value != null) {
      return value;
    }
    return parent
        .orElseThrow(() -> NotLowerable.because("nothing around provides '" + name + "'"))
        .exposed(name);
  }

  /** The variable behind an exposure's name; the name itself when there is no such exposure. */
  String behindExposure(String exposure) {
    for (ComponentType.StateVariable state : type.dynamics().stateVariables()) {
      if (state.exposure().filter(exposure::equals).isPresent()) {
        return state.name();
      }
    }
    for (ComponentType.DerivedVariable derived : type.dynamics().derivedVariables()) {
      if (derived.exposure().filter(exposure::equals).isPresent()) {
        return derived.name();
      }
    }
    return exposure;
  }
}
