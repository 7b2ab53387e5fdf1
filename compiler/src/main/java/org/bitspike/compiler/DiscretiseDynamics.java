package org.bitspike.compiler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.bitspike.compiler.dynamics.Discretiser;
import org.bitspike.compiler.dynamics.Mergeability;
import org.bitspike.compiler.dynamics.Names;
import org.bitspike.compiler.dynamics.NotLowerable;
import org.bitspike.compiler.dynamics.Receptor;
import org.bitspike.compiler.dynamics.StepModel;
import org.bitspike.compiler.lowering.TimeLowering;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.OutputRequest;
import org.bitspike.ir.profile.NeuronModel;

/**
 * For a programmable target: runs every cell with its synapses through one forward Euler step of
 * one tick, symbolically.
 *
 * <p>Connections through a linear synapse share one receptor, whose states are the sums of theirs.
 * Through any other synapse each connection of a neuron has a receptor of its own. Nothing is lost
 * against the reference's grid; refused is what does not fit the target's receptors and what no
 * step can express.
 */
final class DiscretiseDynamics implements Pass {

  @Override
  public String id() {
    return "discretise-dynamics";
  }

  @Override
  public String summary() {
    return "write each neuron's tick as a forward Euler step over real numbers";
  }

  @Override
  public Set<Fact> requires() {
    return Set.of(Fact.NORMALISED);
  }

  @Override
  public Set<Fact> provides() {
    return Set.of();
  }

  @Override
  public Draft run(Draft draft, PassContext context) {
    if (!(context.profile().neuron() instanceof NeuronModel.Programmable target)) {
      return draft;
    }
    List<CellPlan> cells = new ArrayList<>();
    Map<String, int[]> receptorOf = new LinkedHashMap<>();
    for (CellPlan cell : draft.cells()) {
      try {
        cells.add(discretise(draft, cell, target, context, receptorOf));
      } catch (NotLowerable e) {
        context.report(
            Diagnostic.error(
                Code.C_NOT_LOWERABLE,
                cell.population().source(),
                "population "
                    + cell.block()
                    + " ("
                    + cell.component().type()
                    + ") cannot be lowered: "
                    + e.feature()));
      }
    }
    List<Link> links =
        draft.links().stream()
            .map(l -> receptorOf.containsKey(l.id()) ? l.withReceptor(receptorOf.get(l.id())) : l)
            .toList();
    return draft.withCells(cells).withLinks(links);
  }

  private static CellPlan discretise(
      Draft draft,
      CellPlan cell,
      NeuronModel.Programmable target,
      PassContext context,
      Map<String, int[]> receptorOf) {
    List<Receptor> receptors = new ArrayList<>();
    Names names = new Names();
    Map<String, List<Link>> bySynapse = new LinkedHashMap<>();
    for (Link link : draft.links()) {
      if (link.post().equals(cell.block()) && link.synapse().isPresent()) {
        String key = link.synapse().get().id() + " " + late(draft.network(), link);
        bySynapse.computeIfAbsent(key, s -> new ArrayList<>()).add(link);
      }
    }
    bySynapse
        .values()
        .forEach(links -> add(draft.network(), cell, links, receptors, names, receptorOf));
    if (receptors.size() > target.receptors()) {
      throw NotLowerable.because(
          "it needs "
              + receptors.size()
              + " receptors, the target has "
              + target.receptors()
              + "; synapses that are not linear need one for each connection of a neuron");
    }
    Set<String> levels =
        cell.currents().stream()
            .map(CurrentPlan::exposure)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    StepModel step =
        Discretiser.discretise(
            draft.network(),
            context.dt(),
            cell.component(),
            receptors,
            levels,
            watched(draft.network(), cell));
    long ticks = Math.round(draft.network().run().durationSeconds() / context.dt());
    return cell.withModel(
        receptors, Optional.of(TimeLowering.lower(step, context.dt(), ticks)), Optional.empty());
  }

  private static void add(
      Network network,
      CellPlan cell,
      List<Link> links,
      List<Receptor> receptors,
      Names names,
      Map<String, int[]> receptorOf) {
    Component synapse = links.get(0).synapse().orElseThrow();
    Mergeability kind = Mergeability.of(network, synapse);
    int first = receptors.size();
    if (kind != Mergeability.SEPARATE) {
      receptors.add(
          new Receptor(
              names.fresh(synapse.id()),
              synapse,
              -1,
              kind == Mergeability.MERGED_WEIGHTLESS,
              late(network, links.get(0))));
      for (Link link : links) {
        int[] column = new int[link.columnLength()];
        java.util.Arrays.fill(column, first);
        receptorOf.put(link.id(), column);
      }
      return;
    }
    int[] taken = new int[cell.size()];
    for (Link link : links) {
      int[] column = new int[link.table().size()];
      for (int c = 0; c < column.length; c++) {
        int place = taken[link.table().post(c)]++;
        if (first + place == receptors.size()) {
          receptors.add(
              new Receptor(
                  names.fresh(synapse.id() + "_" + place),
                  synapse,
                  place,
                  false,
                  late(network, links.get(0))));
        }
        column[c] = first + place;
      }
      receptorOf.put(link.id(), column);
    }
  }

  /**
   * What a synapse within an input sees of the cell a tick late: the grid's input reads it when it
   * advances, after the synapse in it.
   */
  private static Set<String> late(Network network, Link link) {
    return network.inputs().stream()
        .filter(i -> i.id().equals(link.projection()))
        .flatMap(i -> network.type(network.component(i.component()).type()).requirements().stream())
        .map(ComponentType.Requirement::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Variables of the cell that the user's outputs ask for. */
  static Set<String> watched(Network network, CellPlan cell) {
    Set<String> watched = new LinkedHashSet<>();
    for (OutputRequest output : network.outputs()) {
      if (output.kind() != OutputRequest.Kind.SPIKES) {
        output.columns().stream()
            .filter(c -> c.population().equals(cell.block()) && !c.variable().contains("/"))
            .forEach(c -> watched.add(c.variable()));
      }
    }
    return watched;
  }
}
