package org.bitspike.compiler.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.profile.CoreGrid;
import org.bitspike.ir.profile.Delivery;
import org.bitspike.ir.profile.Delivery.Merge;
import org.bitspike.ir.profile.Extents;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.profile.Topology;

/**
 * A profile's lines and switches with its buses, cores and drivers, written out. Cores, buses of a
 * core, patterns, zones and lanes are numbered from 0.
 */
public final class Chip {

  private final Delivery delivery;
  private final TopologyExpansion topology;
  private final Map<String, Double> constants;
  private final int circuits;
  private final int fanIn;
  private final CoreGrid cores;
  private final Extents grid;
  private final int[] fillOrder;
  private final int buses;
  private final int[] busNode;
  private final int[] driverCore;
  private final int[] driverZone;
  private final int zones;
  private final int[] circuitZone;
  private final int[] circuitLane;
  private final int[][] addresses;

  private final Map<Integer, Set<Integer>> broken = new HashMap<>();

  private Chip(HardwareProfile profile, Delivery delivery) {
    this.delivery = delivery;
    topology = TopologyExpansion.of(profile);
    constants = profile.constants();
    circuits = profile.limits().circuitsPerCore();
    fanIn = profile.limits().fanInPerCircuit();
    cores = CoreGrid.of(delivery.cores(), constants);
    grid = cores.extents();
    fillOrder = fillOrder();
    buses = Extents.of(delivery.buses().over(), constants).count();
    busNode = busNodes();
    Extents drivers = topology.extents(delivery.drivers().family());
    driverCore = driverCores(drivers);
    double[] zoneOf = values(delivery.drivers().zone(), drivers);
    double[] zoneOfCircuit = ofCircuits(delivery.drivers().circuitZone());
    double[] found = Arrays.stream(zoneOf).distinct().sorted().toArray();
    zones = found.length;
    driverZone = Arrays.stream(zoneOf).mapToInt(z -> Arrays.binarySearch(found, z)).toArray();
    circuitZone =
        Arrays.stream(zoneOfCircuit).mapToInt(z -> Arrays.binarySearch(found, z)).toArray();
    circuitLane =
        Arrays.stream(ofCircuits(delivery.drivers().lane())).mapToInt(l -> (int) l).toArray();
    addresses = usableAddresses();
    for (Topology.Defect defect : profile.topology().defects()) {
      within("the core of " + defect.name(), defect.core(), cores());
      for (int circuit : defect.circuits()) {
        within("a circuit of " + defect.name(), circuit, circuits);
        broken.computeIfAbsent(defect.core(), c -> new TreeSet<>()).add(circuit);
      }
    }
    for (int lane : circuitLane) {
      within("the lane of a circuit", lane, lanes());
    }
    for (int node = 0; node < topology.graph().nodes(); node++) {
      within("what a line carries", topology.graph().capacity(node), 2);
    }
  }

  /**
   * Writes out.
   *
   * @param profile one that verifies
   * @throws BitspikeException {@code H003} for an index outside its family, and for a line that
   *     carries more than one signal
   * @throws IllegalArgumentException if nothing is routed on the chip
   */
  public static Chip of(HardwareProfile profile) {
    Delivery delivery =
        profile
            .topology()
            .delivery()
            .orElseThrow(() -> new IllegalArgumentException("nothing is routed"));
    try {
      return new Chip(profile, delivery);
    } catch (IllegalArgumentException e) {
      throw new BitspikeException(
          Diagnostic.error(
              Code.H_OUT_OF_RANGE,
              SourceRef.ofPath("topology.delivery"),
              String.valueOf(e.getMessage())));
    }
  }

  private static void within(String what, double value, int size) {
    if (value != Math.rint(value) || value < 0 || value >= size) {
      throw new IllegalArgumentException(what + " is " + value + " of " + size);
    }
  }

  // Cores

  private int[] fillOrder() {
    double[] order = values(delivery.cores().fill().orElse(new Expr.Num(0)), grid);
    List<Integer> all = new ArrayList<>();
    for (int core = 0; core < cores.cores(); core++) {
      all.add(core);
    }
    all.sort((a, b) -> Double.compare(order[cores.cell(a)], order[cores.cell(b)]));
    return all.stream().mapToInt(c -> c).toArray();
  }

  private double[] values(Expr expr, Extents over) {
    IndexExpr value = IndexExpr.of(expr, over.names(), constants);
    double[] at = new double[over.sizes().size()];
    double[] values = new double[over.count()];
    for (int k = 0; k < values.length; k++) {
      TopologyExpansion.indices(k, over, at);
      values[k] = value.at(at);
    }
    return values;
  }

  private double[] ofCircuits(Expr expr) {
    return values(expr, new Extents(List.of("circuit"), List.of(circuits)));
  }

  private int[] busNodes() {
    List<String> names = new ArrayList<>(grid.names());
    names.addAll(delivery.buses().over().keySet());
    List<Integer> sizes = new ArrayList<>(grid.sizes());
    sizes.add(buses);
    Extents over = new Extents(names, sizes);
    String family = delivery.buses().node().family();
    Extents of = topology.extents(family);
    Map<String, double[]> index = new HashMap<>();
    delivery.buses().node().at().forEach((name, expr) -> index.put(name, values(expr, over)));
    int[] nodes = new int[cores.cores() * buses];
    int[] at = new int[of.names().size()];
    for (int k = 0; k < nodes.length; k++) {
      for (int i = 0; i < at.length; i++) {
        at[i] =
            (int)
                index
                    .getOrDefault(of.names().get(i), new double[0])[
                    cores.cell(k / buses) * buses + k % buses];
      }
      nodes[k] = topology.node(family, at);
    }
    return nodes;
  }

