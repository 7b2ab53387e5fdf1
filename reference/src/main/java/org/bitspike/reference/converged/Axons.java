package org.bitspike.reference.converged;

import java.util.stream.IntStream;
import org.bitspike.ir.network.ConnectionTable;

/**
 * The connections of one projection, by source, then by delay, then in the order of the table.
 *
 * @param start first connection of each source, and one more
 * @param unit target of each
 * @param part of the target that takes the event
 * @param weightSlot where its weight goes first; negative for nowhere
 */
@SuppressWarnings("ArrayRecordComponent")
record Axons(
    int[] start, int[] unit, int[] part, int[] weightSlot, double[] weight, double[] delay) {

  static Axons of(ConnectionTable table, int sources, int[] unit, int[] part, int[] weightSlot) {
    int n = table.size();
    int[] start = new int[sources + 1];
    for (int c = 0; c < n; c++) {
      start[table.pre(c) + 1]++;
    }
    for (int s = 0; s < sources; s++) {
      start[s + 1] += start[s];
    }
    int[] bySource = new int[n];
    int[] next = start.clone();
    for (int c = 0; c < n; c++) {
      bySource[next[table.pre(c)]++] = c;
    }
    int[] u = new int[n];
    int[] p = new int[n];
    int[] w = new int[n];
    double[] weight = new double[n];
    double[] delay = new double[n];
    for (int s = 0; s < sources; s++) {
      int[] sorted =
          IntStream.range(start[s], start[s + 1])
              .map(k -> bySource[k])
              .boxed()
              .sorted(java.util.Comparator.comparingDouble(table::delaySeconds))
              .mapToInt(Integer::intValue)
              .toArray();
      for (int k = 0; k < sorted.length; k++) {
        int c = sorted[k];
        int at = start[s] + k;
        u[at] = unit[c];
        p[at] = part[c];
        w[at] = weightSlot[c];
        weight[at] = table.weight(c);
        delay[at] = table.delaySeconds(c);
      }
    }
    return new Axons(start, u, p, w, weight, delay);
  }
}
