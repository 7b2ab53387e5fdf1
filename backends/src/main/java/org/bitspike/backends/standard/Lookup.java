package org.bitspike.backends.standard;

import java.util.Map;
import java.util.Objects;

/** Looks up what a network that has been verified is known to have. */
public final class Lookup {

  private Lookup() {}

  /** The value of that name. */
  public static <V> V of(Map<String, V> map, String name) {
    return Objects.requireNonNull(map.get(name), name);
  }
}
