package org.bitspike.frontends.nir;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bitspike.ir.diag.Code;

/**
 * The nodes of a graph and of the graphs in it, by names such as {@code layer.lif}. Inputs and
 * outputs of inner graphs pass on what comes; an edge to an inner graph leads to its inputs, one
 * from it comes from its outputs.
 */
final class FlatGraph {

  private final Faults faults;
  private final Map<String, NirNode> nodes = new LinkedHashMap<>();
  private final Map<String, List<String>> before = new LinkedHashMap<>();
  private final Map<String, List<String>> after = new LinkedHashMap<>();

  FlatGraph(NirNode root, Faults faults) {
    this.faults = faults;
    if (!root.type().equals("NIRGraph")) {
      throw faults.error(
          Code.F_BAD_VALUE,
          root.path(),
          "the file holds a node of type " + root.type() + ", not a NIRGraph",
          "wrap the node in a graph with an Input and an Output");
    }
    addNodes(root, "");
    addEdges(root, "");
  }

  Map<String, NirNode> nodes() {
    return nodes;
  }

  NirNode node(String name) {
    return Objects.requireNonNull(nodes.get(name), name);
  }

  List<String> before(String name) {
    return before.getOrDefault(name, List.of());
  }

  List<String> after(String name) {
    return after.getOrDefault(name, List.of());
  }

  /** Whether spikes come in here from outside. */
  boolean isInput(String name) {
    return node(name).type().equals("Input") && name.indexOf('.') < 0;
  }

  private void addNodes(NirNode graph, String prefix) {
    graph
        .nodes()
        .forEach(
            (name, node) -> {
              if (node.type().equals("NIRGraph")) {
                addNodes(node, prefix + name + ".");
              } else {
                nodes.put(prefix + name, node);
              }
            });
  }

  private void addEdges(NirNode graph, String prefix) {
    for (NirNode.Edge edge : new LinkedHashSet<>(graph.edges())) {
      for (String from : ends(graph, prefix, edge.from(), "Output")) {
        for (String to : ends(graph, prefix, edge.to(), "Input")) {
          after.computeIfAbsent(from, n -> new ArrayList<>()).add(to);
          before.computeIfAbsent(to, n -> new ArrayList<>()).add(from);
        }
      }
    }
    graph
        .nodes()
        .forEach(
            (name, node) -> {
              if (node.type().equals("NIRGraph")) {
                addEdges(node, prefix + name + ".");
              }
            });
  }

  private List<String> ends(NirNode graph, String prefix, String name, String inner) {
    if (nodes.containsKey(prefix + name)) {
      return List.of(prefix + name);
    }
    List<String> found =
        nodes.keySet().stream()
            .filter(n -> n.startsWith(prefix + name + "."))
            .filter(n -> n.indexOf('.', (prefix + name).length() + 1) < 0)
            .filter(n -> node(n).type().equals(inner))
            .toList();
    if (found.isEmpty()) {
      throw faults.error(
          Code.F_UNRESOLVED,
          graph.path() + "/edges",
          "an edge names '"
              + name
              + "', which is no node here"
              + (graph.nodes().containsKey(name) ? " but a graph without an " + inner : ""));
    }
    return found;
  }
}
