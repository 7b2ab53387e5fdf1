package org.bitspike.reference.cable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType.Action;
import org.bitspike.ir.network.ComponentType.EventPort;
import org.bitspike.ir.network.ComponentType.OnCondition;
import org.bitspike.ir.network.ComponentType.OnEvent;
import org.bitspike.ir.network.ComponentType.Slot;
import org.bitspike.ir.random.CounterRandom;

/**
 * All instances of one component attached to compartments: synapses of one projection, inputs of
 * one list. Row {@code k} is the {@code k}-th instance.
 */
final class PointProcesses {

  /** Events inside one component that pass through more relays than this go in circles. */
  private static final int MOST_RELAYS = 16;

  private record Rule(ArrayProgram test, double[] holds, List<ArrayProgram> actions) {}

  /** A state that a condition sets: nodes of its test and of the value. */
  private record Setting(int test, String state, int value) {}

  final Component component;
  final Mechanism mechanism;
  private final Part root;
  private final int[] nodes;

  /** Id of the segment each instance is on. */
  private final int[] segments;

  private final double[] v;
  private final double[] time;
  private final double[] weight;
  private final double[] current;
  private final double[] slope;
  private final List<ArrayProgram> onEvent = new ArrayList<>();
  private final List<Rule> rules = new ArrayList<>();
  private final List<Setting> settings = new ArrayList<>();
  private final List<String> gathered = new ArrayList<>();
  private final int[] drawn;
  private double[] peerVoltages = {};
  private int[] peerNodes = {};
  private double[] peerColumn = {};
  private int currentNode;
  private ArrayProgram currents;

  /**
   * Attaches.
   *
   * @param nodes of the instances, over all cells
   * @param segments the ids of the segments they are on
   * @param weights one per instance
   * @param stream of the random numbers; instance {@code k} draws those with index {@code k}
   */
  PointProcesses(
      CableContext context,
      Component component,
      int[] nodes,
      int[] segments,
      double[] weights,
      int stream) {
    this.component = component;
    this.nodes = nodes.clone();
    this.segments = segments.clone();
    this.drawn = new int[nodes.length];
    this.mechanism =
        new Mechanism(
            context,
            nodes.length,
            row -> CounterRandom.uniform(context.seed(), stream, row, drawn[row]++));
    this.root = mechanism.flattener().part(component, "");
    this.weight = mechanism.column("weight");
    System.arraycopy(weights, 0, weight, 0, weights.length);
    if (root.type.properties().stream().anyMatch(p -> p.name().equals("weight"))) {
      mechanism.flattener().column("weight");
    }
    this.v = mechanism.column("v");
    this.time = mechanism.column("t");
    this.current = new double[nodes.length];
    this.slope = new double[nodes.length];
    mechanism.add(root);
    currents = mechanism.program(Map.of());
  }

  int size() {
    return nodes.length;
  }

  int node(int instance) {
    return nodes[instance];
  }

  int segment(int instance) {
    return segments[instance];
  }

  /** Whether it needs the voltage at the other end of a coupling. */
  boolean hasPeer() {
    return root.type.slots().stream().anyMatch(s -> s.kind() == Slot.Kind.PEER);
  }

  /** Compiles; {@code world} holds what is known of each node by the name it is required by. */
  void compile(CableContext context, Map<String, double[]> world) {
    Flattener flattener = mechanism.flattener();
    if (root.exposed("i").isEmpty()) {
      flattener.report(root, "it exposes no current i");
      return;
    }
    currentNode = flattener.exposed(root, "i");
    for (Part p : root.withAllBelow()) {
      p.type.dynamics().onConditions().forEach(c -> rule(p, c));
    }
    arrive(root, "in", onEvent, 0);
    int minus = mechanism.graph.negate(slope());
    for (String input : mechanism.inputs(currentNode, minus)) {
      if (mechanism.hasColumn(input)) {
        continue;
      }
      mechanism.column(input);
      if (world.containsKey(input)) {
        gathered.add(input);
      } else if (!input.endsWith("/v") || !hasPeer()) {
        flattener.report(root, "nothing on a cable provides the variable " + input);
      }
    }
    Map<double[], Integer> outputs = new LinkedHashMap<>();
    outputs.put(current, currentNode);
    outputs.put(slope, minus);
    currents = mechanism.currentProgram(outputs);
    mechanism.compile(context.dt());
  }

  /**
   * The derivative of the current with respect to the voltage, also through states that conditions
   * set in this step, such as the current of a voltage clamp.
   */
  private int slope() {
    Graph graph = mechanism.graph;
    Derivative byVoltage = new Derivative(graph, graph.input("v"));
    Map<String, Integer> changes = new LinkedHashMap<>();
    for (Setting s : settings) {
      int before = changes.getOrDefault(s.state, graph.constant(0));
      changes.put(s.state, graph.select(s.test, byVoltage.of(s.value), before));
    }
    int total = byVoltage.of(currentNode);
    for (Map.Entry<String, Integer> c : changes.entrySet()) {
      int byState = new Derivative(graph, graph.input(c.getKey())).of(currentNode);
      total = graph.add(total, graph.multiply(byState, c.getValue()));
    }
    return total;
  }

