package org.bitspike.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Coupling;
import org.bitspike.ir.network.InputBinding;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.network.Projection;
import org.bitspike.reference.cable.CablePopulation;
import org.bitspike.reference.cable.CablePopulation.Attached;

/**
 * The populations of a network that run on cables, with what is attached to them. In a step they
 * compute and move before the other populations, and tell of their spikes after these, so that an
 * event without delay acts in the next step whichever way it goes.
 */
final class Cables {

  /** Where a projection's spikes come from: a place on every cell. */
  private record Site(double segment, double fraction) {
    static final Site FIRST = new Site(0, 0.5);
  }

  private static final int STREAM = 0x56000000;

  private final Network network;
  private final Map<String, CablePopulation> populations = new LinkedHashMap<>();
  private final Map<String, Attached> targets = new LinkedHashMap<>();
  private final Map<Axons, Site> sites = new IdentityHashMap<>();
  private int streams;

  private Cables(Network network) {
    this.network = network;
  }

  /**
   * Builds the populations that need it.
   *
   * @throws BitspikeException when a cell cannot be run ({@code BS-R001}, {@code BS-R003}) or
   *     something is attached where there is no place ({@code BS-R004})
   */
  static Cables of(Network network, SimulationOptions options, double dt) {
    Cables cables = new Cables(network);
    if (options.sourcesOnly()) {
      return cables;
    }
    for (Population p : network.populations()) {
      Component cell = network.component(p.component());
      int segments = CablePopulation.segments(cell);
      boolean all = options.cables().cells() == CableOptions.Cells.ALL;
      if (network.type(cell.type()).isA("cell") && segments > (all ? 0 : 1)) {
        cables.populations.put(
            p.id(),
            CablePopulation.of(
                p.id(),
                cell,
                p.size(),
                network.types(),
                dt,
                options.cables().states(),
                network.run().seed()));
      }
    }
    if (!cables.populations.isEmpty()) {
      network.projections().forEach(cables::attach);
      network.couplings().forEach(cables::couple);
      network.inputs().forEach(cables::attach);
      cables.populations.values().forEach(CablePopulation::finish);
    }
    return cables;
  }

  boolean has(String population) {
    return populations.containsKey(population);
  }

  private CablePopulation population(String id) {
    return java.util.Objects.requireNonNull(populations.get(id));
  }

  // ------------------------------------------------------------------------------------------------ building

  private void attach(Projection projection) {
    if (!has(projection.pre()) && !has(projection.post())) {
      return;
    }
    if (projection.plasticity().isPresent()) {
      throw unsupported(
          projection.source(),
          "projection " + projection.id() + " learns, which synapses of cells with a cable cannot");
    }
    if (has(projection.post())
        && projection.synapse().isEmpty()
        && projection.targetPort().isPresent()) {
      throw unsupported(
          projection.source(),
          "projection "
              + projection.id()
              + " has no synapse, and cells with a cable take no events");
    }
    if (!has(projection.post()) || projection.synapse().isEmpty()) {
      return;
    }
    ConnectionTable table = table(projection);
    targets.put(
        projection.id(),
        attach(
            projection.post(),
            projection.synapse().get(),
            table,
            table::post,
            ConnectionTable.POST_SEGMENT,
            ConnectionTable.POST_FRACTION,
            projection.source()));
  }

  private ConnectionTable table(Projection projection) {
    return projection
        .connectivity()
        .expand(
            network.population(projection.pre()).size(),
            network.population(projection.post()).size(),
            projection.pre().equals(projection.post()));
  }

  private Attached attach(
      String population,
      String component,
      ConnectionTable table,
      IntUnaryOperator member,
      String segmentColumn,
      String fractionColumn,
      SourceRef source) {
    int n = table.size();
    int[] members = new int[n];
    int[] segments = new int[n];
    double[] fractions = new double[n];
    double[] weights = new double[n];
    int first = population(population).firstSegment();
    for (int c = 0; c < n; c++) {
      members[c] = member.applyAsInt(c);
      segments[c] = (int) table.attribute(segmentColumn, c, first);
      fractions[c] = table.attribute(fractionColumn, c, 0.5);
      weights[c] = table.weight(c);
    }
    return population(population)
        .attach(
            network.component(component),
            members,
            segments,
            fractions,
            weights,
            STREAM | streams++,
            source);
  }

