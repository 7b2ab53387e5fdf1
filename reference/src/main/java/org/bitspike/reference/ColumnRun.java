package org.bitspike.reference;

import java.util.Arrays;

/**
 * Steps a population by its kernel, and leaves to the general code the members that emit an event,
 * change their regime, or cease to be finite. Members come in order: what an earlier one does to a
 * later one without delay is done before the later one steps, as in the general code.
 */
final class ColumnRun {

  /** Members stepped together; few enough that stepping them again after an event costs little. */
  private static final int BLOCK = 128;

  /** Fewer members than this are stepped one by one. */
  private static final int FEWEST_TOGETHER = 16;

  /** Steps for which a block divides as written after a dividend was too small. */
  private static final int PATIENCE = 64;

  private final Group population;
  private final ColumnKernel kernel;
  private final double[][] arrays;
  private final double[] flag;
  private final double[][] kept;
  private final double[][] backup;
  private final int[] plainFor;
  private final boolean together;

  ColumnRun(LanePlan plan, Group population, boolean fusedMultiply) {
    this.population = population;
    LaneArrays layout = new LaneArrays(plan.order(), population.size);
    ColumnCompiler compiler = new ColumnCompiler(plan, layout);
    this.kernel = compiler.compile();
    this.arrays = layout.toArray();
    this.flag = arrays[layout.own()];
    this.together = plan.isStraight() && population.size >= FEWEST_TOGETHER;
    this.kept = compiler.carried().stream().mapToObj(k -> arrays[k]).toArray(double[][]::new);
    this.backup = new double[kept.length][BLOCK];
    this.plainFor = new int[(population.size + BLOCK - 1) / BLOCK];
    if (!fusedMultiply) {
      Arrays.fill(plainFor, Integer.MAX_VALUE);
    }
  }

  /** Advances all members to time {@code t}. */
  void advance(double t) {
    int size = population.size;
    if (!together) {
      oneByOne(t, 0, size);
      return;
    }
    for (int from = 0; from < size; from += BLOCK) {
      block(t, from, Math.min(size, from + BLOCK));
    }
  }

  private void oneByOne(double t, int from, int to) {
    int at = kernel.oneByOne(arrays, t, from, to);
    while (at < to) {
      population.advance(at, t);
      at = kernel.oneByOne(arrays, t, at + 1, to);
    }
  }

  private void block(double t, int from, int to) {
    int at = from;
    while (to - at >= FEWEST_TOGETHER) {
      save(at, to);
      int answer = answer(t, at, to);
      if (answer == ColumnKernel.DONE) {
        return;
      }
      int stopped = at;
      while (stopped < to && flag[stopped] < 0) {
        stopped++;
      }
      restore(at, stopped, to);
      population.advance(stopped, t);
      at = stopped + 1;
    }
    oneByOne(t, at, to);
  }

  private int answer(double t, int from, int to) {
    int block = from / BLOCK;
    if (plainFor[block] > 0) {
      plainFor[block]--;
      return kernel.together(arrays, t, from, to);
    }
    int answer = kernel.fast(arrays, t, from, to);
    if (answer == ColumnKernel.TOO_SMALL) {
      restore(from, from, to);
      plainFor[block] = PATIENCE;
      return kernel.together(arrays, t, from, to);
    }
    return answer;
  }

  private void save(int from, int to) {
    for (int k = 0; k < kept.length; k++) {
      System.arraycopy(kept[k], from, backup[k], 0, to - from);
    }
  }

  /** Undoes members {@code stopped} to {@code to} of those saved from {@code from} on. */
  private void restore(int from, int stopped, int to) {
    for (int k = 0; k < kept.length; k++) {
      System.arraycopy(backup[k], stopped - from, kept[k], stopped, to - stopped);
    }
  }
}
