package org.bitspike.reference;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Runs timers: each host has the same ones, asleep until their time, awake until they can never act
 * again.
 */
final class TimerQueue {

  private final Group group;
  private final int perHost;
  private final double[] wake;
  private final int[] order;
  private final int[] next;
  private final int[][] awake;
  private final int[] awakeCount;
  private final int[] latchColumn;
  private final double[] latchValue;

  /**
   * Makes the queue.
   *
   * @param wake time before which timer {@code k} does nothing
   */
  TimerQueue(Group group, int hosts, double[] wake, List<Optional<TimerAnalysis.Latch>> latches) {
    this.group = group;
    this.perHost = wake.length;
    this.wake = wake.clone();
    order =
        IntStream.range(0, wake.length)
            .boxed()
            .sorted(Comparator.comparingDouble(k -> wake[k]))
            .mapToInt(Integer::intValue)
            .toArray();
    next = new int[hosts];
    awake = new int[hosts][0];
    awakeCount = new int[hosts];
    boolean mayEnd = latches.stream().allMatch(Optional::isPresent);
    latchColumn =
        mayEnd
            ? latches.stream().mapToInt(l -> group.columnOfState(l.orElseThrow().state())).toArray()
            : new int[0];
    latchValue =
        mayEnd
            ? latches.stream().mapToDouble(l -> l.orElseThrow().value()).toArray()
            : new double[0];
  }

  void advance(int host, double t) {
    while (next[host] < perHost && wake[order[next[host]]] <= t) {
      rouse(host, order[next[host]++]);
    }
    if (awakeCount[host] > 0) {
      step(host, t);
    }
  }

  /** Keeps timers that are awake in their own order, in which they act within a step. */
  private void rouse(int host, int k) {
    int n = awakeCount[host]++;
    if (n == awake[host].length) {
      awake[host] = Arrays.copyOf(awake[host], Math.max(4, 2 * n));
    }
    int[] list = awake[host];
    int at = n;
    while (at > 0 && list[at - 1] > k) {
      list[at] = list[at - 1];
      at--;
    }
    list[at] = k;
  }

  private void step(int host, double t) {
    int[] list = awake[host];
    int kept = 0;
    int n = awakeCount[host];
    for (int e = 0; e < n; e++) {
      int instance = host * perHost + list[e];
      group.code().step(instance, t);
      if (!isSpent(instance)) {
        list[kept++] = list[e];
      }
    }
    awakeCount[host] = kept;
  }

  private boolean isSpent(int instance) {
    if (latchColumn.length == 0) {
      return false;
    }
    GroupCode code = group.code();
    for (int c = 0; c < latchColumn.length; c++) {
      if (code.columns[latchColumn[c]][instance] == latchValue[c]) {
        return false;
      }
    }
    return true;
  }
}
