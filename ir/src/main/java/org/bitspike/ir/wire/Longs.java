package org.bitspike.ir.wire;

import java.util.Arrays;
import java.util.function.IntToLongFunction;

/** A growing column of longs. */
final class Longs {
  private long[] values = new long[0];
  private int size;

  void add(int count, IntToLongFunction piece) {
    if (count > values.length - size) {
      values = Arrays.copyOf(values, Pieces.grown(size, count));
    }
    for (int k = 0; k < count; k++) {
      values[size++] = piece.applyAsLong(k);
    }
  }

  int size() {
    return size;
  }

  long[] toArray() {
    return size == values.length ? values : Arrays.copyOf(values, size);
  }
}
