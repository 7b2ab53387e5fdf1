package org.bitspike.frontends.lems;

import java.util.Arrays;

/**
 * Places on morphologies, in columns that exist only once a place other than the middle of segment
 * 0 is written: most networks have none.
 */
final class Places {

  /** Where a connection ends whose place is not written. */
  static final double MIDDLE = 0.5;

  private int[] segments = new int[0];
  private double[] fractions = new double[0];

  void segment(int row, int id) {
    if (id != 0 || row < segments.length) {
      reach(row);
      segments[row] = id;
    }
  }

  void fraction(int row, double along) {
    if (along != MIDDLE || row < fractions.length) {
      reach(row);
      fractions[row] = along;
    }
  }

  /** Forgets the place of a row. */
  void reset(int row) {
    if (row < segments.length) {
      segments[row] = 0;
      fractions[row] = MIDDLE;
    }
  }

  int segment(int row) {
    return row < segments.length ? segments[row] : 0;
  }

  double fraction(int row) {
    return row < fractions.length ? fractions[row] : MIDDLE;
  }

  boolean used() {
    return segments.length > 0;
  }

  /** The first segments as a column. */
  int[] segments(int size) {
    return Arrays.copyOf(segments, size);
  }

  /** The first fractions as a column. */
  double[] fractions(int size) {
    double[] column = Arrays.copyOf(fractions, size);
    if (size > fractions.length) {
      Arrays.fill(column, fractions.length, size, MIDDLE);
    }
    return column;
  }

  private void reach(int row) {
    if (row >= segments.length) {
      int from = segments.length;
      int grown = row + (row >> 1) + 8;
      segments = Arrays.copyOf(segments, grown);
      fractions = Arrays.copyOf(fractions, grown);
      Arrays.fill(fractions, from, grown, MIDDLE);
    }
  }
}