  private void couple(Coupling c) {
    if (!has(c.pre()) && !has(c.post())) {
      return;
    }
    if (!has(c.pre()) || !has(c.post())) {
      throw unsupported(
          c.source(), "coupling " + c.id() + " joins a cell with a cable to one without");
    }
    ConnectionTable table = c.connections();
    Attached pre =
        attach(
            c.pre(),
            c.preComponent(),
            table,
            table::pre,
            ConnectionTable.PRE_SEGMENT,
            ConnectionTable.PRE_FRACTION,
            c.source());
    Attached post =
        attach(
            c.post(),
            c.postComponent(),
            table,
            table::post,
            ConnectionTable.POST_SEGMENT,
            ConnectionTable.POST_FRACTION,
            c.source());
    population(c.pre()).seePeers(pre, population(c.post()), post);
    population(c.post()).seePeers(post, population(c.pre()), pre);
  }

  private void attach(InputBinding input) {
    if (!has(input.population())) {
      return;
    }
    int n = input.targets().length;
    int[] segments = new int[n];
    double[] fractions = new double[n];
    Arrays.fill(segments, population(input.population()).firstSegment());
    Arrays.fill(fractions, 0.5);
    input
        .sites()
        .ifPresent(
            s -> {
              System.arraycopy(s.segments(), 0, segments, 0, n);
              System.arraycopy(s.fractions(), 0, fractions, 0, n);
            });
    population(input.population())
        .attach(
            network.component(input.component()),
            input.targets(),
            segments,
            fractions,
            input.weights(),
            STREAM | streams++,
            input.source());
  }

  private static BitspikeException unsupported(SourceRef where, String what) {
    return new BitspikeException(Diagnostic.error(Code.R_UNSUPPORTED, where, what));
  }

  // ------------------------------------------------------------------------------------------------ events

  /**
   * The axons of a projection that begins or ends at cables: one for each place of the presynaptic
   * cells that its spikes are taken from.
   *
   * @param target synapse group at the other end, where that is no cable
   * @param instances its instance for each connection
   */
  List<Axons> axons(
      Projection projection, Optional<Group> target, int[] instances, double dt, long never) {
    ConnectionTable table = table(projection);
    int n = table.size();
    int preSize = network.population(projection.pre()).size();
    Map<Site, List<Integer>> bySite = new LinkedHashMap<>();
    for (int c = 0; c < n; c++) {
      Site site = Site.FIRST;
      if (has(projection.pre())) {
        int first = population(projection.pre()).firstSegment();
        site =
            new Site(
                table.attribute(ConnectionTable.PRE_SEGMENT, c, first),
                table.attribute(ConnectionTable.PRE_FRACTION, c, 0.5));
      }
      bySite.computeIfAbsent(site, s -> new ArrayList<>()).add(c);
    }
    List<Axons> result = new ArrayList<>();
    bySite.forEach(
        (site, connections) -> {
          ConnectionTable.Builder part = ConnectionTable.builder();
          int[] to = new int[connections.size()];
          for (int k = 0; k < to.length; k++) {
            int c = connections.get(k);
            part.add(table.pre(c), table.post(c), table.weight(c), table.delaySeconds(c), 0);
            to[k] = target.isPresent() ? instances[c] : c;
          }
          Axons axons = Axons.of(projection, part.build(), preSize, target, to, dt, never);
          sites.put(axons, site);
          result.add(axons);
        });
    return result;
  }

  /** Whether a projection's synapses are on cables. */
  boolean receives(Projection projection) {
    return targets.containsKey(projection.id());
  }

  /** Events arrive at synapses of a projection. */
  void deliver(Axons axons, int from, int to) {
    Attached target = targets.get(axons.projection().id());
    for (int k = from; target != null && k < to; k++) {
      target.receive(axons.instance()[k], axons.weight()[k]);
    }
  }

  /** Has someone told when a population's cells spike. */
  void onSpike(String population, IntConsumer receiver) {
    population(population).onSpike(receiver);
  }

  /** Has someone told when a spike passes the place where axons begin. */
  void onSpike(Axons axons, IntConsumer receiver) {
    Site site = sites.getOrDefault(axons, Site.FIRST);
    population(axons.projection().pre())
        .onSpike((int) site.segment, site.fraction, receiver, axons.projection().source());
  }

  // ------------------------------------------------------------------------------------------------ running

  Collection<CablePopulation> populations() {
    return populations.values();
  }

  void start() {
    populations.values().forEach(CablePopulation::start);
  }

  void advance(double t) {
    for (CablePopulation p : populations.values()) {
      p.computeCurrents(t);
    }
    for (CablePopulation p : populations.values()) {
      p.move(t);
    }
  }

  void detectSpikes() {
    for (CablePopulation p : populations.values()) {
      p.detectSpikes();
    }
  }

  /** A value to record, if there is one at the path. */
  Optional<DoubleSupplier> value(String population, int member, String path) {
    CablePopulation p = populations.get(population);
    return p == null || member < 0 || member >= p.size() ? Optional.empty() : p.value(member, path);
  }
}
