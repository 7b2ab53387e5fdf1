package org.bitspike.emulator.fast;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** What was made last, by what it was made from. */
final class Recent<K, V> {

  private final Map<K, V> kept;

  Recent(int most) {
    kept =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
          }
        };
  }

  /** What is kept, or is made now. */
  synchronized V get(K from, Function<K, V> maker) {
    V value = kept.get(from);
    if (value == null) {
      value = maker.apply(from);
      kept.put(from, value);
    }
    return value;
  }
}
