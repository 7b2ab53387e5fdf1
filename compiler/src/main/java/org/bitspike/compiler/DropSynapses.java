package org.bitspike.compiler;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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

  /** One synapse of a neuron that has too many. */
  private record Candidate(int link, int connection, double importance) {}

  List<Link> links() {
    Map<Integer, boolean[]> kept = new LinkedHashMap<>();
    for (CellPlan cell : draft.cells()) {
      dropFor(cell, kept);
    }
    List<Link> links = new ArrayList<>();
    for (int i = 0; i < draft.links().size(); i++) {
      Link link = draft.links().get(i);
      links.add(Optional.ofNullable(kept.get(i)).map(link::withKept).orElse(link));
    }
    return links;
  }

  private void dropFor(CellPlan cell, Map<Integer, boolean[]> kept) {
    int[] count = inputs.getOrDefault(cell.block(), new int[0]);
    int[] circuits = cell.place().orElseThrow().circuits();
    Map<Integer, List<Candidate>> crowded = new LinkedHashMap<>();
    for (int n = 0; n < cell.size(); n++) {
      if (count[n] > capacity(circuits[n])) {
        crowded.put(n, new ArrayList<>(count[n]));
      }
    }
    if (crowded.isEmpty()) {
      return;
    }
    for (int l = 0; l < draft.links().size(); l++) {
      Link link = draft.links().get(l);
      for (int c = 0; link.post().equals(cell.block()) && c < link.table().size(); c++) {
        List<Candidate> list = crowded.get(link.table().post(c));
        if (list != null && link.isKept(c)) {
          list.add(new Candidate(l, c, importance.of(link, c)));
        }
      }
    }
    crowded.forEach((neuron, list) -> drop(cell, neuron, circuits[neuron], list, kept));
  }

  private long capacity(int circuits) {
    return (long) circuits * limits.fanInPerCircuit();
  }

  private void drop(
      CellPlan cell, int neuron, int circuits, List<Candidate> all, Map<Integer, boolean[]> kept) {
    double total = all.stream().mapToDouble(Candidate::importance).sum();
    List<Candidate> byImportance = new ArrayList<>(all);
    // ties: what comes last in the network goes first
    byImportance.sort(
        Comparator.comparingDouble(Candidate::importance)
            .thenComparing(Comparator.comparingInt(Candidate::link).reversed())
            .thenComparing(Comparator.comparingInt(Candidate::connection).reversed()));
    int excess = (int) (all.size() - capacity(circuits));
    Map<Integer, List<Candidate>> lostByLink = new LinkedHashMap<>();
    for (Candidate lost : byImportance.subList(0, excess)) {
      Link link = draft.links().get(lost.link());
      boolean[] flags =
          kept.computeIfAbsent(
              lost.link(),
              l -> {
                boolean[] fresh = new boolean[link.table().size()];
                for (int c = 0; c < fresh.length; c++) {
                  fresh[c] = link.isKept(c);
                }
                return fresh;
              });
      flags[lost.connection()] = false;
      lostByLink.computeIfAbsent(lost.link(), l -> new ArrayList<>()).add(lost);
    }
    lostByLink.keySet().stream()
        .sorted()
        .forEach(
            l ->
                report(
                    cell,
                    neuron,
                    circuits,
                    all.size(),
                    total,
                    draft.links().get(l),
                    lostByLink.getOrDefault(l, List.of())));
  }

  private void report(
      CellPlan cell,
      int neuron,
      int circuits,
      int actual,
      double total,
      Link link,
      List<Candidate> lost) {
    int[] connections = lost.stream().mapToInt(Candidate::connection).sorted().toArray();
    double importanceLost = lost.stream().mapToDouble(Candidate::importance).sum();
    long limit = capacity(circuits);
    String share = String.format(Locale.ROOT, "%.2g", total > 0 ? 100 * importanceLost / total : 0);
    context.lose(
        new Loss.LostSynapses(
            Code.C_FAN_IN,
            "place-neurons",
            "neuron "
                + cell.block()
                + "["
                + neuron
                + "] takes "
                + limit
                + " inputs with "
                + circuits
                + " circuits, the model gives it "
                + actual
                + ": "
                + connections.length
                + " of "
                + link.projection()
                + " are lost ("
                + share
                + " % of the neuron's weight)",
            remedy(actual, actual - limit),
            link.where(connections[0]),
            link.projection(),
            neuron,
            limit,
            actual,
            connections,
            importanceLost,
            total));
  }

  private String remedy(int actual, long excess) {
    long circuits = (actual + limits.fanInPerCircuit() - 1L) / limits.fanInPerCircuit();
    int largest = limits.merge().get(limits.merge().size() - 1);
    if (circuits <= largest) {
      return "use a profile with more cores (--set limits.cores=...), so that "
          + circuits
          + " circuits can be merged for each such neuron, or give each at most "
          + (actual - excess)
          + " inputs";
    }
    long wanted =
        Long.highestOneBit(circuits) < circuits ? Long.highestOneBit(circuits) << 1 : circuits;
    List<Long> merge = new ArrayList<>();
    limits.merge().forEach(m -> merge.add((long) m));
    merge.add(wanted);
    return "allow "
        + wanted
        + " merged circuits with --set limits.merge="
        + merge.toString().replace(" ", "")
        + ", or give the neuron at most "
        + (actual - excess)
        + " inputs";
  }
}
