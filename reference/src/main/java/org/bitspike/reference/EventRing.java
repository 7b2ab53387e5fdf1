package org.bitspike.reference;

import java.util.Arrays;

/**
 * Events on their way: for each tick to come, runs of connections that are due then, in the order
 * they were sent.
 */
final class EventRing {

  /** Takes a run of connections that is due. */
  interface Receiver {
    void deliver(int axons, int from, int to);
  }

  private static final int WIDTH = 3;

  private final int[][] due;
  private final int[] length;

  EventRing(int longestDelay) {
    due = new int[longestDelay + 1][0];
    length = new int[longestDelay + 1];
  }

  /**
   * Sends connections {@code from} to {@code to}, exclusive, so that they arrive at {@code tick}.
   */
  void send(long tick, int axons, int from, int to) {
    int slot = (int) (tick % due.length);
    int at = length[slot];
    if (at + WIDTH > due[slot].length) {
      due[slot] = Arrays.copyOf(due[slot], Math.max(12, 2 * at));
    }
    due[slot][at] = axons;
    due[slot][at + 1] = from;
    due[slot][at + 2] = to;
    length[slot] = at + WIDTH;
  }

  /** Delivers what is due at a tick. */
  void deliver(long tick, Receiver receiver) {
    int slot = (int) (tick % due.length);
    int n = length[slot];
    int[] events = due[slot];
    for (int e = 0; e < n; e += WIDTH) {
      receiver.deliver(events[e], events[e + 1], events[e + 2]);
    }
    length[slot] = 0;
  }
}
