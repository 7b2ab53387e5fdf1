package org.bitspike.reference;

import java.util.BitSet;

/**
 * Steps a population by its kernel, and leaves to the general code the members that emit an event,
 * change their regime, or cease to be finite. Members come in order: what an earlier one does to a
 * later one without delay is done before the later one steps, as in the general code.
 */
final class ColumnRun {

  private final Group population;
  private final ColumnKernel kernel;
  private final double[][] arrays;
  private final BitSet special;
  private final int vectorLength;

  ColumnRun(LanePlan plan, Group population, int longestVector) {
    this.population = population;
    this.vectorLength =
        plan.takesVectors() && population.size >= 2 * longestVector ? longestVector : 0;
    LaneArrays layout = new LaneArrays(plan.order());
    this.kernel = new ColumnCompiler(plan, layout, vectorLength).compile();
    this.arrays = layout.toArray();
    this.special = plan.special();
  }

  /** Advances all members to time {@code t}. */
  void advance(double t) {
    advance(t, 0, population.size, this);
  }

  /**
   * Advances members {@code from} to {@code to}, exclusive.
   *
   * @param general held while the general code runs, which works for one thread at a time
   */
  void advance(double t, int from, int to, Object general) {
    int at = from;
    while (at < to) {
      int next = special.nextSetBit(at);
      int end = next < 0 || next > to ? to : next;
      ordinary(t, at, end, general);
      if (end < to) {
        general(t, end, general);
      }
      at = end + 1;
    }
  }

  private void general(double t, int member, Object general) {
    synchronized (general) {
      population.advance(member, t);
    }
  }

  private void ordinary(double t, int from, int to, Object general) {
    int at = from;
    while (at < to) {
      if (vectorLength > 0 && at + vectorLength <= to) {
        at = kernel.together(arrays, t, at, to);
      }
      int end = vectorLength > 0 ? Math.min(to, at + vectorLength) : to;
      while (at < end) {
        at = kernel.oneByOne(arrays, t, at, end);
        if (at < end) {
          general(t, at, general);
          at++;
        }
      }
    }
  }
}
