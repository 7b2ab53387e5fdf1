package org.bitspike.frontends.lems;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType.Definition;
import org.bitspike.ir.network.ComponentType.Parameter;
import org.bitspike.ir.network.ComponentType.Property;
import org.bitspike.ir.network.ComponentType.Slot;

/**
 * Components that differ from those in the files: some have properties set for good by a Structure,
 * some live inside a component that surrounds the network and changes, such as a tissue whose
 * temperature varies.
 */
final class ComponentVariants extends ElementReader {

  private final ComponentTable components;
  private final Map<String, ComponentTable.Built> made = new HashMap<>();
  private final Map<String, TypeModel> types = new HashMap<>();
  private final Map<String, Integer> numbers = new HashMap<>();

  ComponentVariants(ComponentTable components, Definitions definitions, Diagnostics diagnostics) {
    super(definitions, diagnostics);
    this.components = components;
  }

  /** The component with values for some of its properties, which become parameters. */
  ComponentTable.Built withProperties(ComponentTable.Built base, Map<String, Double> values) {
    if (values.isEmpty()) {
      return base;
    }
    String id = base.component().id() + values;
    ComponentTable.Built known = made.get(id);
    if (known != null) {
      return known;
    }
    TypeModel type =
        types.computeIfAbsent(
            base.type().name + values.keySet(), name -> fixing(base.type(), name, values));
    Map<String, Double> parameters = new LinkedHashMap<>(base.component().parameters());
    parameters.putAll(values);
    return register(id, base, type, parameters);
  }

  private ComponentTable.Built register(
      String key, ComponentTable.Built base, TypeModel type, Map<String, Double> parameters) {
    Component c = base.component();
    String id;
    do {
      id = c.id() + "_" + numbers.merge(c.id(), 1, Integer::sum);
    } while (components.built(id).isPresent() || definitions.component(id).isPresent());
    ComponentTable.Built variant =
        new ComponentTable.Built(
            new Component(id, type.name, parameters, c.texts(), c.children(), c.source()),
            type,
            base.size());
    components.use(type);
    components.register(variant);
    made.put(key, variant);
    return variant;
  }

  private static TypeModel fixing(TypeModel base, String name, Map<String, Double> values) {
    TypeModel type = TypeModel.extending(base, name, base.where);
    for (String property : values.keySet()) {
      Property p = type.properties.remove(property);
      if (p != null) {
        type.parameters.put(property, new Parameter(property, p.dimension()));
      }
    }
    return type;
  }

  /**
   * The component as it is inside another that has a life of its own: with that other's dynamics
   * beside its own, since a network has no place for what surrounds it. Where nothing in the
   * component needs what surrounds it, it stays as it is.
   */
  Optional<ComponentTable.Built> within(
      ComponentTable.Built inner, ComponentTable.Built around, SourceRef where) {
    boolean needs =
        requires(inner.component(), around.type())
            || inner.type().slots.values().stream()
                .anyMatch(s -> s.kind() == Slot.Kind.ATTACHMENTS);
    if (!needs || inner.type().name.endsWith("@" + around.type().name)) {
      return Optional.of(inner);
    }
    String name = inner.type().name + "@" + around.type().name;
    TypeModel known = types.get(name);
    if (known == null) {
      Optional<TypeModel> merged = merge(inner.type(), around.type(), name, where);
      if (merged.isEmpty()) {
        return Optional.empty();
      }
      known = merged.get();
      types.put(name, known);
    }
    Component c = inner.component();
    Map<String, Double> parameters = new LinkedHashMap<>(c.parameters());
    parameters.putAll(around.component().parameters());
    components.use(known);
    ComponentTable.Built variant =
        new ComponentTable.Built(
            new Component(c.id(), name, parameters, c.texts(), c.children(), c.source()),
            known,
            inner.size());
    components.register(variant);
    return Optional.of(variant);
  }

  private boolean requires(Component component, TypeModel around) {
    return components.model(component.type()).requirements.keySet().stream()
            .anyMatch(around.exposures::containsKey)
        || component.children().values().stream()
            .flatMap(List::stream)
            .anyMatch(c -> requires(c, around));
  }

  private Optional<TypeModel> merge(
      TypeModel inner, TypeModel around, String name, SourceRef where) {
    TypeModel type = TypeModel.extending(inner, name, inner.where);
    around.exposures.keySet().forEach(type.requirements::remove);
    boolean clash =
        around.parameters.keySet().stream().anyMatch(p -> defines(type, p))
            || around.constants.keySet().stream().anyMatch(p -> defines(type, p))
            || around.derivedParameters.keySet().stream().anyMatch(p -> defines(type, p))
            || around.dynamics.states.stream().anyMatch(s -> defines(type, s.name()))
            || around.dynamics.derived.stream().anyMatch(d -> defines(type, d.name()));
    boolean alone =
        around.dynamics.derived.stream().noneMatch(d -> d.definition() instanceof Definition.Select)
            && around.eventPorts.isEmpty()
            && around.requirements.isEmpty();
    boolean modes = !around.dynamics.modes.isEmpty() && !inner.dynamics.modes.isEmpty();
    if (clash || !alone || modes) {
      error(
          Code.F_UNSUPPORTED,
          where,
          "a "
              + inner.name
              + " inside a "
              + around.name
              + (clash
                  ? ", which uses the same names"
                  : alone ? ", both with regimes" : ", which depends on other components"));
      return Optional.empty();
    }
    type.parameters.putAll(around.parameters);
    type.constants.putAll(around.constants);
    type.derivedParameters.putAll(around.derivedParameters);
    type.exposures.putAll(around.exposures);
    DynamicsModel both = new DynamicsModel();
    for (DynamicsModel d : List.of(inner.dynamics, around.dynamics)) {
      both.states.addAll(d.states);
      both.derived.addAll(d.derived);
      both.rates.addAll(d.rates);
      both.onStart.addAll(d.onStart);
      both.conditions.addAll(d.conditions);
      both.events.addAll(d.events);
      both.modes.addAll(d.modes);
      both.schemes.addAll(d.schemes);
    }
    type.dynamics = both;
    return Optional.of(type);
  }

  private static boolean defines(TypeModel type, String name) {
    return type.parameters.containsKey(name)
        || type.constants.containsKey(name)
        || type.derivedParameters.containsKey(name)
        || type.properties.containsKey(name)
        || type.requirements.containsKey(name)
        || type.dynamics.states.stream().anyMatch(s -> s.name().equals(name))
        || type.dynamics.derived.stream().anyMatch(d -> d.name().equals(name));
  }
}
