package org.bitspike.emulator;

import java.util.Arrays;

/** A growing list of ints. */
final class Ints {

  private int[] items = new int[0];
  private int size;

  void add(int item) {
    if (size == items.length) {
      items = Arrays.copyOf(items, Math.max(16, 2 * size));
    }
    items[size++] = item;
  }

  void addAll(Ints others) {
    for (int i = 0; i < others.size; i++) {
      add(others.items[i]);
    }
  }

  void addAll(int[] others, int count) {
    System.arraycopy(others, 0, room(size + count), size, count);
    size += count;
  }

  /** The list's own array, with room for so many items. */
  int[] room(int most) {
    if (items.length < most) {
      items = Arrays.copyOf(items, Math.max(most, 2 * size));
    }
    return items;
  }

  /** Changes the number of items, once those up to it are set. */
  void resize(int newSize) {
    size = newSize;
  }

  int get(int at) {
    return items[at];
  }

  void set(int at, int item) {
    items[at] = item;
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  void sort() {
    Arrays.sort(items, 0, size);
  }

  /** The list's own array; entries from {@link #size} on are not part of it. */
  int[] items() {
    return items;
  }

  int[] toArray() {
    return Arrays.copyOf(items, size);
  }

  long[] toLongs() {
    return Arrays.stream(items, 0, size).asLongStream().toArray();
  }

  /** Takes the place of what is there. */
  void replace(long[] all) {
    items = Arrays.stream(all).mapToInt(Math::toIntExact).toArray();
    size = all.length;
  }
}
