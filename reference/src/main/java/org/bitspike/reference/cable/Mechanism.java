package org.bitspike.reference.cable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.bitspike.ir.network.ComponentType.Action;
import org.bitspike.ir.network.ComponentType.Dynamics;
import org.bitspike.ir.network.ComponentType.KineticScheme;
import org.bitspike.ir.network.ComponentType.StateVariable;
import org.bitspike.ir.network.ComponentType.TimeDerivative;

/**
 * What some rows - compartments or points on them - have in common: flattened components with one
 * column for each state and each input.
 *
 * <p>In the {@link StateScheme#EXPONENTIAL} scheme a state {@code q} whose rate is {@code f = a + b
 * q}, with {@code a} and {@code b} free of states that move with it, takes the exact step for
 * frozen {@code a} and {@code b}: {@code q += f dt (exp(b dt) - 1) / (b dt)}; in the {@link
 * StateScheme#GRID} scheme {@code q += f dt}. States that depend on each other, such as those of a
 * kinetic scheme, take one linearly implicit Euler step together ({@link CoupledStates}).
 */
final class Mechanism {

  /** Added to {@code b dt} so that the quotient has its limit 1 at 0 and is unchanged elsewhere. */
  private static final double TINY = 1e-300;

  private record State(String name, int input, int rate, int start) {}

  final Graph graph = new Graph();
  final int rows;
  private final Flattener flattener;
  private final Map<String, double[]> columns = new LinkedHashMap<>();
  private final List<Part> roots = new ArrayList<>();
  private final Map<String, State> states = new LinkedHashMap<>();
  private final List<List<String>> schemes = new ArrayList<>();
  private final Map<String, double[]> before = new LinkedHashMap<>();
  private final StateScheme scheme;
  private final ArrayProgram.Draws draws;
  private ArrayProgram startProgram;
  private ArrayProgram stateProgram;
  private final List<CoupledStates> coupled = new ArrayList<>();

  Mechanism(CableContext context, int rows, ArrayProgram.Draws draws) {
    this.rows = rows;
    this.draws = draws;
    this.flattener = context.flattener(graph);
    this.scheme = context.scheme();
    this.startProgram = program(Map.of());
    this.stateProgram = startProgram;
  }

  Flattener flattener() {
    return flattener;
  }

  List<Part> roots() {
    return roots;
  }

  /** The column of an input or state; made when first asked for. */
  double[] column(String name) {
    return columns.computeIfAbsent(name, n -> new double[rows]);
  }

  boolean hasColumn(String name) {
    return columns.containsKey(name);
  }

  /** Gives an input a column that others fill. */
  void bind(String name, double[] column) {
    columns.put(name, column);
  }

  /** Whether a name is a state. */
  boolean isState(String name) {
    return states.containsKey(name);
  }

  /** Adds a component tree. */
  void add(Part root) {
    roots.add(root);
    List<Part> all = root.withAllBelow();
    for (Part p : all) {
      Dynamics dynamics = p.type.dynamics();
      if (!dynamics.regimes().isEmpty()) {
        flattener.report(p, "it has regimes");
      }
      for (StateVariable s : dynamics.stateVariables()) {
        String name = p.qualified(s.name());
        column(name);
        states.put(name, new State(name, graph.input(name), rate(p, s.name()), start(p, s.name())));
      }
    }
    for (Part p : all) {
      p.type.dynamics().kineticSchemes().forEach(k -> addScheme(p, k));
    }
  }

  private int rate(Part p, String state) {
    for (TimeDerivative d : p.type.dynamics().timeDerivatives()) {
      if (d.variable().equals(state)) {
        return flattener.expression(p, d.rate());
      }
    }
    return graph.constant(0);
  }

  private int start(Part p, String state) {
    int result = graph.constant(0);
    for (Action a : p.type.dynamics().onStart()) {
      if (a instanceof Action.Assign(String variable, var value) && variable.equals(state)) {
        result = flattener.expression(p, value);
      }
    }
    return result;
  }

