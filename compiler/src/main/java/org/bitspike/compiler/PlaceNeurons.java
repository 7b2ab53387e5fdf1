package org.bitspike.compiler;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.profile.HardwareProfile.Limits;
import org.bitspike.ir.program.NeuronBlock.Place;

/**
 * Gives every neuron circuits on a core.
 *
 * <p>A neuron gets the smallest number of merged circuits whose fan-in holds its inputs. When the
 * circuits of all neurons are more than there are, the largest neurons shrink first. A neuron that
 * still has more inputs than its circuits take loses the least important ones, each reported.
 * Neurons go to cores in order, each population after the other, each neuron to the first core with
 * room. Where sources outside the chip take circuits, the last ones of the system are theirs.
 */
final class PlaceNeurons implements Pass {

  @Override
  public String id() {
    return "place-neurons";
  }

  @Override
  public String summary() {
    return "merge circuits for fan-in, put neurons on cores, drop synapses that find no place";
  }

  @Override
  public Set<Fact> requires() {
    return Set.of(Fact.MODELLED);
  }

  @Override
  public Set<Fact> provides() {
    return Set.of(Fact.PLACED);
  }

  @Override
  public Draft run(Draft draft, PassContext context) {
    Limits limits = context.profile().limits();
    Map<String, int[]> inputs = fanIn(draft);
    List<Neuron> neurons = new ArrayList<>();
    for (CellPlan cell : draft.cells()) {
      int[] count = inputs.getOrDefault(cell.block(), new int[cell.size()]);
      for (int i = 0; i < cell.size(); i++) {
        neurons.add(new Neuron(cell.block(), i, count[i], merge(limits, count[i])));
      }
    }
    long sources =
        limits.sourcesTakeCircuits()
            ? draft.sources().stream().mapToLong(SourcePlan::size).sum()
            : 0;
    Places places = new Places(limits, neurons, sources);
    if (!places.fit()) {
      long smallest = (long) neurons.size() * limits.merge().get(0);
      long available = (long) limits.cores() * limits.circuitsPerCore();
      context.report(
          Diagnostic.error(
              Code.C_CAPACITY,
              draft.network().source(),
              neurons.size()
                  + " neurons"
                  + (sources > 0 ? " and " + sources + " sources outside the chip" : "")
                  + " need at least "
                  + (smallest + sources)
                  + " circuits, "
                  + context.profile().name()
                  + " has "
                  + available));
      return draft;
    }
    List<CellPlan> cells = draft.cells().stream().map(c -> c.withPlace(places.of(c))).toList();
    // what loses synapses must know them one by one
    Draft placed =
        DrawnLinks.listed(
            draft.withCells(cells), block -> crowded(places, limits, inputs, cells, block));
    DropSynapses drop = new DropSynapses(placed, context, inputs);
    List<Link> links = drop.links();
    report(context, limits, neurons, places, links);
    if (sources > 0) {
      context.use(
          "circuits for sources", sources, limits.cores() * (long) limits.circuitsPerCore());
    }
    return placed.withLinks(links);
  }

  /** Whether a neuron of a block has more inputs than its circuits take. */
  private static boolean crowded(
      Places places, Limits limits, Map<String, int[]> inputs, List<CellPlan> cells, String block) {
    for (CellPlan cell : cells) {
      int[] count = cell.block().equals(block) ? inputs.getOrDefault(block, NONE) : NONE;
      int[] circuits = places.of(cell).circuits();
      for (int n = 0; n < count.length; n++) {
        if (count[n] > (long) circuits[n] * limits.fanInPerCircuit()) {
          return true;
        }
      }
    }
    return false;
  }

  private static final int[] NONE = {};

  /** Kept connections that end on each neuron, over all links. */
  static Map<String, int[]> fanIn(Draft draft) {
    Map<String, int[]> inputs = new HashMap<>();
    draft.cells().forEach(c -> inputs.put(c.block(), new int[c.size()]));
    for (Link link : draft.links()) {
      int[] count = inputs.get(link.post());
      for (int c = 0; count != null && c < link.table().size(); c++) {
        count[link.table().post(c)] += link.isKept(c) ? 1 : 0;
      }
      int[] drawn = link.drawn().map(DrawnLink::fanIn).orElse(new int[0]);
      for (int n = 0; count != null && n < drawn.length; n++) {
        count[n] += drawn[n];
      }
    }
    return inputs;
  }

