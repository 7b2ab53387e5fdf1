package org.bitspike.backends.pynn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bitspike.backends.python.Npz;
import org.bitspike.backends.python.Script;
import org.bitspike.backends.standard.Lookup;
import org.bitspike.backends.standard.StandardNetwork;
import org.bitspike.backends.standard.StandardNetwork.Cells;
import org.bitspike.backends.standard.StandardNetwork.Connections;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.spi.Backend.Artefact;

/**
 * The flavour of pynn-brainscales: HXNeuron cells, integer weights of at most 63, below 0 for the
 * inhibitory receptor, delays of 0, times in ms of the hardware, which is 1,000 times faster.
 * Source: electronicvisions/pynn-brainscales, commit 010e8fcc, projections.py and its tests.
 */
final class Brainscales2 {

  /** Largest weight of a synapse. */
  static final int LARGEST_WEIGHT = 63;

  /** Neurons of a chip. */
  static final int MOST_NEURONS = 512;

  /** Synapses of a neuron: rows of its half of the chip. */
  static final int MOST_SYNAPSES = 256;

  /** Biological time over the hardware's. */
  static final double SPEEDUP = 1000;

  private final StandardNetwork network;

  Brainscales2(StandardNetwork network) {
    this.network = network;
  }

  /** What the chip cannot hold. */
  List<Diagnostic> problems() {
    List<Diagnostic> problems = new ArrayList<>();
    int neurons = network.cells().stream().mapToInt(Cells::size).sum();
    if (neurons > MOST_NEURONS) {
      problems.add(refusal("the network has " + neurons + " neurons, the chip " + MOST_NEURONS));
    }
    for (Cells cells : network.cells()) {
      if (!cells.type().startsWith("IF_") && !cells.type().startsWith("EIF_")) {
        problems.add(
            refusal("population " + cells.label() + " of " + cells.type() + " is no HXNeuron"));
      }
      int[] inputs = new int[cells.size()];
      for (Connections connections : network.connections()) {
        if (connections.post().equals(cells.label())) {
          Arrays.stream(connections.postIndex()).forEach(n -> inputs[n]++);
        }
      }
      int most = Arrays.stream(inputs).max().orElse(0);
      if (most > MOST_SYNAPSES) {
        problems.add(
            refusal(
                "a neuron of "
                    + cells.label()
                    + " has "
                    + most
                    + " synapses, the chip has rows for "
                    + MOST_SYNAPSES));
      }
    }
    if (!network.currents().isEmpty()) {
      problems.add(refusal("the network has current sources, pynn-brainscales none"));
    }
    return problems;
  }

  private static Diagnostic refusal(String message) {
    return Diagnostic.error(
        Code.B_REFUSED,
        SourceRef.NONE,
        "pynn-brainscales: " + message,
        "make the network smaller, or export without flavour=brainscales2");
  }

  List<Artefact> files(String name, List<String> about) {
    Npz columns = new Npz();
    List<String> said = new ArrayList<>(about);
    said.add(
        "For pynn-brainscales. Dropped: delays, which are the hardware's own; time constants,"
            + " voltages and capacitances, which calibration sets; the scale of weights, of which"
            + " the largest on each receptor of a population is "
            + LARGEST_WEIGHT
            + ".");
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("name", name);
    description.put("duration", network.durationMs() / SPEEDUP);
    description.put(
        "cells",
        network.cells().stream()
            .map(c -> new TreeMap<String, Object>(Map.of("label", c.label(), "size", c.size())))
            .toList());
    List<Object> sources = new ArrayList<>();
    for (int s = 0; s < network.sources().size(); s++) {
      StandardNetwork.Sources own = network.sources().get(s);
      double[] time = Arrays.stream(own.timeMs()).map(t -> t / SPEEDUP).toArray();
      sources.add(
          PynnScript.sources(
              columns,
              new StandardNetwork.Sources(own.label(), own.size(), time, own.source()),
              s));
    }
    description.put("sources", sources);
    description.put("projections", projections(columns));
    return Script.files(Brainscales2.class, "brainscales2.py", name, said, description, columns);
  }

  private List<Object> projections(Npz columns) {
    Map<String, Double> largest = new HashMap<>();
    for (Connections connections : network.connections()) {
      double most = Arrays.stream(connections.weight()).map(Math::abs).max().orElse(0);
      largest.merge(receptor(connections), most, Math::max);
    }
    List<Object> projections = new ArrayList<>();
    for (int p = 0; p < network.connections().size(); p++) {
      Connections own = network.connections().get(p);
      double unit = Math.max(Lookup.of(largest, receptor(own)), Double.MIN_NORMAL) / LARGEST_WEIGHT;
      int sign = own.receptor().equals(StandardNetwork.INHIBITORY) ? -1 : 1;
      int[] weight =
          Arrays.stream(own.weight())
              .mapToInt(w -> (int) (sign * Math.rint(Math.abs(w) / unit)))
              .toArray();
      Map<String, Object> projection = new LinkedHashMap<>();
      projection.put("label", own.projection());
      projection.put("pre", own.pre());
      projection.put("post", own.post());
      projection.put("receptor", own.receptor());
      projection.put("pre_index", columns.add("projection" + p + ".pre", own.preIndex()));
      projection.put("post_index", columns.add("projection" + p + ".post", own.postIndex()));
      projection.put("weight", columns.add("projection" + p + ".weight", weight));
      projections.add(projection);
    }
    return projections;
  }

  private static String receptor(Connections connections) {
    return connections.post() + "/" + connections.receptor();
  }
}