  private void addScheme(Part p, KineticScheme scheme) {
    Map<String, Integer> rates = new LinkedHashMap<>();
    Map<String, Part> byId = new LinkedHashMap<>();
    for (Part node : p.slots.getOrDefault(scheme.nodes(), List.of())) {
      byId.put(node.component.id(), node);
      rates.put(node.component.id(), graph.constant(0));
    }
    for (Part edge : p.slots.getOrDefault(scheme.edges(), List.of())) {
      String from = edge.component.texts().getOrDefault(scheme.edgeSource(), "");
      String to = edge.component.texts().getOrDefault(scheme.edgeTarget(), "");
      Part source = byId.get(from);
      Part target = byId.get(to);
      if (source == null || target == null) {
        flattener.report(edge, "it joins " + from + " and " + to + ", of which one is no state");
        continue;
      }
      int flow =
          graph.subtract(
              graph.multiply(
                  flattener.exposed(edge, scheme.forwardRate()),
                  flattener.variable(source, scheme.stateVariable())),
              graph.multiply(
                  flattener.exposed(edge, scheme.reverseRate()),
                  flattener.variable(target, scheme.stateVariable())));
      rates.computeIfPresent(from, (k, r) -> graph.subtract(r, flow));
      rates.computeIfPresent(to, (k, r) -> graph.add(r, flow));
    }
    List<String> names = new ArrayList<>();
    rates.forEach(
        (id, rate) -> {
          Part node = java.util.Objects.requireNonNull(byId.get(id));
          String name = node.qualified(scheme.stateVariable());
          names.add(name);
          states.put(name, new State(name, graph.input(name), rate, graph.constant(0)));
        });
    schemes.add(names);
  }

  // ------------------------------------------------------------------------------------------------ programs

  /** A program that computes nodes into columns. */
  ArrayProgram program(Map<double[], Integer> outputs) {
    ProgramBuilder builder = new ProgramBuilder(graph, columns, rows);
    outputs.forEach((column, node) -> builder.output(node, column));
    return builder.build(draws);
  }

  /**
   * A program for the currents of a step: in the {@link StateScheme#GRID} scheme it sees moving
   * states as they were before they last moved.
   */
  ArrayProgram currentProgram(Map<double[], Integer> outputs) {
    Map<String, double[]> seen = new LinkedHashMap<>(columns);
    if (scheme == StateScheme.GRID) {
      for (State s : states.values()) {
        if (!graph.isConstant(s.rate, 0)) {
          seen.put(s.name, before.computeIfAbsent(s.name, n -> new double[rows]));
        }
      }
    }
    ProgramBuilder builder = new ProgramBuilder(graph, seen, rows);
    outputs.forEach((column, node) -> builder.output(node, column));
    return builder.build(draws);
  }

  /** A program that computes one node into a column. */
  ArrayProgram program(int node, double[] to) {
    Map<double[], Integer> outputs = new java.util.IdentityHashMap<>();
    outputs.put(to, node);
    return program(outputs);
  }

  /** Names of the inputs that a node, the rates or the start values need. */
  List<String> inputs(int... nodes) {
    Map<String, Boolean> names = new LinkedHashMap<>();
    for (int n : nodes) {
      flattener.inputsOf(n).keySet().forEach(k -> names.put(k, true));
    }
    for (State s : states.values()) {
      flattener.inputsOf(s.rate).keySet().forEach(k -> names.put(k, true));
      flattener.inputsOf(s.start).keySet().forEach(k -> names.put(k, true));
    }
    return names.keySet().stream().filter(n -> !states.containsKey(n)).sorted().toList();
  }

  /** Compiles start values and state updates; every input must have its column by now. */
  void compile(double dt) {
    ProgramBuilder start = new ProgramBuilder(graph, columns, rows);
    states.values().forEach(s -> start.output(s.start, column(s.name)));
    startProgram = start.build(draws);
    ProgramBuilder update = new ProgramBuilder(graph, columns, rows);
    List<State> moving =
        new ArrayList<>(
            states.values().stream().filter(s -> !graph.isConstant(s.rate, 0)).toList());
    List<List<State>> systems = systems(moving);
    for (List<State> system : systems) {
      boolean kinetic = schemes.stream().anyMatch(n -> n.contains(system.getFirst().name));
      Optional<Integer> step =
          system.size() == 1 && !kinetic ? alone(system.getFirst(), dt) : Optional.empty();
      if (step.isPresent()) {
        update.output(step.get(), column(system.getFirst().name));
      } else {
        coupled.add(couple(system, kinetic, dt));
      }
    }
    stateProgram = update.build(draws);
  }

