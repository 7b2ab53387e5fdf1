package org.bitspike.compiler;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bitspike.compiler.CoreLoads.Resource;
import org.bitspike.compiler.CoreLoads.Shortage;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.profile.HardwareProfile.DelayModel;
import org.bitspike.ir.profile.HardwareProfile.Limits;
import org.bitspike.ir.profile.HardwareProfile.WeightModel;

/**
 * Spreads neurons over more cores where a core has too few input axons, output axons or too little
 * memory for the synapses of those it was given. Where all cores have enough, nothing changes.
 *
 * <p>A core has one input axon, and one row of synapses, for each source that reaches it; one
 * output axon for each pair of one of its neurons and a core which that reaches. Neurons keep their
 * order on the cores and their circuits, and each goes to the first core that has room for it.
 * Where output axons run out, all is packed anew with half as many circuits on each core.
 */
final class SpreadNeurons implements Pass {

  /** Neurons that a core refuses before it counts as full. */
  private static final int PATIENCE = 64;

  @Override
  public String id() {
    return "spread-neurons";
  }

  @Override
  public String summary() {
    return "spread neurons over cores by axons and synaptic memory";
  }

  @Override
  public Set<Fact> requires() {
    return Set.of(Fact.PLACED);
  }

  @Override
  public Set<Fact> provides() {
    return Set.of(Fact.PLACED);
  }

  @Override
  public Draft run(Draft draft, PassContext context) {
    Limits limits = context.profile().limits();
    if (limits.rowsPerCore() == 0
        && limits.axonsOutPerCore() == 0
        && limits.synapseMemory().isEmpty()) {
      return draft;
    }
    // packing looks at every synapse
    return new Spread(DrawnLinks.listed(draft, block -> true), context).run();
  }

  /** One draft being spread. */
  private static final class Spread {
    private final Draft draft;
    private final PassContext context;
    private final Limits limits;
    private final CoreInputs inputs;
    private final int[] circuits;
    private final int[] order;
    private final long reserved;
    private final int[] refusals;
    private int circuitsOfCore;
    private int stuck;
    private final Map<Resource, Integer> full = new EnumMap<>(Resource.class);

    Spread(Draft draft, PassContext context) {
      this.draft = draft;
      this.context = context;
      this.limits = context.profile().limits();
      this.circuitsOfCore = limits.circuitsPerCore();
      this.inputs = new CoreInputs(draft);
      this.circuits = Seats.circuits(draft);
      this.order = Seats.order(draft);
      this.reserved =
          limits.sourcesTakeCircuits()
              ? draft.sources().stream().mapToLong(SourcePlan::size).sum()
              : 0;
      // never more cores than neurons and those that sources from outside may take
      this.refusals = new int[inputs.neurons() + limits.cores() + 1];
    }

    Draft run() {
      CoreLoads loads = loads();
      int[] given = Seats.cores(draft);
      for (int n = 0; n < given.length; n++) {
        loads.add(n, circuits[n], given[n]);
      }
      if (loads.fit()) {
        use(loads);
        return draft;
      }
      CoreLoads spread = loads();
      int[] core = new int[given.length];
      Optional<Shortage> shortage = pack(spread, core);
      // where neurons that stand on a core already need more output axons the further their
      // targets are spread, fewer on each are the way
      while (shortage.filter(s -> s.resource() == Resource.AXONS_OUT).isPresent()
          && circuitsOfCore > largest()) {
        circuitsOfCore = Math.max(largest(), circuitsOfCore / 2);
        spread = loads();
        shortage = pack(spread, core);
      }
      if (shortage.isPresent()) {
        refuse(stuck, shortage.orElseThrow());
        return draft;
      }
      int used = Arrays.stream(core).max().orElse(-1) + 1;
      if (used > limits.cores()) {
        refuse(used);
        return draft;
      }
      use(spread);
      context.use("cores", used, limits.cores());
      return Seats.on(draft, core);
    }

    private int largest() {
      return Arrays.stream(circuits).max().orElse(1);
    }

