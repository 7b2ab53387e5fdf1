package org.bitspike.reference;

import java.util.Optional;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Projection;

/**
 * The connections of a projection sorted by source, then by delay unless they learn, else in the
 * order of the table.
 *
 * @param target synapse group; empty when events only teach
 * @param start first connection of each source, and one more
 * @param instance instance of the synapse group that each connection drives
 * @param weight weights in model units; learning changes them
 * @param delay in ticks; 0 acts at once
 * @param delaySeconds the same as written
 * @param connection index in the projection's table; empty when nothing is learned
 * @param post target of each connection; empty when nothing is learned
 * @param longestDelay greatest of the delays
 * @param isUniform whether all delays are the same
 */
@SuppressWarnings("ArrayRecordComponent")
record Axons(
    Projection projection,
    Optional<Group> target,
    int[] start,
    int[] instance,
    double[] weight,
    int[] delay,
    double[] delaySeconds,
    int[] connection,
    int[] post,
    int longestDelay,
    boolean isUniform) {

  /**
   * Sorts a table.
   *
   * @param instanceOf synapse instance of each connection of the table; empty when there is no
   *     synapse
   * @param never a delay in ticks at which an event can no longer arrive within the run
   */
  static Axons of(
      Projection projection,
      ConnectionTable table,
      int preSize,
      Optional<Group> target,
      int[] instanceOf,
      double dt,
      long never) {
    int n = table.size();
    boolean learns = projection.plasticity().isPresent();
    int[] ticks = new int[n];
    int longest = 0;
    for (int c = 0; c < n; c++) {
      ticks[c] = delayTicks(table.delaySeconds(c), dt, never);
      longest = Math.max(longest, ticks[c]);
    }
    int[] order = identity(n);
    if (!learns) {
      order = stableSort(order, ticks, longest + 1);
    }
    int[] pre = new int[n];
    for (int c = 0; c < n; c++) {
      pre[c] = table.pre(c);
    }
    order = stableSort(order, pre, preSize);
    int[] start = new int[preSize + 1];
    for (int c = 0; c < n; c++) {
      start[pre[c] + 1]++;
    }
    for (int p = 0; p < preSize; p++) {
      start[p + 1] += start[p];
    }
    int[] instance = new int[n];
    double[] weight = new double[n];
    int[] delay = new int[n];
    double[] seconds = new double[n];
    int[] post = new int[learns ? n : 0];
    for (int k = 0; k < n; k++) {
      int c = order[k];
      instance[k] = instanceOf.length == 0 ? -1 : instanceOf[c];
      weight[k] = table.weight(c);
      delay[k] = ticks[c];
      seconds[k] = table.delaySeconds(c);
      if (learns) {
        post[k] = table.post(c);
      }
    }
    return new Axons(
        projection,
        target,
        start,
        instance,
        weight,
        delay,
        seconds,
        learns ? order : new int[0],
        post,
        longest,
        isUniform(seconds));
  }

  /** Whether any event acts in the step in which it is sent. */
  boolean actsAtOnce() {
    for (int ticks : delay) {
      if (ticks == 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean isUniform(double[] seconds) {
    for (double s : seconds) {
      if (s != seconds[0]) {
        return false;
      }
    }
    return true;
  }

  /**
   * An event arrives in the first step that begins no earlier than its delay after the step in
   * which it was sent. A millionth of a step is forgiven, so that a delay that is a whole number of
   * steps but for rounding is that number.
   */
  static int delayTicks(double seconds, double dt, long never) {
    if (!(seconds > 0)) {
      return 0;
    }
    double ticks = Math.max(1, Math.ceil(seconds / dt - 1e-6));
    double most = (double) Math.min(never, Integer.MAX_VALUE - 8);
    return (int) Math.min(ticks, most);
  }

  private static int[] identity(int n) {
    int[] order = new int[n];
    for (int c = 0; c < n; c++) {
      order[c] = c;
    }
    return order;
  }

  /** Sorts by key, keeping the order of equal keys; counts when keys are few, else compares. */
  private static int[] stableSort(int[] order, int[] key, int keys) {
    if (keys > 4L * order.length + 1024) {
      return java.util.Arrays.stream(order)
          .boxed()
          .sorted(java.util.Comparator.comparingInt(c -> key[c]))
          .mapToInt(Integer::intValue)
          .toArray();
    }
    int[] at = new int[keys + 1];
    for (int c : order) {
      at[key[c] + 1]++;
    }
    for (int k = 0; k < keys; k++) {
      at[k + 1] += at[k];
    }
    int[] sorted = new int[order.length];
    for (int c : order) {
      sorted[at[key[c]]++] = c;
    }
    return sorted;
  }
}
