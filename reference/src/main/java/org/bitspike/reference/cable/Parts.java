package org.bitspike.reference.cable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bitspike.ir.network.Component;

/** Children of a component by the name of their type, in whatever slot they stand. */
final class Parts {

  private Parts() {}

  /** Children of that type, in the order of slots and as written within each. */
  static List<Component> ofType(Component component, String type) {
    List<Component> found = new ArrayList<>();
    for (List<Component> list : component.children().values()) {
      for (Component c : list) {
        if (c.type().equals(type)) {
          found.add(c);
        }
      }
    }
    return found;
  }

  static Optional<Component> first(Component component, String type) {
    List<Component> found = ofType(component, type);
    return found.isEmpty() ? Optional.empty() : Optional.of(found.getFirst());
  }
}
