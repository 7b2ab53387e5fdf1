package org.bitspike.backends.standard;

import java.util.Optional;
import java.util.function.Function;
import org.bitspike.ir.network.ComponentType;

/** Looks types up by name, the nearest ancestor winning. */
final class Types {

  private Types() {}

  /** The first result over the type and its ancestors. */
  static <T> Optional<T> nearest(ComponentType type, Function<String, Optional<T>> lookup) {
    Optional<T> own = lookup.apply(type.name());
    for (int a = 0; own.isEmpty() && a < type.ancestors().size(); a++) {
      own = lookup.apply(type.ancestors().get(a));
    }
    return own;
  }
}
