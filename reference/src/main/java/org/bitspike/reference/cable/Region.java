package org.bitspike.reference.cable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bitspike.ir.network.Component;

/**
 * All channels that share one set of compartments, in all cells of a population: one graph, so that
 * what they have in common is computed once. Row {@code m * n + k} is the {@code k}-th of the
 * {@code n} compartments of cell {@code m}.
 */
final class Region {

  /** Inputs with the areas that densities cover in each row, numbered. */
  private static final String AREA = "area ";

  final Mechanism mechanism;

  /** Node of each row. */
  final int[] nodes;

  final double[] v;
  private final double[] current;
  private final double[] slope;
  private final Map<String, double[]> ionCurrents = new LinkedHashMap<>();
  private final Map<String, Integer> ionNodes = new LinkedHashMap<>();
  private final List<String> concentrations = new ArrayList<>();
  private final List<double[]> factors = new ArrayList<>();
  private int totalCurrent;
  private ArrayProgram currents;

  Region(CableContext context, int[] nodesOfCell, int nodesPerCell, int cells) {
    int n = nodesOfCell.length;
    nodes = new int[Math.multiplyExact(n, cells)];
    for (int r = 0; r < nodes.length; r++) {
      nodes[r] = r / n * nodesPerCell + nodesOfCell[r % n];
    }
    mechanism = new Mechanism(context, nodes.length, row -> 0);
    v = mechanism.column("v");
    current = new double[nodes.length];
    slope = new double[nodes.length];
    totalCurrent = mechanism.graph.constant(0);
    currents = mechanism.program(Map.of());
  }

  /** Fills a column of rows from a value per compartment of one cell. */
  void fill(double[] column, double[] perCompartment) {
    for (int r = 0; r < column.length; r++) {
      column[r] = perCompartment[r % perCompartment.length];
    }
  }

  /**
   * Adds channels.
   *
   * @param path below the cell
   * @param channels where the current into the cell is found
   * @param factor area, or share of a whole, of each compartment
   * @param ion that the current carries, or empty
   */
  void add(Channels channels, Component component, String path, double[] factor, String ion) {
    Graph graph = mechanism.graph;
    boolean everywhereOne = Arrays.stream(factor).allMatch(f -> f == 1);
    Part part = mechanism.flattener().part(component, path);
    mechanism.add(part);
    int i = channels.current(mechanism, part);
    int factorNode;
    if (everywhereOne) {
      factorNode = graph.constant(1);
    } else {
      // equal areas share one column
      factorNode = graph.input(factorName(factor));
    }
    int into = graph.multiply(i, factorNode);
    totalCurrent = graph.add(totalCurrent, into);
    if (!ion.isEmpty()) {
      ionNodes.merge(ion, into, graph::add);
    }
  }

  private String factorName(double[] factor) {
    for (int k = 0; k < factors.size(); k++) {
      if (Arrays.equals(factors.get(k), factor)) {
        return AREA + k;
      }
    }
    String name = AREA + factors.size();
    factors.add(factor.clone());
    fill(mechanism.column(name), factor);
    return name;
  }

  /**
   * Compiles.
   *
   * @param pooled ions whose currents are wanted
   * @param concentration columns of all nodes, by the name that channels require
   */
  void compile(CableContext context, List<String> pooled, Map<String, double[]> concentration) {
    Graph graph = mechanism.graph;
    int dIdv = new Derivative(graph, graph.input("v")).of(totalCurrent);
    int minus = graph.negate(dIdv);
    int[] wanted = {totalCurrent, minus};
    for (String input : mechanism.inputs(wanted)) {
      if (mechanism.hasColumn(input)) {
        continue;
      }
      if (concentration.containsKey(input)) {
        mechanism.column(input);
        concentrations.add(input);
      } else if (input.equals("t")) {
        mechanism.column(input);
      } else {
        mechanism.flattener().report(mechanism.roots().getFirst(), lacking(input));
        mechanism.column(input);
      }
    }
    Map<double[], Integer> outputs = new LinkedHashMap<>();
    outputs.put(current, totalCurrent);
    outputs.put(slope, minus);
    for (String ion : pooled) {
      Integer node = ionNodes.get(ion);
      if (node != null) {
        double[] column = new double[nodes.length];
        ionCurrents.put(ion, column);
        outputs.put(column, node);
      }
    }
    currents = mechanism.currentProgram(outputs);
    mechanism.compile(context.dt());
  }

  private static String lacking(String input) {
    return input.equals("temperature")
        ? "it requires a temperature and the network has none; give networkWithTemperature"
        : "nothing on a cable provides the variable " + input + " that it requires";
  }

  // ------------------------------------------------------------------------------------------------ running

  /** Reads voltages and concentrations of the compartments. */
  void gather(double[] voltages, Map<String, double[]> concentration) {
    gather(voltages, v);
    for (String c : concentrations) {
      gather(java.util.Objects.requireNonNull(concentration.get(c)), mechanism.column(c));
    }
  }

  private void gather(double[] from, double[] to) {
    for (int r = 0; r < to.length; r++) {
      to[r] = from[nodes[r]];
    }
  }

  void addCurrents(CableSolver solver, Map<String, double[]> ions) {
    currents.run(0, nodes.length);
    for (int r = 0; r < nodes.length; r++) {
      solver.current[nodes[r]] += current[r];
      solver.slope[nodes[r]] += slope[r];
    }
    ionCurrents.forEach(
        (ion, column) -> {
          double[] sum = java.util.Objects.requireNonNull(ions.get(ion));
          for (int r = 0; r < nodes.length; r++) {
            sum[nodes[r]] += column[r];
          }
        });
  }
}
