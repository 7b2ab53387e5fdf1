package org.bitspike.ir.wire;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/** A growing column of ints. */
final class Ints {
  private int[] values = new int[0];
  private int size;

  void add(int count, IntUnaryOperator piece) {
    if (count > values.length - size) {
      values = Arrays.copyOf(values, Pieces.grown(size, count));
    }
    for (int k = 0; k < count; k++) {
      values[size++] = piece.applyAsInt(k);
    }
  }

  int size() {
    return size;
  }

  int[] toArray() {
    return size == values.length ? values : Arrays.copyOf(values, size);
  }
}
