package org.bitspike.compiler.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Routes net by net, each by one flood from its tree through what is free: whenever the flood meets
 * a candidate, the way to it joins the tree, and the flood goes on from there. In a first pass each
 * net gets one end for each set of candidates, in a second the others. For nets with many sinks;
 * the work is that of one search for each net, not for each sink.
 */
final class Flood {

  private final RoutingGraph graph;
  private final Occupancy occupancy;
  private final PriceHeap heap = new PriceHeap();
  private final double[] price;
  private final int[] seen;
  private final int[] done;
  private final int[] via;
  private final int[] before;
  private final int[] indexInTree;
  private final int[] ended;
  private final int[] setStart;
  private final int[] setOf;
  private final Map<List<Integer>, Integer> sets = new IdentityHashMap<>();
  private final List<List<Integer>> candidates = new ArrayList<>();
  private int[][] wanted = new int[0][];
  private int[] nextWanted = new int[0];
  private int stamp;
  private int[] way = new int[16];

  Flood(RoutingGraph graph, List<Net> nets) {
    this.graph = graph;
    occupancy = new Occupancy(graph);
    int n = graph.nodes();
    price = new double[n];
    seen = new int[n];
    done = new int[n];
    via = new int[n];
    before = new int[n];
    indexInTree = new int[n];
    ended = new int[n];
    for (Net net : nets) {
      for (Net.Sink sink : net.sinks()) {
        if (sets.putIfAbsent(sink.candidates(), candidates.size()) == null) {
          candidates.add(sink.candidates());
        }
      }
    }
    setStart = new int[n + 1];
    candidates.forEach(c -> c.forEach(node -> setStart[node + 1]++));
    Arrays.parallelPrefix(setStart, Integer::sum);
    setOf = new int[setStart[n]];
    int[] next = setStart.clone();
    for (int set = 0; set < candidates.size(); set++) {
      for (int node : candidates.get(set)) {
        setOf[next[node]++] = set;
      }
    }
  }

  /** What is taken. */
  Occupancy occupancy() {
    return occupancy;
  }

  /** Extends the trees of all nets through what is free, in the order given. */
  void route(List<Net> nets, List<Integer> order, Tree[] trees) {
    for (boolean all : new boolean[] {false, true}) {
      for (int n : order) {
        flood(nets.get(n), trees[n], all, true);
      }
    }
  }

  /** Makes a net's tree anew, through anything at its price. */
  void negotiate(Net net, Tree tree) {
    for (int i = tree.size() - 1; i >= 0; i--) {
      occupancy.takeNode(tree.node(i), -1);
      if (tree.link(i) != Tree.NONE) {
        occupancy.takeSwitch(tree.link(i), -1);
      }
    }
    tree.clear();
    flood(net, tree, true, false);
  }

  private void flood(Net net, Tree tree, boolean all, boolean onlyFree) {
    int open = want(net, tree, all);
    if (open == 0) {
      return;
    }
    if (tree.size() == 0) {
      if (onlyFree ? !occupancy.isFree(net.source()) : graph.capacity(net.source()) == 0) {
        return;
      }
      tree.add(net.source(), Tree.NONE, Tree.NONE);
      occupancy.takeNode(net.source(), 1);
    }
    stamp++;
    heap.clear();
    for (int i = 0; i < tree.size(); i++) {
      root(tree.node(i), i);
    }
    for (int s = 0; s < tree.sinks(); s++) {
      if (tree.end(s) != Tree.NONE) {
        ended[tree.node(tree.end(s))] = stamp;
      }
    }
    while (open > 0 && !heap.isEmpty()) {
      double reached = heap.leastPrice();
      int node = heap.pop();
      if (done[node] == stamp || reached > price[node]) {
        continue;
      }
      done[node] = stamp;
      if (ended[node] != stamp && isWanted(node) && join(tree, node, onlyFree)) {
        tree.setEnd(take(node), indexInTree[node]);
        ended[node] = stamp;
        open--;
      }
      leave(node, onlyFree);
    }
  }

