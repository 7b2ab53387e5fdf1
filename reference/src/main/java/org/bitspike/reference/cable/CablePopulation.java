package org.bitspike.reference.cable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.DoubleSupplier;
import java.util.function.IntConsumer;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;

/**
 * A population of equal cells with a morphology.
 *
 * <p>A step from {@code t} to {@code t + dt} is {@link #computeCurrents}, {@link #move}, {@link
 * #detectSpikes}: currents of channels, synapses and inputs at {@code v(t)}, inputs at the middle
 * of the step; the cable; then pools and states with the new voltages; then spikes.
 */
public final class CablePopulation {

  /** Compartments of a population: a gigabyte of columns for a dozen channels. */
  private static final long MOST_NODES = 4_000_000;

  private final String id;
  private final Component cell;
  private final int size;
  private final CableContext context;
  private final double dt;
  private final Compartments compartments;
  private final int nodes;
  private final double[] v;
  private final double[] initialV;
  private final CableSolver solver;
  private final List<Region> regions = new ArrayList<>();
  private final List<IonPool> pools = new ArrayList<>();
  private final List<PointProcesses> points = new ArrayList<>();
  private final Map<String, double[]> world = new LinkedHashMap<>();
  private final Map<String, double[]> ionCurrents = new LinkedHashMap<>();
  private final List<SpikeDetector> detectors = new ArrayList<>();
  private final Optional<Double> threshold;
  private final int root;
  private final int firstSegment;

  private CablePopulation(
      String id,
      Component cell,
      int size,
      CableContext context,
      Compartments compartments,
      Biophysics biophysics,
      Morphology morphology) {
    this.id = id;
    this.cell = cell;
    this.size = size;
    this.context = context;
    this.dt = context.dt();
    this.compartments = compartments;
    this.nodes = compartments.size();
    this.v = new double[Math.multiplyExact(nodes, size)];
    this.initialV = new double[nodes];
    double[] capacitance = new double[nodes];
    double[] specific = biophysics.specificCapacitance();
    double[] initial = biophysics.initialVoltage();
    int[] parents = compartments.parents();
    for (int n = 0; n < nodes; n++) {
      capacitance[n] = compartments.weighted(n, s -> specific[s]);
      boolean joint = compartments.area(n) == 0;
      initialV[n] =
          joint
              ? (parents[n] < 0 ? initial[0] : initialV[parents[n]])
              : compartments.weighted(n, s -> initial[s]) / compartments.area(n);
    }
    this.solver = new CableSolver(parents, compartments.conductances(), capacitance, size, dt);
    this.threshold = biophysics.spikeThreshold();
    this.firstSegment = morphology.segments().getFirst().id();
    this.root = compartments.at(firstSegment, 0.5).orElse(0);
    new MembraneBuilder(context, compartments, biophysics, morphology, size, regions, pools)
        .build();
  }

  /**
   * Builds a population.
   *
   * @param id of the population
   * @param cell a component of type {@code cell}
   * @param size number of cells
   * @param types component types of the network
   * @param dt step, seconds
   * @param scheme how states other than voltages move
   * @param seed of the network's random numbers
   * @throws BitspikeException when the morphology is unsound ({@code BS-R003}) or the cell uses
   *     what cannot run on a cable ({@code BS-R001})
   */
  public static CablePopulation of(
      String id,
      Component cell,
      int size,
      List<ComponentType> types,
      double dt,
      StateScheme scheme,
      long seed) {
    Diagnostics diagnostics = new Diagnostics();
    Map<String, ComponentType> byName = new LinkedHashMap<>();
    types.forEach(t -> byName.put(t.name(), t));
    CableContext context = new CableContext(byName, dt, scheme, seed, diagnostics);
    Optional<Component> shape = Parts.first(cell, "morphology");
    if (shape.isEmpty()) {
      throw new BitspikeException(
          Diagnostic.error(
              Code.R_MORPHOLOGY,
              cell.source(),
              "cell " + cell.id() + " has no morphology",
              "give it a morphology with at least one segment"));
    }
    Morphology morphology = Morphology.of(shape.get(), diagnostics);
    diagnostics.throwIfErrors();
    SegmentGroups groups = new SegmentGroups(morphology, diagnostics);
    List<Section> sections = Sections.of(morphology, groups, diagnostics);
    Optional<Biophysics> biophysics =
        Biophysics.of(cell, context, groups, morphology.segments().size());
    diagnostics.throwIfErrors();
    double[] resistivity = biophysics.orElseThrow().resistivity();
    diagnostics.throwIfErrors();
    Compartments compartments = new Compartments(morphology, sections, s -> resistivity[s]);
    long nodes = (long) compartments.size() * size;
    if (nodes > MOST_NODES) {
      throw new BitspikeException(
          Diagnostic.error(
              Code.R_MORPHOLOGY,
              cell.source(),
              "population "
                  + id
                  + " has "
                  + nodes
                  + " compartments in all, but at most "
                  + MOST_NODES
                  + " can be run",
              "lower numberInternalDivisions, or the number of cells"));
    }
    CablePopulation result =
        new CablePopulation(
            id, cell, size, context, compartments, biophysics.orElseThrow(), morphology);
    diagnostics.throwIfErrors();
    return result;
  }

