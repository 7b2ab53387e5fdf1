package org.bitspike.emulator;

import java.util.Arrays;

/** A growing list of longs. */
final class Longs {

  private long[] items = new long[0];
  private int size;

  void add(long item) {
    if (size == items.length) {
      items = Arrays.copyOf(items, Math.max(16, 2 * size));
    }
    items[size++] = item;
  }

  long get(int at) {
    return items[at];
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  long[] sorted() {
    long[] all = toArray();
    Arrays.sort(all);
    return all;
  }

  long[] toArray() {
    return Arrays.copyOf(items, size);
  }

  /** Takes the place of what is there. */
  void replace(long[] all) {
    items = all.clone();
    size = all.length;
  }
}
