package org.bitspike.backends.nir;

import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;
import org.bitspike.backends.mapped.MappedNetwork;
import org.bitspike.ir.hdf5.HdfNode;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.program.LookupTable;
import org.bitspike.ir.program.NeuronBlock;

/**
 * The connections of one projection: a matrix, with a delay before it where a source's synapses
 * share theirs, or behind it where a target's do, or else one matrix for each delay.
 */
final class NirWiring {

  private final MappedNetwork mapped;
  private final MappedNetwork.Links links;
  private final NirNeurons target;
  private final int preSize;
  private final double dt;

  NirWiring(MappedNetwork mapped, MappedNetwork.Links links, NirNeurons target) {
    this.mapped = mapped;
    this.links = links;
    this.target = target;
    this.preSize = mapped.network().population(links.projection().pre()).size();
    this.dt = mapped.tickSeconds();
  }

  private Component synapse() {
    return mapped.network().component(links.projection().synapse().orElseThrow());
  }

  boolean isStep() {
    return synapse().type().equals(NirRefusals.STEP);
  }

  /** Time constants of the synaptic current in seconds, by target. */
  double[] tau() {
    double meant = synapse().parameters().getOrDefault("tau_syn", 0.0) * 1e-3;
    double[] tau = new double[target.size()];
    Arrays.fill(tau, meant);
    for (NeuronBlock block : mapped.program().neurons()) {
      if (block.name().equals(links.synapses().target())) {
        for (int n = 0; n < block.size(); n++) {
          tau[block.populationIndex()[n]] =
              mapped.receptorChange(block, n, links.synapses(), "tau").orElse(meant);
        }
      }
    }
    return tau;
  }

  /** What a matrix holds: connections of one delay, or all. */
  static int matrices(MappedNetwork.Links links) {
    return shared(links, links.pre()).isPresent() || shared(links, links.post()).isPresent()
        ? 1
        : delays(links).size();
  }

  private static TreeSet<Integer> delays(MappedNetwork.Links links) {
    TreeSet<Integer> delays = new TreeSet<>();
    for (int d : links.delayTicks()) {
      delays.add(d);
    }
    return delays;
  }

  /** Delays in ticks by the side given, when all connections of a member agree; else empty. */
  private static Optional<int[]> shared(MappedNetwork.Links links, int[] side) {
    int[] delay = new int[Arrays.stream(side).max().orElse(-1) + 1];
    Arrays.fill(delay, -1);
    for (int c = 0; c < side.length; c++) {
      if (delay[side[c]] >= 0 && delay[side[c]] != links.delayTicks()[c]) {
        return Optional.empty();
      }
      delay[side[c]] = links.delayTicks()[c];
    }
    return Optional.of(delay);
  }

  /** Adds nodes and edges from the source's node to the one that takes the current. */
  void addTo(NirGraph graph, String from, String to) {
    if (links.size() == 0) {
      return;
    }
    Optional<int[]> byPre = shared(links, links.pre());
    Optional<int[]> byPost = shared(links, links.post());
    if (byPre.isPresent()) {
      String delayed = delay(graph, byPre.get(), preSize, from);
      graph.edge(matrix(graph, -1, delayed), to);
    } else if (byPost.isPresent()) {
      graph.edge(delay(graph, byPost.get(), target.size(), matrix(graph, -1, from)), to);
    } else {
      for (int ticks : delays(links)) {
        int[] all = new int[target.size()];
        Arrays.fill(all, ticks);
        graph.edge(delay(graph, all, target.size(), matrix(graph, ticks, from)), to);
      }
    }
  }

  /** Adds a delay behind a node, unless it would be none; returns the name of what is last. */
  private String delay(NirGraph graph, int[] ticks, int size, String after) {
    double[] seconds = new double[size];
    for (int k = 0; k < Math.min(size, ticks.length); k++) {
      seconds[k] = Math.max(0, ticks[k]) * dt;
    }
    if (Arrays.stream(seconds).allMatch(s -> s == 0)) {
      return after;
    }
    HdfNode.Group node = NirGraph.node("Delay").with("delay", HdfNode.doubles(seconds, size));
    String name = graph.add(links.projection().id() + "_delay", node);
    graph.edge(after, name);
    return name;
  }

  /** Adds the matrix of the connections of one delay, of all when it is -1. */
  private String matrix(NirGraph graph, int ticks, String after) {
    int rows = target.size();
    double[] weight = new double[rows * preSize];
    long[] code = new long[rows * preSize];
    for (int c = 0; c < links.size(); c++) {
      if (ticks < 0 || links.delayTicks()[c] == ticks) {
        int at = links.post()[c] * preSize + links.pre()[c];
        weight[at] += perWeight(links.post()[c]) * links.weight()[c];
        code[at] += links.synapses().weightCode()[c];
      }
    }
    HdfNode.Group metadata = new HdfNode.Group();
    metadata.with("projection", HdfNode.Texts.one(links.projection().id()));
    metadata.with("synapse", HdfNode.Texts.one(synapse().type()));
    metadata.with("weight_code", HdfNode.longs(code, rows, preSize));
    metadata.with("code_offset", HdfNode.longs(new long[] {links.synapses().codeOffset()}));
    links
        .synapses()
        .decode()
        .ifPresent(
            table -> {
              LookupTable decode = mapped.program().table(table);
              metadata.with("decode_format", HdfNode.Texts.one(decode.entry().toString()));
              metadata.with("decode", HdfNode.longs(decode.entries(), decode.entries().length));
            });
    HdfNode.Group node = NirGraph.node("Linear");
    node.with("weight", HdfNode.doubles(weight, rows, preSize)).with("metadata", metadata);
    String name = graph.add(links.projection().id(), node);
    graph.edge(after, name);
    return name;
  }

  /** Volts per tick that a connection of weight 1 gives: mV at once, or nA into a capacitance. */
  private double perWeight(int post) {
    return isStep() ? 1e-3 : 1e-9 * dt / target.capacitance(post);
  }
}
