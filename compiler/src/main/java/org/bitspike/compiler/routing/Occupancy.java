package org.bitspike.compiler.routing;

/** What is in use, and what it costs. */
final class Occupancy {

  private static final double FIRST_PRESSURE = 0.5;
  private static final double PRESSURE_GROWTH = 1.5;
  private static final double MOST_PRESSURE = 1e6;

  private final RoutingGraph graph;
  private final int[] signals;
  private final int[] closed;
  private final double[] nodeHistory;
  private final double[] groupHistory;
  private double pressure = FIRST_PRESSURE;

  Occupancy(RoutingGraph graph) {
    this.graph = graph;
    signals = new int[graph.nodes()];
    closed = new int[graph.groups()];
    nodeHistory = new double[graph.nodes()];
    groupHistory = new double[graph.groups()];
  }

  void takeNode(int node, int by) {
    signals[node] += by;
  }

  void takeSwitch(int link, int by) {
    int end = graph.firstGroup(link + 1);
    for (int g = graph.firstGroup(link); g < end; g++) {
      closed[graph.group(g)] += by;
    }
  }

  boolean isFree(int node) {
    return signals[node] < graph.capacity(node);
  }

  boolean isOverused(int node) {
    return signals[node] > graph.capacity(node);
  }

  boolean canClose(int link) {
    int end = graph.firstGroup(link + 1);
    for (int g = graph.firstGroup(link); g < end; g++) {
      if (closed[graph.group(g)] >= graph.groupCapacity(graph.group(g))) {
        return false;
      }
    }
    return true;
  }

  boolean isOverclosed(int link) {
    int end = graph.firstGroup(link + 1);
    for (int g = graph.firstGroup(link); g < end; g++) {
      if (closed[graph.group(g)] > graph.groupCapacity(graph.group(g))) {
        return true;
      }
    }
    return false;
  }

  /** Price of one more signal over a switch onto a node. */
  double price(int link, int node) {
    int over = Math.max(0, signals[node] + 1 - graph.capacity(node));
    double price = (1 + nodeHistory[node]) * (1 + pressure * over);
    int end = graph.firstGroup(link + 1);
    for (int g = graph.firstGroup(link); g < end; g++) {
      int group = graph.group(g);
      int overclosed = Math.max(0, closed[group] + 1 - graph.groupCapacity(group));
      price += groupHistory[group] + pressure * overclosed * (1 + groupHistory[group]);
    }
    return price;
  }

  /** Raises prices after a round; false when nothing is overused. */
  boolean raise() {
    boolean overused = false;
    for (int n = 0; n < signals.length; n++) {
      int over = signals[n] - graph.capacity(n);
      if (over > 0) {
        nodeHistory[n] += over;
        overused = true;
      }
    }
    for (int g = 0; g < closed.length; g++) {
      int over = closed[g] - graph.groupCapacity(g);
      if (over > 0) {
        groupHistory[g] += over;
        overused = true;
      }
    }
    pressure = Math.min(MOST_PRESSURE, pressure * PRESSURE_GROWTH);
    return overused;
  }
}
