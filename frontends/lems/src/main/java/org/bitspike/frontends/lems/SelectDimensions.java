package org.bitspike.frontends.lems;

import java.util.Optional;
import org.bitspike.ir.network.ComponentType.Slot;
import org.bitspike.ir.unit.Dimension;

/**
 * The dimension of what a select path names, as far as the types of the slots on the way tell: a
 * slot takes whatever extends its type, which may have more than the type itself.
 */
final class SelectDimensions {

  private final TypeTable types;

  SelectDimensions(TypeTable types) {
    this.types = types;
  }

  /** The dimension, or empty when it is known only once components stand in the slots. */
  Optional<Dimension> of(TypeModel type, String path) {
    TypeModel at = type;
    String rest = path;
    for (int slash = end(rest); slash >= 0; slash = end(rest)) {
      String step = rest.substring(0, slash);
      int bracket = step.indexOf('[');
      Slot slot = at.slots.get(bracket < 0 ? step : step.substring(0, bracket));
      Optional<TypeModel> next = slot == null ? Optional.empty() : types.find(slot.type());
      if (next.isEmpty()) {
        return Optional.empty();
      }
      at = next.get();
      rest = rest.substring(slash + 1);
    }
    return exposed(at, rest);
  }

  /** The end of the first step: the first slash outside brackets. */
  private static int end(String path) {
    int depth = 0;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '[') {
        depth++;
      } else if (c == ']') {
        depth--;
      } else if (c == '/' && depth <= 0) {
        return i;
      }
    }
    return -1;
  }

  private static Optional<Dimension> exposed(TypeModel type, String name) {
    return type.dynamics.states.stream()
        .filter(s -> s.exposure().orElse("").equals(name))
        .map(DynamicsModel.State::dimension)
        .findFirst()
        .or(
            () ->
                type.dynamics.derived.stream()
                    .filter(v -> v.exposure().orElse("").equals(name))
                    .flatMap(v -> v.dimension().stream())
                    .findFirst())
        .or(() -> Optional.ofNullable(type.exposures.get(name)))
        .or(() -> Optional.ofNullable(type.parameters.get(name)).map(p -> p.dimension()));
  }
}