  /** The step of a state by itself, if the scheme has one for its rate. */
  private Optional<Integer> alone(State s, double dt) {
    int b = new Derivative(graph, s.input).of(s.rate);
    if (graph.dependsOn(b, s.input) && scheme == StateScheme.EXPONENTIAL) {
      return Optional.empty();
    }
    int change = graph.multiply(s.rate, graph.constant(dt));
    if (scheme == StateScheme.EXPONENTIAL && !graph.isConstant(b, 0)) {
      // also where b is a number: 1e-300 vanishes beside any that matters
      int z = graph.add(graph.multiply(b, graph.constant(dt)), graph.constant(TINY));
      change = graph.multiply(change, graph.divide(graph.expm1(z), z));
    }
    return Optional.of(graph.add(graph.input(s.name), change));
  }

  private CoupledStates couple(List<State> system, boolean conserved, double dt) {
    int n = system.size();
    double[][] rates = new double[n][rows];
    double[][][] jacobian = new double[n][n][rows];
    double[][] values = new double[n][];
    ProgramBuilder builder = new ProgramBuilder(graph, columns, rows);
    for (int k = 0; k < n; k++) {
      values[k] = column(system.get(k).name);
      builder.output(system.get(k).rate, rates[k]);
      for (int l = 0; l < n; l++) {
        builder.output(
            new Derivative(graph, system.get(l).input).of(system.get(k).rate), jacobian[k][l]);
      }
    }
    return new CoupledStates(values, rates, jacobian, builder.build(draws), dt, conserved);
  }

  /** States that depend on each other, directly or through others, together. */
  private List<List<State>> systems(List<State> moving) {
    int n = moving.size();
    int[] group = new int[n];
    Arrays.setAll(group, k -> k);
    for (int k = 0; k < n; k++) {
      Map<String, Integer> reads = flattener.inputsOf(moving.get(k).rate);
      for (int l = 0; l < n; l++) {
        if (l != k && reads.containsKey(moving.get(l).name) && group[l] != group[k]) {
          int from = group[l];
          int to = group[k];
          for (int m = 0; m < n; m++) {
            group[m] = group[m] == from ? to : group[m];
          }
        }
      }
    }
    Map<Integer, List<State>> result = new LinkedHashMap<>();
    for (int k = 0; k < n; k++) {
      result.computeIfAbsent(group[k], g -> new ArrayList<>()).add(moving.get(k));
    }
    return List.copyOf(result.values());
  }

  // ------------------------------------------------------------------------------------------------ running

  /** Sets all states up; voltages and concentrations must be in place. */
  void start() {
    startProgram.run(0, rows);
    coupled.stream().filter(CoupledStates::conserved).forEach(CoupledStates::toSteadyState);
    keepBefore();
  }

  private void keepBefore() {
    before.forEach((name, column) -> System.arraycopy(column(name), 0, column, 0, rows));
  }

  /** Moves all states on by one step, with the inputs as they are now. */
  void advanceStates() {
    keepBefore();
    stateProgram.run(0, rows);
    coupled.forEach(CoupledStates::advance);
  }

  // ------------------------------------------------------------------------------------------------ recording

  /**
   * Reads a variable of one row by its path: a state, or anything computed from states and inputs.
   */
  Optional<DoubleSupplier> reader(String path, int row) {
    double[] state = columns.get(path);
    if (state != null) {
      return Optional.of(() -> state[row]);
    }
    Optional<Integer> node = roots.stream().flatMap(r -> find(r, path).stream()).findFirst();
    if (node.isEmpty() || !columns.keySet().containsAll(flattener.inputsOf(node.get()).keySet())) {
      return Optional.empty();
    }
    double[] to = new double[rows];
    ArrayProgram program = program(node.get(), to);
    return Optional.of(
        () -> {
          program.run(row, row + 1);
          return to[row];
        });
  }

  private Optional<Integer> find(Part root, String path) {
    for (Part p : root.withAllBelow()) {
      String prefix = p.path.isEmpty() ? "" : p.path + "/";
      if (path.startsWith(prefix)) {
        String name = path.substring(prefix.length());
        Optional<String> own = name.contains("/") ? Optional.empty() : p.exposed(name);
        if (own.isPresent()) {
          return Optional.of(flattener.variable(p, own.get()));
        }
      }
    }
    return Optional.empty();
  }
}