  private static int merge(Limits limits, int inputs) {
    return limits.merge().stream()
        .filter(m -> (long) m * limits.fanInPerCircuit() >= inputs)
        .findFirst()
        .orElse(limits.merge().get(limits.merge().size() - 1));
  }

  private static void report(
      PassContext context, Limits limits, List<Neuron> neurons, Places places, List<Link> links) {
    long circuits = neurons.stream().mapToLong(n -> n.circuits).sum();
    long synapses = links.stream().mapToLong(Link::keptCount).sum();
    long available = (long) limits.cores() * limits.circuitsPerCore();
    context.use("neuron circuits", circuits, available);
    context.use("cores", places.coresUsed(), limits.cores());
    context.use(
        "inputs of the neuron with most",
        neurons.stream().mapToLong(n -> n.inputs).max().orElse(0),
        (long) limits.fanInPerCircuit() * limits.merge().get(limits.merge().size() - 1));
    context.use("synapses", synapses, available * limits.fanInPerCircuit());
  }

  /** A neuron with what it needs. */
  private static final class Neuron {
    final String block;
    final int index;
    final int inputs;
    int circuits;

    Neuron(String block, int index, int inputs, int circuits) {
      this.block = block;
      this.index = index;
      this.inputs = inputs;
      this.circuits = circuits;
    }
  }

  /** Finds places, shrinking neurons until they fit. */
  private static final class Places {
    private final Limits limits;
    private final List<Neuron> neurons;
    private final long reserved;
    private final Map<String, Place> places = new HashMap<>();
    private int coresUsed;

    Places(Limits limits, List<Neuron> neurons, long reserved) {
      this.limits = limits;
      this.neurons = neurons;
      this.reserved = reserved;
    }

    Place of(CellPlan cell) {
      return places.getOrDefault(cell.block(), new Place(new int[0], new int[0], new int[0]));
    }

    int coresUsed() {
      return coresUsed;
    }

    boolean fit() {
      // the largest first; among equals the one with the fewest inputs, which loses least
      PriorityQueue<Neuron> largest =
          new PriorityQueue<>(
              Comparator.<Neuron>comparingInt(n -> -n.circuits)
                  .thenComparingInt(n -> n.inputs)
                  .thenComparing(n -> n.block)
                  .thenComparingInt(n -> n.index));
      largest.addAll(neurons);
      long available = (long) limits.cores() * limits.circuitsPerCore() - reserved;
      long needed = neurons.stream().mapToLong(n -> n.circuits).sum();
      while (needed > available || !pack()) {
        Neuron neuron = largest.poll();
        int smaller = neuron == null ? -1 : limits.merge().indexOf(neuron.circuits) - 1;
        if (neuron == null || smaller < 0) {
          return false;
        }
        needed -= neuron.circuits - limits.merge().get(smaller);
        neuron.circuits = limits.merge().get(smaller);
        largest.add(neuron);
      }
      return true;
    }

    /** First fit, core by core. */
    private boolean pack() {
      int[] free = new int[limits.cores()];
      long forSources = reserved;
      for (int core = free.length - 1; core >= 0; core--) {
        int taken = (int) Math.min(forSources, limits.circuitsPerCore());
        free[core] = limits.circuitsPerCore() - taken;
        forSources -= taken;
      }
      int[] room = free.clone();
      Map<String, List<int[]>> seats = new HashMap<>();
      Map<Integer, Integer> firstOpen = new HashMap<>();
      int used = 0;
      for (Neuron neuron : neurons) {
        int core = firstOpen.getOrDefault(neuron.circuits, 0);
        while (core < free.length && free[core] < neuron.circuits) {
          core++;
        }
        firstOpen.put(neuron.circuits, core);
        if (core == free.length) {
          return false;
        }
        seats
            .computeIfAbsent(neuron.block, b -> new ArrayList<>())
            .add(new int[] {core, room[core] - free[core], neuron.circuits});
        free[core] -= neuron.circuits;
        used = Math.max(used, core + 1);
      }
      places.clear();
      seats.forEach((block, list) -> places.put(block, place(list)));
      coresUsed = used;
      return true;
    }

    private static Place place(List<int[]> seats) {
      int[] core = seats.stream().mapToInt(s -> s[0]).toArray();
      int[] circuit = seats.stream().mapToInt(s -> s[1]).toArray();
      int[] circuits = seats.stream().mapToInt(s -> s[2]).toArray();
      return new Place(core, circuit, circuits);
    }
  }
}