    /** Gives all neurons cores; what is lacking where one finds none. */
    private Optional<Shortage> pack(CoreLoads loads, int[] core) {
      Arrays.fill(refusals, 0);
      full.clear();
      for (int i = 0; i < core.length; i++) {
        int n = order[i];
        context.progress(i, core.length);
        Optional<Shortage> shortage = place(loads, n, core);
        if (shortage.isPresent()) {
          stuck = n;
          return shortage;
        }
      }
      return Optional.empty();
    }

    private CoreLoads loads() {
      WeightModel weight = context.profile().synapse().weight();
      return new CoreLoads(
          limits, inputs, (long) weight.maxCode() - weight.minCode() + 1, delays());
    }

    /** Delays between the smallest and the longest of all kept synapses. */
    private long delays() {
      DelayModel model = context.profile().synapse().delay();
      double longest = model.minTicks();
      for (Link link : draft.links()) {
        for (int c = 0; model.fixedSeconds().isEmpty() && c < link.table().size(); c++) {
          if (link.isKept(c) && link.synapse().isPresent()) {
            longest =
                Math.max(
                    longest, QuantiseDelays.whole(link.table().delaySeconds(c) / context.dt()));
          }
        }
      }
      return (long) Math.min(longest, model.maxTicks()) - model.minTicks() + 1;
    }

    /** Gives a neuron the first core with room, be there such a core on the chip or not. */
    private Optional<Shortage> place(CoreLoads loads, int neuron, int[] core) {
      for (int c = 0; ; c++) {
        if (refusals[c] >= PATIENCE) {
          continue;
        }
        Optional<Shortage> shortage = loads.lacks(neuron, circuits[neuron], c, room(c));
        if (shortage.isEmpty()) {
          loads.add(neuron, circuits[neuron], c);
          core[neuron] = c;
          return Optional.empty();
        }
        boolean empty = c >= limits.cores() && refusals[c] == 0 && loads.isEmpty(c);
        if (empty) {
          return shortage;
        }
        refusals[c]++;
        if (refusals[c] == 1) {
          full.merge(shortage.orElseThrow().resource(), 1, Integer::sum);
        }
      }
    }

    /** Circuits of a core that sources from outside leave. */
    private int room(int core) {
      long later = (long) (limits.cores() - 1 - core) * limits.circuitsPerCore();
      int taken =
          core >= limits.cores() ? 0 : Math.clamp(reserved - later, 0, limits.circuitsPerCore());
      return Math.min(circuitsOfCore, limits.circuitsPerCore() - taken);
    }

    private void refuse(int neuron, Shortage shortage) {
      int index = neuron;
      int block = 0;
      while (index >= draft.cells().get(block).size()) {
        index -= draft.cells().get(block++).size();
      }
      CellPlan cell = draft.cells().get(block);
      String remedy =
          shortage.resource() == Resource.AXONS_OUT
              ? ", however few neurons are on each; it would fit with fewer targets"
              : String.format(
                  Locale.ROOT,
                  "; it would fit with at most %.0f %% of its inputs",
                  Math.floor(100.0 * shortage.available() / shortage.needed()));
      context.report(
          Diagnostic.error(
              Code.C_CORE_FULL,
              cell.population().source(),
              "neuron "
                  + cell.block()
                  + "["
                  + index
                  + "] with "
                  + inputs.sources(neuron).length
                  + " sources fits on no core: "
                  + shortage.needed()
                  + " "
                  + shortage.resource().what()
                  + " are needed, a core of "
                  + context.profile().name()
                  + " has "
                  + shortage.available()
                  + remedy));
    }

    private void refuse(int needed) {
      context.report(
          Diagnostic.error(
              Code.C_CORE_FULL,
              draft.network().source(),
              inputs.neurons()
                  + " neurons need "
                  + needed
                  + " cores, "
                  + context.profile().name()
                  + " has "
                  + limits.cores()
                  + "; cores are full by "
                  + full.entrySet().stream()
                      .map(e -> e.getKey().what() + " (" + e.getValue() + ")")
                      .collect(Collectors.joining(", "))
                  + "; --set limits.cores="
                  + needed
                  + " would fit"));
    }

    private void use(CoreLoads loads) {
      for (Resource resource : Resource.values()) {
        if (resource != Resource.CIRCUITS && loads.available(resource) > 0) {
          context.use(resource.ofTheFullest(), loads.most(resource), loads.available(resource));
        }
      }
    }
  }
}
