package org.bitspike.compiler.dynamics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bitspike.compiler.symbolic.Algebra;
import org.bitspike.compiler.symbolic.Sym;
import org.bitspike.ir.expr.ExprEvaluator;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.Slot;
import org.bitspike.ir.network.Network;
import org.jspecify.annotations.Nullable;

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

  /** Variables that reach it a tick late, because it stands within an input that reads them. */
  Set<String> late = Set.of();

  /** How parts see this instance, if it is the cell. */
  @Nullable LateValues lateValues;

  /** What it starts with, once that has been asked for. */
  @Nullable InitialValues initial;

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
                  rangePrefix
                      + (slot.kind() == Slot.Kind.CHILDREN ? child.id() : slot.name())
                      + "/"));
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

  /**
   * What a path leads to.
   *
   * @param instances at its end
   * @param exposure its last segment
   * @param attachments whether it goes through a place where inputs are attached
   */
  record Reached(List<Instance> instances, String exposure, boolean attachments) {}

  /** Follows a path such as {@code gates[*]/fcond}. */
  Reached reached(String path) {
    List<String> segments = List.of(path.split("/"));
    List<Instance> reached = List.of(this);
    boolean attachments = false;
    for (String segment : segments.subList(0, segments.size() - 1)) {
      String slot = segment.replaceFirst("\\[.*", "");
      List<Instance> next = new ArrayList<>();
      for (Instance from : reached) {
        from.slot(slot).stream().filter(i -> i.fulfils(segment)).forEach(next::add);
        attachments |=
            from.type.slots().stream()
                .anyMatch(s -> s.name().equals(slot) && s.kind() == Slot.Kind.ATTACHMENTS);
      }
      reached = next;
    }
    return new Reached(reached, segments.get(segments.size() - 1), attachments);
  }

  /** Whether it is one of those that a segment such as {@code populations[ion='ca']} means. */
  private boolean fulfils(String segment) {
    int equals = segment.indexOf('=');
    if (equals < 0) {
      return true;
    }
    String attribute = segment.substring(segment.indexOf('[') + 1, equals).trim();
    String quoted = segment.substring(equals + 1, segment.lastIndexOf(']')).trim();
    String value = quoted.length() >= 2 ? quoted.substring(1, quoted.length() - 1) : quoted;
    return value.equals(attribute.equals("id") ? component.id() : component.texts().get(attribute));
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

  /** A variable of this instance or, where it has none of that name, of one around it. */
  Sym exposed(String name) {
    Sym value = values.get(name);
    return value != null ? value : around(name, late.contains(name) ? 1 : 0);
  }

  /** A variable of what is around, as it comes through this instance and some within it. */
  private Sym around(String name, int passedOn) {
    Instance outer =
        parent.orElseThrow(() -> NotLowerable.because("nothing around provides '" + name + "'"));
    if (outer.lateValues != null && outer.provides(name)) {
      return outer.lateValues.seen(name, passedOn);
    }
    Sym value = outer.values.get(name);
    if (value != null) {
      return value;
    }
    int more = (outer.requires(name) ? 1 : 0) + (outer.late.contains(name) ? 1 : 0);
    return outer.around(name, passedOn + more);
  }

  private boolean requires(String name) {
    return type.requirements().stream().anyMatch(r -> r.name().equals(name));
  }

  private boolean provides(String name) {
    return values.containsKey(name)
        || type.dynamics().derivedVariables().stream().anyMatch(d -> d.name().equals(name));
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