  /** Number of segments of a cell component, with none where it has no morphology. */
  public static int segments(Component cell) {
    return Parts.first(cell, "morphology").map(m -> Parts.ofType(m, "segment").size()).orElse(0);
  }

  /** Id of the population. */
  public String id() {
    return id;
  }

  /** Number of cells. */
  public int size() {
    return size;
  }

  /** Compartments of one cell, joints without area included. */
  public int nodesPerCell() {
    return nodes;
  }

  /** Id of the segment that has no parent. */
  public int firstSegment() {
    return firstSegment;
  }

  // ------------------------------------------------------------------------------------------------ building

  /**
   * The node at a place.
   *
   * @throws BitspikeException when the cell has no such place ({@code BS-R004})
   */
  int node(int member, int segment, double fraction, SourceRef user) {
    Optional<Integer> node = compartments.at(segment, fraction);
    if (node.isEmpty()) {
      throw new BitspikeException(
          Diagnostic.error(
              Code.R_NO_PLACE,
              user,
              "cell "
                  + cell.id()
                  + " of population "
                  + id
                  + " has no place at "
                  + fraction
                  + " of segment "
                  + segment));
    }
    return member * nodes + node.get();
  }

  /**
   * Attaches instances of a component, one to each member and place given.
   *
   * @param segments ids of segments
   * @param fractions along the segments, 0 to 1
   * @param weights values of the component's property {@code weight}
   * @param stream of the instances' random numbers
   * @param user what asks for it, for messages
   * @throws BitspikeException when the cell has no such place ({@code BS-R004})
   */
  public Attached attach(
      Component component,
      int[] members,
      int[] segments,
      double[] fractions,
      double[] weights,
      int stream,
      SourceRef user) {
    int[] at = new int[members.length];
    for (int k = 0; k < at.length; k++) {
      at[k] = node(members[k], segments[k], fractions[k], user);
    }
    PointProcesses processes =
        new PointProcesses(context, component, at, segments, weights, stream);
    points.add(processes);
    return new Attached(processes);
  }

  /** Lets attached instances see the voltage at instances of another population, one to one. */
  public void seePeers(Attached own, CablePopulation other, Attached peers) {
    own.processes.seePeers(other.v, peers.processes);
  }

  /** Instances attached by one call. */
  public static final class Attached {
    private final PointProcesses processes;

    private Attached(PointProcesses processes) {
      this.processes = processes;
    }

    /** An event arrives at an instance, with the weight of its connection. */
    public void receive(int instance, double weight) {
      processes.receive(instance, weight);
    }
  }

  /** Watches for spikes at a place of every cell; calls back with the member. */
  public void onSpike(int segment, double fraction, IntConsumer receiver, SourceRef user) {
    if (threshold.isPresent()) {
      detectors.add(
          new SpikeDetector(
              node(0, segment, fraction, user), nodes, size, threshold.get(), receiver));
    }
  }

  /** Watches for spikes in the middle of the first segment. */
  public void onSpike(IntConsumer receiver) {
    if (threshold.isPresent()) {
      detectors.add(new SpikeDetector(root, nodes, size, threshold.get(), receiver));
    }
  }

