package org.bitspike.backends.standard;

import java.util.Arrays;

/** Columns over the members of a population. */
final class Columns {

  private Columns() {}

  /** The column; a single value where all members agree. */
  static double[] of(double[] values) {
    return Arrays.stream(values).allMatch(v -> v == values[0]) ? new double[] {values[0]} : values;
  }
}
