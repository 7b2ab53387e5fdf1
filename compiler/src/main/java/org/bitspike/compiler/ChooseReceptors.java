package org.bitspike.compiler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bitspike.compiler.dynamics.Receptor;
import org.bitspike.ir.profile.NeuronModel;

/**
 * For a chip whose sources each go to one receptor with all of their synapses: chooses the receptor
 * of each source. Sources that excite and those that inhibit share none. Changes no weight; what
 * one scale for each neuron and receptor then leaves of the weights, quantising reports.
 */
final class ChooseReceptors implements Pass {

  @Override
  public String id() {
    return "choose-receptors";
  }

  @Override
  public String summary() {
    return "choose the one receptor that each source uses, where it has only one";
  }

  @Override
  public Set<Fact> requires() {
    return Set.of(Fact.MODELLED);
  }

  @Override
  public Set<Fact> provides() {
    return Set.of();
  }

  @Override
  public Draft run(Draft draft, PassContext context) {
    if (!context.profile().synapse().rows().oneReceptor()
        || !(context.profile().neuron() instanceof NeuronModel.Fixed chip)) {
      return draft;
    }
    return new Choice(draft, chip).run();
  }

  /** One draft whose sources get receptors. */
  private static final class Choice {
    private final Draft draft;
    private final NeuronModel.Fixed chip;
    private final Map<String, Integer> firstSource = new HashMap<>();
    private final Map<String, Integer> firstNeuron = new HashMap<>();

    Choice(Draft draft, NeuronModel.Fixed chip) {
      this.draft = draft;
      this.chip = chip;
    }

    Draft run() {
      int neurons = 0;
      for (CellPlan cell : draft.cells()) {
        firstNeuron.put(cell.block(), neurons);
        neurons += cell.size();
      }
      int sources = neurons;
      firstSource.putAll(firstNeuron);
      for (SourcePlan source : draft.sources()) {
        firstSource.put(source.block(), sources);
        sources += source.size();
      }
      SourceTypes types = new SourceTypes(sources, neurons);
      RowSigns signs = new RowSigns(draft);
      Map<String, Double> largest = new HashMap<>();
      for (Link link : acting()) {
        for (int c = 0; c < link.table().size(); c++) {
          if (link.isKept(c)) {
            largest.merge(link.post(), Math.abs(signs.effect(link, c)), Math::max);
          }
        }
      }
      for (Link link : acting()) {
        double unit = largest.getOrDefault(link.post(), 1.0);
        for (int c = 0; c < link.table().size(); c++) {
          if (link.isKept(c) && unit > 0) {
            types.add(
                source(link, c),
                at(firstNeuron, link.post()) + link.table().post(c),
                Math.abs(signs.effect(link, c)) / unit,
                signs.of(link, c) < 0);
          }
        }
      }
      return with(types.choose(chip.receptors().size()));
    }

    private List<Link> acting() {
      return draft.links().stream()
          .filter(l -> l.synapse().isPresent() && draft.cell(l.post()).isPresent())
          .toList();
    }

    private static int at(Map<String, Integer> first, String block) {
      return first.getOrDefault(block, 0);
    }

    private int source(Link link, int connection) {
      return at(firstSource, link.pre()) + link.table().pre(connection);
    }

    /** Synaptic inputs stand once for each of the receptors that they use. */
    private Draft with(int[] type) {
      Map<String, List<Receptor>> receptors = new LinkedHashMap<>();
      Map<String, List<Matched.ReceptorUse>> uses = new LinkedHashMap<>();
      Map<String, Integer> known = new HashMap<>();
      List<Link> links = new ArrayList<>();
      for (Link link : draft.links()) {
        CellPlan cell = draft.cell(link.post()).orElse(null);
        if (cell == null || link.synapse().isEmpty()) {
          links.add(link);
          continue;
        }
        List<Receptor> own = receptors.computeIfAbsent(cell.block(), b -> new ArrayList<>());
        List<Matched.ReceptorUse> ownUses =
            uses.computeIfAbsent(cell.block(), b -> new ArrayList<>());
        int[] column = new int[link.table().size()];
        for (int c = 0; c < column.length; c++) {
          int use = link.fate().receptor()[c];
          int chosen = type[source(link, c)];
          column[c] =
              known.computeIfAbsent(
                  cell.block() + "\0" + use + "\0" + chosen,
                  k -> {
                    own.add(copy(cell.receptors().get(use), chosen));
                    ownUses.add(
                        new Matched.ReceptorUse(
                            chosen, cell.match().orElseThrow().receptors().get(use).quantities()));
                    return own.size() - 1;
                  });
        }
        links.add(link.withReceptor(column));
      }
      List<CellPlan> cells = new ArrayList<>();
      for (CellPlan cell : draft.cells()) {
        List<Receptor> own = receptors.getOrDefault(cell.block(), List.of());
        Matched match =
            cell.match().orElseThrow().withReceptors(uses.getOrDefault(cell.block(), List.of()));
        cells.add(cell.withModel(own, cell.step(), java.util.Optional.of(match)));
      }
      return draft.withCells(cells).withLinks(links);
    }

    private Receptor copy(Receptor receptor, int chosen) {
      return new Receptor(
          receptor.name() + "_" + chip.receptors().get(chosen).name(),
          receptor.synapse(),
          receptor.place(),
          receptor.weightless());
    }
  }
}
