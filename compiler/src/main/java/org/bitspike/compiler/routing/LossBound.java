package org.bitspike.compiler.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * How many synapses no routing can realise, given places and buses; whatever the switches allow.
 *
 * <p>On a core there are {@code zones * lanes * rows} half rows, of which each has one bus and one
 * port, and holds no more synapses of a neuron than that has circuits in one zone and lane. With
 * {@code x} half rows, a bus and port serve at most {@code sum over neurons of min(d, m * x)}
 * synapses, where the neuron has {@code d} of them and {@code m} circuits. That is concave in
 * {@code x}, so that the best that all of them can do together is the sum of the largest
 * increments, as many as there are half rows. Synapses of members without a bus are lost besides.
 */
final class LossBound {

  private final Chip chip;
  private final Traffic traffic;
  private final Groups groups;
  private final int buses;
  private final int[] physical;

  LossBound(Chip chip, Traffic traffic, Groups groups, int buses) {
    this.chip = chip;
    this.traffic = traffic;
    this.groups = groups;
    this.buses = buses;
    physical = chip.halfRows();
  }

  long synapses() {
    long most = 0;
    for (int core = 0; core < chip.cores(); core++) {
      most += most(core);
    }
    return traffic.size() - most;
  }

  private long most(int core) {
    int[] increments = new int[0];
    for (int bus = 0; bus < buses; bus++) {
      TreeMap<Integer, List<Integer>> byPort = new TreeMap<>();
      for (int at = groups.first(bus, core); at < groups.end(bus, core); at++) {
        byPort
            .computeIfAbsent(traffic.port()[groups.synapse(at)], p -> new ArrayList<>())
            .add(traffic.post()[groups.synapse(at)]);
      }
      for (List<Integer> targets : byPort.values()) {
        int[] own = increments(targets);
        int size = increments.length;
        increments = Arrays.copyOf(increments, size + own.length);
        System.arraycopy(own, 0, increments, size, own.length);
      }
    }
    Arrays.sort(increments);
    long sum = 0;
    for (int k = Math.max(0, increments.length - physical[core]); k < increments.length; k++) {
      sum += increments[k];
    }
    return sum;
  }

  /** What each further half row of one bus and port serves, falling. */
  private int[] increments(List<Integer> targets) {
    int[] sorted = targets.stream().mapToInt(t -> t).sorted().toArray();
    int[] served = new int[8];
    int from = 0;
    for (int k = 1; k <= sorted.length; k++) {
      if (k < sorted.length && sorted[k] == sorted[from]) {
        continue;
      }
      int width = chip.widest(traffic.circuit()[sorted[from]], traffic.circuits()[sorted[from]]);
      int left = width == 0 ? 0 : k - from;
      for (int x = 0; left > 0; x++) {
        served = x < served.length ? served : Arrays.copyOf(served, 2 * x);
        served[x] += Math.min(width, left);
        left -= width;
      }
      from = k;
    }
    return Arrays.stream(served).filter(s -> s > 0).toArray();
  }
}
