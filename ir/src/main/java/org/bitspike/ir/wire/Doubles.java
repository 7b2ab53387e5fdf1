package org.bitspike.ir.wire;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** A growing column of doubles. */
final class Doubles {
  private double[] values = new double[0];
  private int size;

  void add(int count, IntToDoubleFunction piece) {
    if (count > values.length - size) {
      values = Arrays.copyOf(values, Pieces.grown(size, count));
    }
    for (int k = 0; k < count; k++) {
      values[size++] = piece.applyAsDouble(k);
    }
  }

  int size() {
    return size;
  }

  double[] toArray() {
    return size == values.length ? values : Arrays.copyOf(values, size);
  }
}
