package org.bitspike.frontends.nir;

import java.util.Arrays;

/** Numbers in an array of any number of dimensions, the last one fastest. */
@SuppressWarnings("ArrayRecordComponent") // shared, never changed after construction
record Tensor(int[] shape, double[] values) {

  static Tensor scalar(double value) {
    return new Tensor(new int[0], new double[] {value});
  }

  int size() {
    return values.length;
  }

  /** The value of an element; a single value stands for all. */
  double at(int k) {
    return values.length == 1 ? values[0] : values[k];
  }

  String shapeText() {
    return Arrays.toString(shape);
  }

  static int product(int[] shape) {
    int size = 1;
    for (int n : shape) {
      size = Math.multiplyExact(size, n);
    }
    return size;
  }
}
