package org.bitspike.compiler.routing;

import java.util.Arrays;

/** Grants negotiated ways where all that they need is free. */
final class Settlement {

  private final Occupancy occupancy;
  private final int[] marked;
  private final int[] index;
  private int stamp;
  private int[] way = new int[16];

  Settlement(RoutingGraph graph, Occupancy occupancy) {
    this.occupancy = occupancy;
    marked = new int[graph.nodes()];
    index = new int[graph.nodes()];
  }

  /** Adds a sink's negotiated way to the tree; false, with nothing changed, where it cannot be. */
  boolean grant(Tree tree, Tree wish, int sink) {
    if (wish.end(sink) == Tree.NONE) {
      return false;
    }
    stamp++;
    for (int i = 0; i < tree.size(); i++) {
      marked[tree.node(i)] = stamp;
      index[tree.node(i)] = i;
    }
    if (endsAt(tree, wish.node(wish.end(sink)))) {
      return false;
    }
    int length = 0;
    int at = wish.end(sink);
    // The source is in every tree, so this ends.
    for (; marked[wish.node(at)] != stamp; at = wish.parent(at)) {
      if (!occupancy.isFree(wish.node(at))) {
        return false;
      }
      if (length == way.length) {
        way = Arrays.copyOf(way, 2 * length);
      }
      way[length++] = at;
    }
    int joins = index[wish.node(at)];
    int size = tree.size();
    for (int i = length - 1; i >= 0; i--) {
      if (!occupancy.canClose(wish.link(way[i]))) {
        withdraw(tree, size);
        return false;
      }
      joins = tree.add(wish.node(way[i]), joins, wish.link(way[i]));
      occupancy.takeNode(wish.node(way[i]), 1);
      occupancy.takeSwitch(wish.link(way[i]), 1);
    }
    tree.setEnd(sink, joins);
    return true;
  }

  private static boolean endsAt(Tree tree, int node) {
    for (int s = 0; s < tree.sinks(); s++) {
      if (tree.end(s) != Tree.NONE && tree.node(tree.end(s)) == node) {
        return true;
      }
    }
    return false;
  }

  private void withdraw(Tree tree, int size) {
    for (int i = tree.size() - 1; i >= size; i--) {
      occupancy.takeNode(tree.node(i), -1);
      occupancy.takeSwitch(tree.link(i), -1);
    }
    tree.cut(size);
  }
}
