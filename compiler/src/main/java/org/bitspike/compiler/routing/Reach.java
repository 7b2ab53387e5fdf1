package org.bitspike.compiler.routing;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Whether there is a way between nodes if everything is free. Most pairs are answered by way of one
 * node in between; the others by a search.
 */
final class Reach {

  private static final int LARGE = 100_000;

  private final RoutingGraph graph;
  private final Search search;
  private final Map<int[], Boolean> found = new IdentityHashMap<>();
  private final boolean[] toHub;
  private final boolean[] fromHub;

  /**
   * Prepares.
   *
   * @param hub a node that many ways lead through
   */
  Reach(RoutingGraph graph, Search search, int hub) {
    this.graph = graph;
    this.search = search;
    fromHub = new boolean[graph.nodes()];
    toHub = new boolean[graph.nodes()];
    forward(hub);
    backward(hub);
  }

  /** Whether a source reaches one of the candidates. */
  boolean reaches(int source, int[] candidates) {
    if (graph.capacity(source) > 0 && toHub[source]) {
      for (int candidate : candidates) {
        if (fromHub[candidate]) {
          return true;
        }
      }
    }
    if (graph.nodes() < LARGE || graph.capacity(source) == 0 || !toHub[source]) {
      return search.reaches(source, candidates);
    }
    // in a large graph, one that reaches the hub answers for all that do
    return found.computeIfAbsent(candidates, c -> search.reaches(source, c));
  }

  private boolean works(int link) {
    return graph.works(link)
        && graph.capacity(graph.from(link)) > 0
        && graph.capacity(graph.to(link)) > 0;
  }

  private void forward(int hub) {
    ArrayDeque<Integer> open = new ArrayDeque<>();
    fromHub[hub] = true;
    open.add(hub);
    while (!open.isEmpty()) {
      int node = open.remove();
      for (int arc = graph.firstArc(node); arc < graph.firstArc(node + 1); arc++) {
        int next = graph.arcTarget(arc);
        if (!fromHub[next] && works(graph.arcSwitch(arc))) {
          fromHub[next] = true;
          open.add(next);
        }
      }
    }
  }

  private void backward(int hub) {
    int[] start = new int[graph.nodes() + 1];
    for (int node = 0; node < graph.nodes(); node++) {
      for (int arc = graph.firstArc(node); arc < graph.firstArc(node + 1); arc++) {
        start[graph.arcTarget(arc) + 1]++;
      }
    }
    Arrays.parallelPrefix(start, Integer::sum);
    int[] arcFrom = new int[start[graph.nodes()]];
    int[] arcLink = new int[arcFrom.length];
    int[] next = start.clone();
    for (int node = 0; node < graph.nodes(); node++) {
      for (int arc = graph.firstArc(node); arc < graph.firstArc(node + 1); arc++) {
        int at = next[graph.arcTarget(arc)]++;
        arcFrom[at] = node;
        arcLink[at] = graph.arcSwitch(arc);
      }
    }
    ArrayDeque<Integer> open = new ArrayDeque<>();
    toHub[hub] = true;
    open.add(hub);
    while (!open.isEmpty()) {
      int node = open.remove();
      for (int at = start[node]; at < start[node + 1]; at++) {
        if (!toHub[arcFrom[at]] && works(arcLink[at])) {
          toHub[arcFrom[at]] = true;
          open.add(arcFrom[at]);
        }
      }
    }
  }
}