  /** Notes which sinks are to be served, by set of candidates; gives their number. */
  private int want(Net net, Tree tree, boolean all) {
    if (wanted.length != candidates.size()) {
      wanted = new int[candidates.size()][];
      nextWanted = new int[candidates.size()];
    }
    Arrays.fill(wanted, null);
    Arrays.fill(nextWanted, 0);
    int[] count = new int[candidates.size()];
    for (int s = 0; s < net.sinks().size(); s++) {
      if (tree.end(s) == Tree.NONE) {
        count[set(net, s)]++;
      }
    }
    List<Integer> byWeight = new ArrayList<>();
    for (int s = 0; s < net.sinks().size(); s++) {
      if (tree.end(s) == Tree.NONE) {
        byWeight.add(s);
      }
    }
    byWeight.sort(
        (a, b) -> Double.compare(net.sinks().get(b).weight(), net.sinks().get(a).weight()));
    int open = 0;
    int[] fill = new int[candidates.size()];
    for (int s : byWeight) {
      int set = set(net, s);
      int most = all ? count[set] : 1;
      if (fill[set] < most) {
        if (wanted[set] == null) {
          wanted[set] = new int[most];
        }
        wanted[set][fill[set]++] = s;
        open++;
      }
    }
    return open;
  }

  private int set(Net net, int sink) {
    return sets.getOrDefault(net.sinks().get(sink).candidates(), 0);
  }

  private boolean isWanted(int node) {
    for (int k = setStart[node]; k < setStart[node + 1]; k++) {
      int[] sinks = wanted[setOf[k]];
      if (sinks != null && nextWanted[setOf[k]] < sinks.length) {
        return true;
      }
    }
    return false;
  }

  /** The sink that an end at a node serves. */
  private int take(int node) {
    for (int k = setStart[node]; k < setStart[node + 1]; k++) {
      int set = setOf[k];
      if (wanted[set] != null && nextWanted[set] < wanted[set].length) {
        return wanted[set][nextWanted[set]++];
      }
    }
    throw new IllegalStateException("node " + node + " is not wanted");
  }

  private void root(int node, int index) {
    indexInTree[node] = index;
    seen[node] = stamp;
    done[node] = 0;
    price[node] = 0;
    via[node] = Tree.NONE;
    before[node] = Tree.NONE;
    heap.push(0, node);
  }

  private void leave(int node, boolean onlyFree) {
    int end = graph.firstArc(node + 1);
    for (int arc = graph.firstArc(node); arc < end; arc++) {
      int target = graph.arcTarget(arc);
      int link = graph.arcSwitch(arc);
      if (onlyFree
          ? !occupancy.isFree(target) || !occupancy.canClose(link)
          : graph.capacity(target) == 0 || !graph.works(link)) {
        continue;
      }
      double newPrice = price[node] + (onlyFree ? 1 : occupancy.price(link, target));
      if ((seen[target] == stamp && newPrice >= price[target])
          // nobody goes through a candidate that he does not want, since it is an end
          || (setStart[target] < setStart[target + 1] && !isWanted(target))) {
        continue;
      }
      seen[target] = stamp;
      done[target] = 0;
      price[target] = newPrice;
      via[target] = link;
      before[target] = node;
      heap.push(newPrice, target);
    }
  }

  /** Takes the way from the tree to a node; false, with nothing taken, where it cannot be. */
  private boolean join(Tree tree, int node, boolean onlyFree) {
    int length = 0;
    int at = node;
    for (; via[at] != Tree.NONE; at = before[at]) {
      if (length == way.length) {
        way = Arrays.copyOf(way, 2 * length);
      }
      way[length++] = at;
    }
    int size = tree.size();
    int index = indexInTree[at];
    for (int k = length - 1; k >= 0; k--) {
      int next = way[k];
      if (onlyFree && (!occupancy.isFree(next) || !occupancy.canClose(via[next]))) {
        for (int i = tree.size() - 1; i >= size; i--) {
          occupancy.takeNode(tree.node(i), -1);
          occupancy.takeSwitch(tree.link(i), -1);
        }
        tree.cut(size);
        return false;
      }
      index = tree.add(next, index, via[next]);
      occupancy.takeNode(next, 1);
      occupancy.takeSwitch(via[next], 1);
    }
    for (int i = size; i < tree.size(); i++) {
      root(tree.node(i), i);
    }
    return true;
  }
}
