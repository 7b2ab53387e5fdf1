package org.bitspike.reference;

import java.util.Arrays;

/** All spikes of each neuron of a population, for learning rules that look back. */
final class SpikeHistory {

  static final long NONE = Long.MIN_VALUE;

  private final long[][] ticks;
  private final int[] count;

  SpikeHistory(int size) {
    ticks = new long[size][0];
    count = new int[size];
  }

  void add(int neuron, long tick) {
    int n = count[neuron]++;
    if (n == ticks[neuron].length) {
      ticks[neuron] = Arrays.copyOf(ticks[neuron], Math.max(8, n + (n >> 1)));
    }
    ticks[neuron][n] = tick;
  }

  /** Number of spikes so far. */
  int count(int neuron) {
    return count[neuron];
  }

  /** Tick of a neuron's spike {@code k}, counted from 0. */
  long tick(int neuron, int k) {
    return ticks[neuron][k];
  }

  /** The first spike strictly after a tick. */
  long firstAfter(int neuron, long tick) {
    int at = upperBound(neuron, tick);
    return at < count[neuron] ? ticks[neuron][at] : NONE;
  }

  /** The last spike at or before a tick. */
  long lastNotAfter(int neuron, long tick) {
    int at = upperBound(neuron, tick);
    return at > 0 ? ticks[neuron][at - 1] : NONE;
  }

  /** Number of spikes at or before a tick. */
  private int upperBound(int neuron, long tick) {
    int low = 0;
    int high = count[neuron];
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ticks[neuron][middle] <= tick) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
