package org.bitspike.compiler.routing;

import java.util.Arrays;
import java.util.List;

/** Synapses in the order of the buses that they come from, and for a bus of their cores. */
final class Groups {

  private final int cores;
  private final int[] start;
  private final int[] order;

  /**
   * Sorts.
   *
   * @param on members of each bus
   */
  Groups(Chip chip, Traffic traffic, List<List<Integer>> on, int[] busOf) {
    cores = chip.cores();
    Arrays.fill(busOf, -1);
    for (int b = 0; b < on.size(); b++) {
      for (int m : on.get(b)) {
        busOf[m] = b;
      }
    }
    start = new int[on.size() * cores + 1];
    for (int s = 0; s < traffic.size(); s++) {
      int group = group(traffic, busOf, s);
      if (group >= 0) {
        start[group + 1]++;
      }
    }
    Arrays.parallelPrefix(start, Integer::sum);
    order = new int[start[start.length - 1]];
    int[] next = Arrays.copyOf(start, start.length - 1);
    for (int s = 0; s < traffic.size(); s++) {
      int group = group(traffic, busOf, s);
      if (group >= 0) {
        order[next[group]++] = s;
      }
    }
  }

  private int group(Traffic traffic, int[] busOf, int synapse) {
    int bus = busOf[traffic.pre()[synapse]];
    return bus < 0 ? -1 : bus * cores + traffic.core()[traffic.post()[synapse]];
  }

  int first(int bus, int core) {
    return start[bus * cores + core];
  }

  int end(int bus, int core) {
    return start[bus * cores + core + 1];
  }

  /** The synapse at a place in the order. */
  int synapse(int at) {
    return order[at];
  }
}
