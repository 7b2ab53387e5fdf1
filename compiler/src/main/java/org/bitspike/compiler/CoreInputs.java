package org.bitspike.compiler;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who reaches whom: for each neuron its sources and how many synapses each of them has on it.
 * Members of all blocks are numbered, neurons first, in the draft's order.
 */
final class CoreInputs {

  private final int neurons;
  private final int members;
  private final int[][] sources;
  private final int[][] synapses;
  private final boolean[] reaches;

  CoreInputs(Draft draft) {
    Map<String, Integer> first = new LinkedHashMap<>();
    int next = 0;
    for (CellPlan cell : draft.cells()) {
      first.put(cell.block(), next);
      next += cell.size();
    }
    neurons = next;
    for (SourcePlan source : draft.sources()) {
      first.put(source.block(), next);
      next += source.size();
    }
    members = next;
    int[] count = new int[neurons];
    each(draft, first, (source, neuron) -> count[neuron]++);
    sources = new int[neurons][];
    synapses = new int[neurons][];
    for (int n = 0; n < neurons; n++) {
      sources[n] = new int[count[n]];
    }
    Arrays.fill(count, 0);
    each(draft, first, (source, neuron) -> sources[neuron][count[neuron]++] = source);
    reaches = new boolean[members];
    for (int n = 0; n < neurons; n++) {
      group(n);
      for (int source : sources[n]) {
        reaches[source] = true;
      }
    }
  }

  /** Takes a connection. */
  private interface Taker {
    void take(int source, int neuron);
  }

  private static void each(Draft draft, Map<String, Integer> first, Taker taker) {
    for (Link link : draft.links()) {
      if (draft.cell(link.post()).isEmpty()) {
        continue;
      }
      int pre = Optional.ofNullable(first.get(link.pre())).orElseThrow();
      int post = Optional.ofNullable(first.get(link.post())).orElseThrow();
      for (int c = 0; c < link.table().size(); c++) {
        if (link.isKept(c)) {
          taker.take(pre + link.table().pre(c), post + link.table().post(c));
        }
      }
    }
  }

  private void group(int neuron) {
    int[] all = sources[neuron];
    Arrays.sort(all);
    int[] own = new int[all.length];
    int[] times = new int[all.length];
    int size = 0;
    for (int k = 0; k < all.length; k++) {
      if (k == 0 || all[k] != all[k - 1]) {
        own[size++] = all[k];
      }
      times[size - 1]++;
    }
    sources[neuron] = Arrays.copyOf(own, size);
    synapses[neuron] = Arrays.copyOf(times, size);
  }

  int neurons() {
    return neurons;
  }

  /** Number of neurons and sources outside the chip. */
  int members() {
    return members;
  }

  /** Whether a neuron or source outside the chip reaches any neuron. */
  boolean reaches(int member) {
    return reaches[member];
  }

  /** Sources of a neuron, ascending. */
  int[] sources(int neuron) {
    return sources[neuron];
  }

  /** For each source of a neuron its number of synapses on it. */
  int[] synapses(int neuron) {
    return synapses[neuron];
  }
}