  // ------------------------------------------------------------------------------------------------ events inside

  private void rule(Part p, OnCondition c) {
    double[] holds = new double[nodes.length];
    List<ArrayProgram> actions = new ArrayList<>();
    c.actions().forEach(a -> act(p, a, actions, 0));
    int test = mechanism.flattener().expression(p, c.test());
    for (Action a : c.actions()) {
      if (a instanceof Action.Assign(String variable, var value)) {
        int node = mechanism.flattener().expression(p, value);
        settings.add(new Setting(test, p.qualified(variable), node));
      }
    }
    rules.add(new Rule(mechanism.program(test, holds), holds, actions));
  }

  private void act(Part p, Action action, List<ArrayProgram> to, int depth) {
    switch (action) {
      case Action.Assign(String variable, var value) ->
          to.add(
              mechanism.program(
                  mechanism.flattener().expression(p, value),
                  mechanism.column(p.qualified(variable))));
      case Action.Emit(String port) -> {
        Part parent = p.parent;
        if (parent != null && isInside(p, parent) && hasIn(parent)) {
          arrive(parent, "in", to, depth + 1);
        }
        p.slots.values().forEach(list -> list.forEach(c -> arrive(c, "in", to, depth + 1)));
      }
      case Action.Transition(String regime) ->
          mechanism.flattener().report(p, "it changes to regime " + regime);
    }
  }

  private static boolean hasIn(Part p) {
    return p.type.eventPorts().stream().anyMatch(e -> e.in() && e.name().equals("in"));
  }

  private static boolean isInside(Part child, Part parent) {
    return parent.type.slots().stream()
        .filter(s -> s.kind() == Slot.Kind.CHILD || s.kind() == Slot.Kind.CHILDREN)
        .anyMatch(s -> parent.slots.getOrDefault(s.name(), List.of()).contains(child));
  }

  private void arrive(Part p, String port, List<ArrayProgram> to, int depth) {
    if (depth > MOST_RELAYS) {
      mechanism.flattener().report(p, "its events relay each other without end");
      return;
    }
    List<String> in =
        p.type.eventPorts().stream().filter(EventPort::in).map(EventPort::name).toList();
    for (OnEvent e : p.type.dynamics().onEvents()) {
      if (e.port().equals(in.contains(port) || in.isEmpty() ? port : in.getFirst())) {
        e.actions().forEach(a -> act(p, a, to, depth));
      }
    }
  }

  // ------------------------------------------------------------------------------------------------ running

  void start(double[] voltages, Map<String, double[]> world) {
    gather(voltages, world);
    Arrays.fill(time, 0);
    mechanism.start();
  }

  /** An event arrives; acts at once. */
  void receive(int instance, double eventWeight) {
    weight[instance] = eventWeight;
    for (ArrayProgram action : onEvent) {
      action.run(instance, instance + 1);
    }
  }

  /** Reads what the compartments have. */
  void gather(double[] voltages, Map<String, double[]> world) {
    for (int r = 0; r < v.length; r++) {
      v[r] = voltages[nodes[r]];
    }
    for (String name : gathered) {
      double[] from = world.get(name);
      double[] to = mechanism.column(name);
      for (int r = 0; from != null && r < to.length; r++) {
        to[r] = from[nodes[r]];
      }
    }
  }

  /**
   * From now on, what it requires as the other end's {@code v} is the voltage at those instances.
   */
  void seePeers(double[] voltages, PointProcesses other) {
    String slot =
        root.type.slots().stream()
            .filter(s -> s.kind() == Slot.Kind.PEER)
            .findFirst()
            .map(Slot::name)
            .orElse("peer");
    peerVoltages = voltages;
    peerNodes = other.nodes;
    peerColumn = mechanism.column(slot + "/v");
  }

  /** Adds currents at the middle of a step; conditions are tested first. */
  void addCurrents(CableSolver solver, double t) {
    Arrays.fill(time, t);
    for (int r = 0; r < peerColumn.length; r++) {
      peerColumn[r] = peerVoltages[peerNodes[r]];
    }
    for (Rule rule : rules) {
      rule.test.run(0, nodes.length);
      for (int r = 0; r < nodes.length; r++) {
        if (rule.holds[r] != 0) {
          for (ArrayProgram action : rule.actions) {
            action.run(r, r + 1);
          }
        }
      }
    }
    currents.run(0, nodes.length);
    for (int r = 0; r < nodes.length; r++) {
      solver.current[nodes[r]] += current[r];
      solver.slope[nodes[r]] += slope[r];
    }
  }

  void advance(double[] voltages, Map<String, double[]> world, double t) {
    gather(voltages, world);
    Arrays.fill(time, t);
    mechanism.advanceStates();
  }
}