  private int[] driverCores(Extents drivers) {
    int[] cell = new int[drivers.count()];
    for (int i = 0; i < grid.names().size(); i++) {
      double[] at =
          values(
              delivery.drivers().core().getOrDefault(grid.names().get(i), new Expr.Num(0)),
              drivers);
      for (int d = 0; d < cell.length; d++) {
        within("the core of a driver along " + grid.names().get(i), at[d], grid.sizes().get(i));
        cell[d] = cell[d] * grid.sizes().get(i) + (int) at[d];
      }
    }
    return Arrays.stream(cell).map(cores::core).toArray();
  }

  private int[][] usableAddresses() {
    int bits = delivery.address().bits();
    int low = bits - delivery.address().rowBits();
    double[] usable =
        values(delivery.address().usable(), new Extents(List.of("address"), List.of(1 << bits)));
    int[][] of = new int[1 << delivery.address().rowBits()][];
    for (int p = 0; p < of.length; p++) {
      int first = p << low;
      of[p] =
          java.util.stream.IntStream.range(first, first + (1 << low))
              .filter(a -> usable[a] != 0)
              .toArray();
    }
    return of;
  }

  /** The first circuit of some on a core that is out of order; -1 where all work. */
  public int broken(int core, int circuit, int size) {
    for (int c = circuit; c < circuit + size && broken.containsKey(core); c++) {
      if (broken.getOrDefault(core, Set.of()).contains(c)) {
        return c;
      }
    }
    return -1;
  }

  /** Number of cores. */
  public int cores() {
    return cores.cores();
  }

  /** Cores in the order in which neurons fill them. */
  public int[] fill() {
    return fillOrder.clone();
  }

  /** How far apart two cores are on the grid: the sum of the distances along its indices. */
  int distance(int core, int other) {
    return cores.distance(core, other);
  }

  /** A core's place along each index of the grid. */
  public int[] place(int core) {
    return cores.place(core);
  }

  // Lines

  /** Lines and switches. */
  public TopologyExpansion topology() {
    return topology;
  }

  RoutingGraph graph() {
    return topology.graph();
  }

  /** Buses of a core. */
  int buses() {
    return buses;
  }

  /** Buses of all cores. */
  public int busCount() {
    return cores() * buses;
  }

  /** Drivers of all cores: those that the rows of all zones have. */
  public int driverCount() {
    return cores() * zones * fanIn / rows();
  }

  /** The node where a bus begins. */
  int busNode(int core, int bus) {
    return busNode[core * buses + bus];
  }

  String busFamily() {
    return delivery.buses().node().family();
  }

  String driverFamily() {
    return delivery.drivers().family();
  }

  /** Circuits of a block. */
  public int blockCircuits() {
    return delivery.buses().blockCircuits();
  }

  List<Merge> merges() {
    return delivery.buses().merges();
  }

  /** The bus of blocks that are merged, or -1 where there is none. */
  int onto(Merge merge, int block) {
    IndexExpr onto = IndexExpr.of(merge.onto(), List.of("block"), constants);
    double bus = onto.at(new double[] {block});
    return bus >= 0 && bus < buses && bus == Math.rint(bus) ? (int) bus : -1;
  }

  // Drivers, rows, synapses

  /** Number of driver nodes. */
  int drivers() {
    return driverCore.length;
  }

  /** Core of a driver; -1 where there is none. */
  int driverCore(int driver) {
    return driverCore[driver];
  }

  int driverZone(int driver) {
    return driverZone[driver];
  }

  int zones() {
    return zones;
  }

  /** Zone of a circuit; negative where no driver reaches it. */
  int circuitZone(int circuit) {
    return circuitZone[circuit];
  }

  int circuitLane(int circuit) {
    return circuitLane[circuit];
  }

  /**
   * Rows by lane that cross circuits of each core: {@code fanIn} for each lane of each zone that
   * circuits of the lane are in.
   */
  int[] halfRows() {
    Set<Integer> kinds = new TreeSet<>();
    for (int c = 0; c < circuits; c++) {
      if (circuitZone[c] >= 0) {
        kinds.add(circuitZone[c] * lanes() + circuitLane[c]);
      }
    }
    int[] halfRows = new int[cores()];
    Arrays.fill(halfRows, kinds.size() * fanIn);
    return halfRows;
  }

  /** Most circuits that a neuron has in one zone and lane. */
  int widest(int circuit, int size) {
    int[] count = new int[zones * lanes()];
    int most = 0;
    for (int c = circuit; c < circuit + size; c++) {
      if (circuitZone[c] >= 0) {
        most = Math.max(most, ++count[circuitZone[c] * lanes() + circuitLane[c]]);
      }
    }
    return most;
  }

  int rows() {
    return delivery.drivers().rows();
  }

  int lanes() {
    return delivery.drivers().lanes();
  }

  /** Low bits of an address, which synapses compare. */
  int decoderBits() {
    return delivery.address().bits() - delivery.address().rowBits();
  }

  /** Addresses that sources can have, by the pattern of their high bits. */
  int[][] addresses() {
    return addresses;
  }

  /** How many sources a bus can have. */
  public int usable() {
    return Arrays.stream(addresses).mapToInt(a -> a.length).sum();
  }
}
