package org.bitspike.compiler.routing;

import java.util.Arrays;

/**
 * Extends a net's tree to a sink by the cheapest way (Dijkstra's algorithm from all nodes of the
 * tree at once).
 */
final class Search {

  /** What a way may use. */
  enum Mode {
    /** Everything, at its price. */
    NEGOTIATE,
    /** Only what is free. */
    FREE_ONLY,
    /** Everything that works, at no price. */
    ANYTHING
  }

  /** How often a way that takes too many switches of one group itself is looked for again. */
  private static final int TRIES = 8;

  private final RoutingGraph graph;
  private final Occupancy occupancy;
  private final PriceHeap heap = new PriceHeap();
  private final double[] price;
  private final int[] seen;
  private final int[] done;
  private final int[] wanted;
  private final int[] ended;
  private final int[] via;
  private final int[] before;
  private final int[] indexInTree;
  private final int[] banned;
  private int stamp;
  private int banStamp;
  private int[] way = new int[16];

  Search(RoutingGraph graph, Occupancy occupancy) {
    this.graph = graph;
    this.occupancy = occupancy;
    int n = graph.nodes();
    price = new double[n];
    seen = new int[n];
    done = new int[n];
    wanted = new int[n];
    ended = new int[n];
    via = new int[n];
    before = new int[n];
    indexInTree = new int[n];
    banned = new int[graph.switches()];
  }

  /** Extends the tree and takes what it needs; false when there is no way. */
  boolean extend(Tree tree, int sink, int[] candidates, Mode mode) {
    banStamp++;
    for (int t = 0; t < TRIES; t++) {
      int end = find(tree, sink, candidates, mode);
      if (end < 0) {
        return false;
      }
      int size = tree.size();
      int index = take(tree, end);
      int overclosed = mode == Mode.FREE_ONLY ? overclosed(tree, size) : Tree.NONE;
      if (overclosed == Tree.NONE) {
        tree.setEnd(sink, index);
        return true;
      }
      release(tree, size);
      banned[overclosed] = banStamp;
    }
    return false;
  }

  /** Whether there is a way from a node to one of the candidates if everything is free. */
  boolean reaches(int source, int[] candidates) {
    if (graph.capacity(source) == 0) {
      return false;
    }
    banStamp++;
    Tree tree = new Tree(1);
    tree.add(source, Tree.NONE, Tree.NONE);
    return find(tree, 0, candidates, Mode.ANYTHING) >= 0;
  }

  private int find(Tree tree, int sink, int[] candidates, Mode mode) {
    stamp++;
    for (int candidate : candidates) {
      wanted[candidate] = stamp;
    }
    heap.clear();
    for (int i = 0; i < tree.size(); i++) {
      offer(tree.node(i), 0, Tree.NONE, Tree.NONE);
      indexInTree[tree.node(i)] = i;
    }
    markEnds(tree, sink);
    while (!heap.isEmpty()) {
      double reached = heap.leastPrice();
      int node = heap.pop();
      if (done[node] == stamp) {
        continue;
      }
      done[node] = stamp;
      if (wanted[node] == stamp && ended[node] != stamp) {
        return node;
      }
      leave(node, reached, mode);
    }
    return -1;
  }

  private void markEnds(Tree tree, int sink) {
    for (int s = 0; s < tree.sinks(); s++) {
      if (s != sink && tree.end(s) != Tree.NONE) {
        ended[tree.node(tree.end(s))] = stamp;
      }
    }
  }

  private void leave(int node, double reached, Mode mode) {
    int end = graph.firstArc(node + 1);
    for (int arc = graph.firstArc(node); arc < end; arc++) {
      int target = graph.arcTarget(arc);
      int link = graph.arcSwitch(arc);
      if (done[target] == stamp
          || graph.capacity(target) == 0
          || banned[link] == banStamp
          || !graph.works(link)) {
        continue;
      }
      switch (mode) {
        case NEGOTIATE -> offer(target, reached + occupancy.price(link, target), link, node);
        case FREE_ONLY -> {
          if (occupancy.isFree(target) && occupancy.canClose(link)) {
            offer(target, reached + 1, link, node);
          }
        }
        case ANYTHING -> offer(target, reached + 1, link, node);
      }
    }
  }

  private void offer(int node, double newPrice, int link, int from) {
    if (seen[node] != stamp || newPrice < price[node]) {
      seen[node] = stamp;
      price[node] = newPrice;
      via[node] = link;
      before[node] = from;
      heap.push(newPrice, node);
    }
  }

  private int take(Tree tree, int end) {
    int length = 0;
    int node = end;
    for (; via[node] != Tree.NONE; node = before[node]) {
      if (length == way.length) {
        way = Arrays.copyOf(way, 2 * length);
      }
      way[length++] = node;
    }
    int index = indexInTree[node];
    while (length > 0) {
      int next = way[--length];
      index = tree.add(next, index, via[next]);
      occupancy.takeNode(next, 1);
      occupancy.takeSwitch(via[next], 1);
    }
    return index;
  }

  private int overclosed(Tree tree, int size) {
    for (int i = tree.size() - 1; i >= size; i--) {
      if (occupancy.isOverclosed(tree.link(i))) {
        return tree.link(i);
      }
    }
    return Tree.NONE;
  }

  /** Gives back what a tree has beyond its first {@code size} nodes. */
  void release(Tree tree, int size) {
    for (int i = tree.size() - 1; i >= size; i--) {
      occupancy.takeNode(tree.node(i), -1);
      if (tree.link(i) != Tree.NONE) {
        occupancy.takeSwitch(tree.link(i), -1);
      }
    }
    tree.cut(size);
  }
}
