package org.bitspike.reference.cable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.DerivedVariable;
import org.bitspike.ir.network.ComponentType.Slot;
import org.bitspike.ir.network.ComponentType.StateVariable;
import org.jspecify.annotations.Nullable;

/** A component in the tree that is being flattened. */
final class Part {

  final Component component;
  final ComponentType type;
  final @Nullable Part parent;

  /** Ids from below the root down to this part, joined by {@code /}; empty for the root. */
  final String path;

  final Map<String, List<Part>> slots = new LinkedHashMap<>();

  /** Nodes of the variables resolved so far, by name. */
  final Map<String, Integer> nodes = new HashMap<>();

  Part(Component component, Map<String, ComponentType> types, @Nullable Part parent, String path) {
    this.component = component;
    this.type = java.util.Objects.requireNonNull(types.get(component.type()), component.type());
    this.parent = parent;
    this.path = path;
    for (Slot slot : type.slots()) {
      if (slot.kind() == Slot.Kind.ATTACHMENTS || slot.kind() == Slot.Kind.PEER) {
        continue;
      }
      List<Part> inSlot = new ArrayList<>();
      for (Component child : component.children().getOrDefault(slot.name(), List.of())) {
        if (types.containsKey(child.type())) {
          inSlot.add(new Part(child, types, this, below(slot.name(), child)));
        }
      }
      slots.put(slot.name(), inSlot);
    }
  }

  private String below(String slot, Component child) {
    String name = child.id().isEmpty() ? slot : child.id();
    return path.isEmpty() ? name : path + "/" + name;
  }

  /** The name of a variable of this part, unique in the tree. */
  String qualified(String name) {
    return path.isEmpty() ? name : path + "/" + name;
  }

  /** This part and all below it, parents first. */
  List<Part> withAllBelow() {
    List<Part> all = new ArrayList<>();
    all.add(this);
    slots.values().forEach(list -> list.forEach(p -> all.addAll(p.withAllBelow())));
    return all;
  }

  Optional<StateVariable> state(String name) {
    return type.dynamics().stateVariables().stream().filter(s -> s.name().equals(name)).findFirst();
  }

  Optional<DerivedVariable> derived(String name) {
    return type.dynamics().derivedVariables().stream()
        .filter(d -> d.name().equals(name))
        .findFirst();
  }

  /** The own name of the variable that others see under a name, if there is one. */
  Optional<String> exposed(String name) {
    for (StateVariable s : type.dynamics().stateVariables()) {
      if (s.exposure().filter(name::equals).isPresent()) {
        return Optional.of(s.name());
      }
    }
    for (DerivedVariable d : type.dynamics().derivedVariables()) {
      if (d.exposure().filter(name::equals).isPresent()) {
        return Optional.of(d.name());
      }
    }
    return Optional.of(name).filter(this::has);
  }

  /** Whether this part itself has a variable, parameter or constant of that name. */
  boolean has(String name) {
    return state(name).isPresent()
        || derived(name).isPresent()
        || component.parameters().containsKey(name)
        || type.constants().stream().anyMatch(c -> c.name().equals(name))
        || type.derivedParameters().stream().anyMatch(d -> d.name().equals(name))
        || type.properties().stream().anyMatch(p -> p.name().equals(name));
  }

  /** The one component at a name: a slot that holds one, or a component of that id. */
  Optional<Part> child(String name) {
    List<Part> inSlot = slots.getOrDefault(name, List.of());
    if (inSlot.size() == 1) {
      return Optional.of(inSlot.getFirst());
    }
    return slots.values().stream()
        .flatMap(List::stream)
        .filter(p -> p.component.id().equals(name))
        .findFirst();
  }
}