  /** Compiles everything; nothing can be attached afterwards. */
  public void finish() {
    TreeSet<String> ions = new TreeSet<>();
    pools.forEach(p -> ions.add(p.ion));
    List.of("ca", "ca2")
        .forEach(
            ion -> {
              world.put(IonPool.insideName(ion), new double[v.length]);
              world.put(IonPool.outsideName(ion), new double[v.length]);
            });
    for (String ion : ions) {
      ionCurrents.put(ion, new double[v.length]);
      world.putIfAbsent(IonPool.insideName(ion), new double[v.length]);
      world.putIfAbsent(IonPool.outsideName(ion), new double[v.length]);
    }
    regions.forEach(r -> r.compile(context, List.copyOf(ions), world));
    for (IonPool pool : pools) {
      double[] areas = new double[pool.nodes.length];
      Arrays.setAll(areas, r -> compartments.area(pool.nodes[r] % nodes));
      pool.compile(context, areas, world);
    }
    points.forEach(p -> p.compile(context, world));
    context.diagnostics().throwIfErrors();
  }

  // ------------------------------------------------------------------------------------------------ running

  /** Sets everything up at t = 0. */
  public void start() {
    for (int n = 0; n < v.length; n++) {
      v[n] = initialV[n % nodes];
    }
    pools.forEach(p -> p.start(world));
    for (Region r : regions) {
      r.gather(v, world);
      r.mechanism.start();
    }
    points.forEach(p -> p.start(v, world));
    detectors.forEach(d -> d.start(v));
  }

  /**
   * First part of a step: currents with the voltages and states at its beginning, inputs at its
   * middle. All populations that are coupled take it before any takes the second.
   *
   * @param t time at the end of the step
   */
  public void computeCurrents(double t) {
    Arrays.fill(solver.current, 0);
    Arrays.fill(solver.slope, 0);
    ionCurrents.values().forEach(c -> Arrays.fill(c, 0));
    for (Region r : regions) {
      r.addCurrents(solver, ionCurrents);
    }
    for (PointProcesses p : points) {
      p.addCurrents(solver, t - dt / 2);
    }
  }

  /**
   * Second part: the voltages, then everything that follows them.
   *
   * @param t time at the end of the step
   */
  public void move(double t) {
    solver.solve(v);
    for (IonPool p : pools) {
      p.advance(world, ionCurrents);
    }
    for (Region r : regions) {
      r.gather(v, world);
      r.mechanism.advanceStates();
    }
    for (PointProcesses p : points) {
      p.advance(v, world, t);
    }
    requireFinite(t);
  }

  /** Third part: tells of the spikes. Events sent back may be received at once. */
  public void detectSpikes() {
    for (SpikeDetector d : detectors) {
      d.detect(v);
    }
  }

  private void requireFinite(double t) {
    double sum = 0;
    for (double x : v) {
      sum += x * 0.0;
    }
    if (sum != 0) {
      int n = 0;
      while (Double.isFinite(v[n])) {
        n++;
      }
      throw new BitspikeException(
          Diagnostic.error(
              Code.R_NOT_FINITE,
              cell.source(),
              "v of a compartment of "
                  + id
                  + "["
                  + n / nodes
                  + "] became "
                  + v[n]
                  + " at t = "
                  + t
                  + " s"));
    }
  }

  /** Voltage of a node of a member, for couplings. */
  double[] voltages() {
    return v;
  }

  // ------------------------------------------------------------------------------------------------ recording

  /**
   * A value below a member: {@code v}, {@code 3/v} for segment 3, {@code caConc}, a state by its
   * path such as {@code biophys/membraneProperties/na/naChan/m/q}, also below a segment, or {@code
   * 3/synapses:AMPA:0/g} for the first instance of a component attached to a segment.
   */
  public Optional<DoubleSupplier> value(int member, String path) {
    return new ValuePath(this, member).resolve(path);
  }

  Compartments compartments() {
    return compartments;
  }

  int rootNode() {
    return root;
  }

  List<Region> regions() {
    return regions;
  }

  List<IonPool> pools() {
    return pools;
  }

  List<PointProcesses> points() {
    return points;
  }

  Map<String, double[]> world() {
    return world;
  }
}
