package org.bitspike.compiler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.loss.Loss;
import org.bitspike.ir.profile.HardwareProfile.Limits;

/**
 * Drops the least important synapses of neurons that have more inputs than their circuits take;
 * part of placing.
 */
final class DropSynapses {

  private final Draft draft;
  private final PassContext context;
  private final Map<String, int[]> inputs;
  private final Importance importance;
  private final Limits limits;

  DropSynapses(Draft draft, PassContext context, Map<String, int[]> inputs) {
    this.draft = draft;
    this.context = context;
    this.inputs = inputs;
    this.importance = new Importance(draft, context.dt());
    this.limits = context.profile().limits();
  }

  List<Link> links() {
    Map<Integer, boolean[]> kept = new TreeMap<>();
    Map<String, List<Integer>> into = new HashMap<>();
    for (int l = 0; l < draft.links().size(); l++) {
      into.computeIfAbsent(draft.links().get(l).post(), b -> new ArrayList<>()).add(l);
    }
    int done = 0;
    for (CellPlan cell : draft.cells()) {
      new Crowd(cell, into.getOrDefault(cell.block(), List.of())).drop(kept);
      context.progress(++done, draft.cells().size());
    }
    List<Link> links = new ArrayList<>();
    for (int i = 0; i < draft.links().size(); i++) {
      Link link = draft.links().get(i);
      links.add(Optional.ofNullable(kept.get(i)).map(link::withKept).orElse(link));
    }
    return links;
  }

  private long capacity(int circuits) {
    return (long) circuits * limits.fanInPerCircuit();
  }

  /**
   * Neurons of one block with too many inputs, and their synapses in columns: those of one neuron
   * side by side, in the order of the network.
   */
  private final class Crowd {
    private final CellPlan cell;
    private final List<Integer> linksInto;
    private final int[] circuits;
    private final int[] start;
    private final int[] link;
    private final int[] connection;
    private final double[] size;

    Crowd(CellPlan cell, List<Integer> linksInto) {
      this.cell = cell;
      this.linksInto = linksInto;
      this.circuits = cell.place().orElseThrow().circuits();
      int[] count = inputs.getOrDefault(cell.block(), new int[cell.size()]);
      start = new int[cell.size() + 1];
      for (int n = 0; n < cell.size(); n++) {
        start[n + 1] = start[n] + (count[n] > capacity(circuits[n]) ? count[n] : 0);
      }
      link = new int[start[cell.size()]];
      connection = new int[link.length];
      size = new double[link.length];
    }

    void drop(Map<Integer, boolean[]> kept) {
      if (link.length == 0) {
        return;
      }
      gather();
      for (int n = 0; n < cell.size(); n++) {
        if (start[n + 1] > start[n]) {
          drop(n, kept);
        }
      }
    }

    private void gather() {
      int[] next = start.clone();
      for (int l : linksInto) {
        Link own = draft.links().get(l);
        double perWeight = importance.perWeight(own);
        for (int c = 0; c < own.table().size(); c++) {
          int neuron = own.table().post(c);
          if (start[neuron + 1] > start[neuron] && own.isKept(c)) {
            int at = next[neuron]++;
            link[at] = l;
            connection[at] = c;
            size[at] = Math.abs(own.table().weight(c)) * perWeight;
          }
        }
      }
    }

    /** Drops the least important; of equally important ones what comes last in the network. */
    private void drop(int neuron, Map<Integer, boolean[]> kept) {
      int from = start[neuron];
      int to = start[neuron + 1];
      int excess = (int) (to - from - capacity(circuits[neuron]));
      double[] sorted = Arrays.copyOfRange(size, from, to);
      Arrays.sort(sorted);
      double limit = sorted[excess - 1];
      int equals = 0;
      while (equals < excess && sorted[excess - 1 - equals] == limit) {
        equals++;
      }
      boolean[] lost = new boolean[to - from];
      for (int at = to - 1; at >= from; at--) {
        lost[at - from] = size[at] < limit || (size[at] == limit && equals-- > 0);
      }
      double total = Arrays.stream(sorted).sum();
      String remedy =
          remedy(lost.length, excess, share(Arrays.stream(sorted, 0, excess).sum(), total));
      report(neuron, from, lost, total, remedy, kept);
    }

    private void report(
        int neuron,
        int from,
        boolean[] lost,
        double total,
        String remedy,
        Map<Integer, boolean[]> kept) {
      for (int at = from; at < from + lost.length; ) {
        int l = link[at];
        int end = at;
        int count = 0;
        while (end < from + lost.length && link[end] == l) {
          count += lost[end++ - from] ? 1 : 0;
        }
        if (count > 0) {
          Link own = draft.links().get(l);
          boolean[] flags = kept.computeIfAbsent(l, x -> flags(own));
          int[] gone = new int[count];
          double gonesSize = 0;
          int next = 0;
          for (int k = at; k < end; k++) {
            if (lost[k - from]) {
              flags[connection[k]] = false;
              gone[next++] = connection[k];
              gonesSize += size[k];
            }
          }
          context.lose(loss(neuron, lost.length, total, own, gone, gonesSize, remedy));
        }
        at = end;
      }
    }

    private static boolean[] flags(Link link) {
      boolean[] flags = new boolean[link.table().size()];
      for (int c = 0; c < flags.length; c++) {
        flags[c] = link.isKept(c);
      }
      return flags;
    }

    private Loss loss(
        int neuron,
        int actual,
        double total,
        Link own,
        int[] gone,
        double importanceLost,
        String remedy) {
      long limit = capacity(circuits[neuron]);
      return new Loss.LostSynapses(
          Code.C_FAN_IN,
          "place-neurons",
          "neuron "
              + cell.block()
              + "["
              + neuron
              + "] takes "
              + limit
              + " inputs with "
              + circuits[neuron]
              + " circuits, the model gives it "
              + actual
              + ": "
              + gone.length
              + " of "
              + own.projection()
              + " are lost ("
              + share(importanceLost, total)
              + " of the neuron's weight)",
          remedy,
          own.where(gone[0]),
          own.projection(),
          neuron,
          limit,
          actual,
          gone,
          importanceLost,
          total);
    }
  }

  private static String share(double importance, double total) {
    return String.format(Locale.ROOT, "%.2g %%", total > 0 ? 100 * importance / total : 0);
  }

  /** The smallest change of the chip or of the model with which nothing would be lost. */
  private String remedy(int actual, int excess, String share) {
    String model =
        ", or leave out the "
            + excess
            + " smallest of its "
            + actual
            + " inputs ("
            + share
            + " of its weight)";
    long circuits = (actual + limits.fanInPerCircuit() - 1L) / limits.fanInPerCircuit();
    int largest = limits.merge().get(limits.merge().size() - 1);
    if (circuits <= largest) {
      return "use a profile with more cores (--set limits.cores=...), so that "
          + circuits
          + " circuits can be merged for each such neuron"
          + model;
    }
    long wanted =
        Long.highestOneBit(circuits) < circuits ? Long.highestOneBit(circuits) << 1 : circuits;
    List<Long> merge = new ArrayList<>();
    limits.merge().forEach(m -> merge.add((long) m));
    merge.add(wanted);
    return "merge "
        + wanted
        + " circuits (--set limits.merge="
        + merge.toString().replace(" ", "")
        + ")"
        + model;
  }
}
