package org.bitspike.backends.standard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bitspike.backends.standard.StandardNetwork.Connections;
import org.bitspike.backends.standard.StandardNetwork.Learning;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Projection;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.SynapseBlock;

/** The projections of a network, each split by the receptors that it goes to. */
final class Wiring {

  /** Takes what cannot be said. */
  interface Refusals {
    void refuse(SourceRef where, String message, String remedy);
  }

  private final Program program;
  private final Network network;
  private final boolean mapped;
  private final Mapping mapping;
  private final Map<String, Receptors> receptors;
  private final Set<String> learning;
  private final Refusals refusals;
  private final Map<String, ConnectionTable> tables = new LinkedHashMap<>();
  private final Map<String, Kinetics> kinetics = new LinkedHashMap<>();
  private final Set<String> notes = new LinkedHashSet<>();

  Wiring(
      Program program,
      Network network,
      boolean mapped,
      Mapping mapping,
      Map<String, Receptors> receptors,
      Set<String> learning,
      Refusals refusals) {
    this.program = program;
    this.network = network;
    this.mapped = mapped;
    this.mapping = mapping;
    this.receptors = receptors;
    this.learning = learning;
    this.refusals = refusals;
  }

  List<String> notes() {
    return List.copyOf(notes);
  }

  /** Notes which receptors a projection needs, and refuses what no simulator's projection is. */
  void collect(Projection projection) {
    String name = "projection " + projection.id();
    if (projection.synapse().isEmpty()) {
      refusals.refuse(
          projection.source(), name + " has no synapse", "give it one, or leave it out");
      return;
    }
    if (projection.sourcePort().filter(p -> !p.equals("spike")).isPresent()
        || projection.targetPort().filter(p -> !p.equals("in")).isPresent()) {
      refusals.refuse(
          projection.source(),
          name + " joins ports other than spike and in",
          "use the ports that cells and synapses commonly have");
    }
    projection.plasticity().ifPresent(p -> collectLearning(projection, p));
    Component synapse = network.component(projection.synapse().get());
    ComponentType type = network.typeOf(synapse.id());
    Optional<Kinetics> known = Types.nearest(type, t -> Kinetics.of(t, synapse));
    if (known.isEmpty()) {
      refusals.refuse(
          projection.source(),
          "synapse type " + type.name() + " of " + name + " is equal to no standard synapse",
          "use expOneSynapse, alphaSynapse, alphaCurrentSynapse or one of PyNN's synapses");
      return;
    }
    kinetics.put(projection.id(), known.get());
    ConnectionTable table =
        projection
            .connectivity()
            .expand(
                network.population(projection.pre()).size(),
                network.population(projection.post()).size(),
                projection.pre().equals(projection.post()));
    tables.put(projection.id(), table);
    Receptors own = receptors.computeIfAbsent(projection.post(), p -> new Receptors());
    Optional<String> port =
        program.synapses().stream()
            .filter(b -> b.projection().equals(projection.id()))
            .findFirst()
            .flatMap(SynapseBlock::port);
    boolean positive = false;
    boolean negative = false;
    for (int c = 0; c < table.size(); c++) {
      double weight = table.weight(c) * known.get().unit();
      positive |= weight >= 0;
      negative |= weight < 0;
    }
    if (negative && known.get().conductance()) {
      refusals.refuse(
          projection.source(),
          name + " has conductances below 0",
          "give its synapse a reversal potential below rest instead");
    }
    if (positive || !negative) {
      own.add(synapse.id(), known.get(), false, port);
    }
    if (negative) {
      own.add(synapse.id(), known.get(), true, port);
    }
  }

  private void collectLearning(Projection projection, String plasticity) {
    String type = network.typeOf(plasticity).name();
    if (!learning.contains(type) && !learning.contains("*")) {
      refusals.refuse(
          projection.source(),
          "projection " + projection.id() + " learns by " + type + ", which has no equal",
          "export with learning=static to have the initial weights");
    }
  }

  /** The connections, split by receptor, in the order of the projection's table. */
  List<Connections> connections(Projection projection) {
    Kinetics own = kinetics.get(projection.id());
    ConnectionTable table = tables.get(projection.id());
    if (own == null || table == null) {
      return List.of();
    }
    double[] delay = delays(projection, table);
    double[] effective =
        mapped ? mapping.weights(projection.id(), table.size()) : new double[] {Double.NaN};
    double kept =
        mapped ? mapping.weightFactor(projection.post(), projection.synapse().orElse("")) : 1;
    Map<Boolean, List<Integer>> bySign = new LinkedHashMap<>();
    double[] weight = new double[table.size()];
    for (int c = 0; c < table.size(); c++) {
      if (Double.isNaN(delay[c])) {
        continue; // lost
      }
      double unitless = mapped && !Double.isNaN(effective[c]) ? effective[c] : table.weight(c);
      weight[c] = unitless * kept * own.unit();
      boolean negative = !own.conductance() && table.weight(c) * own.unit() < 0;
      bySign.computeIfAbsent(negative, s -> new ArrayList<>()).add(c);
    }
    List<Connections> result = new ArrayList<>();
    bySign.forEach(
        (negative, chosen) ->
            result.add(some(projection, table, weight, delay, negative, chosen, own.unit())));
    return result;
  }

  private Connections some(
      Projection projection,
      ConnectionTable table,
      double[] weight,
      double[] delay,
      boolean negative,
      List<Integer> chosen,
      double unit) {
    int[] at = chosen.stream().mapToInt(Integer::intValue).toArray();
    Optional<Learning> rule =
        projection
            .plasticity()
            .filter(p -> learning.contains(network.typeOf(p).name()))
            .map(
                p -> {
                  Map<String, double[]> columns = new LinkedHashMap<>();
                  for (String attribute : table.attributeNames()) {
                    columns.put(
                        attribute,
                        Arrays.stream(at)
                            .mapToDouble(c -> table.attribute(attribute, c, 0))
                            .toArray());
                  }
                  return new Learning(network.component(p), unit, columns);
                });
    if (projection.plasticity().isPresent() && rule.isEmpty()) {
      notes.add("projection " + projection.id() + " keeps its initial weights, it does not learn");
    }
    return new Connections(
        projection.id(),
        projection.pre(),
        projection.post(),
        Lookup.of(receptors, projection.post())
            .receptor(projection.synapse().orElseThrow(), negative),
        Arrays.stream(at).map(table::pre).toArray(),
        Arrays.stream(at).map(table::post).toArray(),
        Arrays.stream(at).mapToDouble(c -> weight[c]).toArray(),
        Arrays.stream(at).mapToDouble(c -> delay[c]).toArray(),
        rule);
  }

  /** Delays in ms; NaN for connections that mapping lost. */
  private double[] delays(Projection projection, ConnectionTable table) {
    double step = StandardReader.ms(program, 1);
    double[] delay = new double[table.size()];
    if (!mapped) {
      for (int c = 0; c < delay.length; c++) {
        double meant = table.delaySeconds(c) * 1e3;
        delay[c] = Math.max(meant, step);
        if (meant < step * (1 - 1e-9)) {
          notes.add("delays of " + projection.id() + " below one step are one step");
        }
      }
      return delay;
    }
    Arrays.fill(delay, Double.NaN);
    for (SynapseBlock block : program.synapses()) {
      if (block.projection().equals(projection.id())) {
        for (int s = 0; s < block.size(); s++) {
          delay[block.connection()[s]] = StandardReader.ms(program, block.delayTicks()[s]);
        }
      }
    }
    return delay;
  }
}
