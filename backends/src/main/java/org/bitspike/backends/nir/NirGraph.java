package org.bitspike.backends.nir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitspike.backends.mapped.MappedNetwork;
import org.bitspike.ir.hdf5.HdfNode;
import org.bitspike.ir.loss.LossReport;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.program.Program;

/** A graph that grows node by node. */
final class NirGraph {

  /** Version of the format, which is that of the python package whose layout it follows. */
  static final String VERSION = "1.0.7";

  private final MappedNetwork mapped;
  private final Optional<LossReport> losses;
  private final NirNames names;
  private final HdfNode.Group nodes = new HdfNode.Group();
  private final List<String> edges = new ArrayList<>();
  private final Map<String, NirNeurons> neurons = new LinkedHashMap<>();
  private final Map<NirWiring, String> sources = new LinkedHashMap<>();

  NirGraph(MappedNetwork mapped, Optional<LossReport> losses) {
    this.mapped = mapped;
    this.losses = losses;
    this.names = new NirNames(mapped.network());
    for (Population p : mapped.network().populations()) {
      if (!mapped.network().typeOf(p.component()).isAutonomousSource()) {
        neurons.put(p.id(), new NirNeurons(mapped, p));
      }
    }
  }

  /** A node of a type, with nothing else in it yet. */
  static HdfNode.Group node(String type) {
    return new HdfNode.Group().with("type", HdfNode.Texts.one(type));
  }

  /** Adds a node; returns the name it got. */
  String add(String wanted, HdfNode.Group node) {
    String name = names.fresh(wanted);
    nodes.with(name, node);
    return name;
  }

  void edge(String from, String to) {
    edges.add(from);
    edges.add(to);
  }

  /** What of the network as mapped has no place in NIR. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    List<String> refractory =
        neurons.values().stream().filter(NirNeurons::hasRefractory).map(NirNeurons::id).toList();
    if (!refractory.isEmpty()) {
      notes.add("refractory periods are metadata only (" + String.join(", ", refractory) + ")");
    }
    List<String> initial =
        neurons.values().stream().filter(NirNeurons::startsElsewhere).map(NirNeurons::id).toList();
    if (!initial.isEmpty()) {
      notes.add("initial potentials are metadata only (" + String.join(", ", initial) + ")");
    }
    return notes;
  }

  /** The whole file. */
  HdfNode.Group file() {
    for (Population p : mapped.network().populations()) {
      NirNeurons cells = neurons.get(p.id());
      if (cells == null) {
        HdfNode.Group input = node("Input");
        nodes.with(names.population(p.id()), input.with("shape", shape(p.size())));
      } else {
        neuronsWithInputs(cells);
      }
    }
    for (NirNeurons cells : neurons.values()) {
      HdfNode.Group output = node("Output").with("shape", shape(cells.size()));
      edge(
          names.population(cells.id()),
          add(neurons.size() == 1 ? "output" : cells.id() + "_output", output));
    }
    HdfNode.Group graph =
        node("NIRGraph")
            .with("nodes", nodes)
            .with("edges", HdfNode.Texts.of(edges, edges.size() / 2, 2))
            .with("metadata", metadata());
    return new HdfNode.Group().with("version", HdfNode.Texts.one(VERSION)).with("node", graph);
  }

  private static HdfNode shape(int size) {
    return HdfNode.longs(new long[] {size}, 1);
  }

  /** A neuron takes one synaptic current itself; of several, each gets a node that makes it. */
  private void neuronsWithInputs(NirNeurons cells) {
    String name = names.population(cells.id());
    List<NirWiring> steps = new ArrayList<>();
    List<List<NirWiring>> currents = new ArrayList<>();
    for (MappedNetwork.Links links : mapped.links()) {
      if (links.projection().post().equals(cells.id())) {
        NirWiring wiring = new NirWiring(mapped, links, cells);
        if (wiring.isStep()) {
          steps.add(wiring);
        } else {
          currents.stream()
              .filter(group -> Arrays.equals(group.getFirst().tau(), wiring.tau()))
              .findFirst()
              .ifPresentOrElse(
                  group -> group.add(wiring), () -> currents.add(new ArrayList<>(List.of(wiring))));
        }
        sources.put(wiring, names.population(links.projection().pre()));
      }
    }
    boolean own = steps.isEmpty() && currents.size() == 1 && cells.leaks();
    nodes.with(name, own ? cells.node(currents.getFirst().getFirst().tau()) : cells.node());
    steps.forEach(w -> w.addTo(this, source(w), name));
    for (List<NirWiring> group : currents) {
      String to = own ? name : filter(cells, group.getFirst().tau(), name);
      group.forEach(w -> w.addTo(this, source(w), to));
    }
  }

  private String source(NirWiring wiring) {
    return java.util.Objects.requireNonNull(sources.get(wiring));
  }

  /** A leaky integrator that makes the synaptic current. */
  private String filter(NirNeurons cells, double[] tau, String to) {
    double dt = mapped.tickSeconds();
    int n = tau.length;
    HdfNode.Group node = node("LI");
    node.with("tau", HdfNode.doubles(tau, n));
    node.with("r", HdfNode.doubles(Arrays.stream(tau).map(t -> t / dt).toArray(), n));
    node.with("v_leak", HdfNode.doubles(new double[n], n));
    String name = add(cells.id() + "_current", node);
    edge(name, to);
    return name;
  }

  private HdfNode.Group metadata() {
    Program.Info info = mapped.program().info();
    HdfNode.Group metadata = new HdfNode.Group();
    metadata.with("writer", HdfNode.Texts.one("bitspike " + info.bitspikeVersion()));
    metadata.with("network", HdfNode.Texts.one(info.name()));
    metadata.with("profile", HdfNode.Texts.one(info.profile()));
    metadata.with("profile_sha256", HdfNode.Texts.one(info.profileDigest()));
    metadata.with("network_sha256", HdfNode.Texts.one(info.networkDigest()));
    metadata.with("dt", HdfNode.doubles(new double[] {mapped.tickSeconds()}));
    metadata.with("ticks", HdfNode.longs(new long[] {mapped.program().durationTicks()}));
    losses.ifPresent(
        report -> {
          List<String> formats =
              report.formats().stream()
                  .map(f -> f.block() + "." + f.variable() + ": " + f.format())
                  .toList();
          if (!formats.isEmpty()) {
            metadata.with("formats", HdfNode.Texts.of(formats, formats.size()));
          }
        });
    return metadata;
  }
}
