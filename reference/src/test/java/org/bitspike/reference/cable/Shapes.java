package org.bitspike.reference.cable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.Dynamics;
import org.bitspike.ir.network.ComponentType.Parameter;
import org.bitspike.ir.network.ComponentType.Slot;
import org.bitspike.ir.unit.Dimension;

/**
 * Types without dynamics for components that only hold values: made from what the components hold.
 */
final class Shapes {

  private final Map<String, Set<String>> parameters = new LinkedHashMap<>();
  private final Map<String, Set<String>> texts = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> slots = new LinkedHashMap<>();

  private Shapes() {}

  /**
   * The types that are not known, for all that some components enclose; known ones get their texts.
   */
  static List<ComponentType> of(List<Component> components, List<ComponentType> known) {
    Shapes shapes = new Shapes();
    components.forEach(shapes::see);
    List<ComponentType> result = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    for (ComponentType t : known) {
      names.add(t.name());
      List<Slot> all = new ArrayList<>(t.slots());
      shapes
          .slots
          .getOrDefault(t.name(), Map.of())
          .forEach(
              (slot, type) -> {
                if (all.stream().noneMatch(s -> s.name().equals(slot))) {
                  all.add(new Slot(slot, type, Slot.Kind.CHILDREN));
                }
              });
      result.add(
          new ComponentType(
              t.name(),
              t.ancestors(),
              t.parameters(),
              t.properties(),
              t.constants(),
              t.derivedParameters(),
              t.requirements(),
              t.eventPorts(),
              all,
              List.copyOf(shapes.texts.getOrDefault(t.name(), Set.of())),
              t.dynamics(),
              SourceRef.NONE));
    }
    shapes.parameters.forEach(
        (type, values) -> {
          if (!names.contains(type)) {
            result.add(shapes.shape(type, values));
          }
        });
    return result;
  }

  private void see(Component c) {
    parameters
        .computeIfAbsent(c.type(), t -> new LinkedHashSet<>())
        .addAll(c.parameters().keySet());
    texts.computeIfAbsent(c.type(), t -> new LinkedHashSet<>()).addAll(c.texts().keySet());
    c.children()
        .forEach(
            (slot, list) ->
                list.forEach(
                    child -> {
                      slots
                          .computeIfAbsent(c.type(), t -> new LinkedHashMap<>())
                          .putIfAbsent(slot, child.type());
                      see(child);
                    }));
  }

  private ComponentType shape(String type, Set<String> values) {
    return new ComponentType(
        type,
        List.of(),
        values.stream().map(v -> new Parameter(v, Dimension.NONE)).toList(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        slots.getOrDefault(type, Map.of()).entrySet().stream()
            .map(e -> new Slot(e.getKey(), e.getValue(), Slot.Kind.CHILDREN))
            .toList(),
        List.copyOf(texts.getOrDefault(type, Set.of())),
        Dynamics.NONE,
        SourceRef.NONE);
  }
}
