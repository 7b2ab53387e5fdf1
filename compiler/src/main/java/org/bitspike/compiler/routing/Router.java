package org.bitspike.compiler.routing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Finds ways for all nets at once.
 *
 * <p>In a round every net that has part in something overused is ripped up and takes its cheapest
 * ways again. A node costs {@code (1 + h) * (1 + p * over)}, where {@code h} is the sum of its
 * overuse at the end of all rounds, {@code p} rises by half with every round, and {@code over} is
 * how far one more signal would overuse it now; a switch adds the same for each of its groups. When
 * nothing is overused, or after the last round, the ways are taken in the order of their sinks'
 * weights; one that meets something full looks for a way through what is free, and has none when
 * there is none. The same is done without negotiation, first come, first served, and by one flood
 * for each net, which suffices where it serves every sink, and is all that is done for large
 * problems. The best of these is the result, the negotiated one if they are equal.
 *
 * <p>The same graph, nets, effort and seed give the same result on every machine.
 */
public final class Router {

  /** Sinks times nodes, above which only floods are tried. */
  private static final long MOST_WORK = 100_000_000;

  /** Floods of large problems, over all rounds of negotiation. */
  private static final int MOST_FLOODS = 4000;

  private final RoutingGraph graph;
  private final List<Net> nets;
  private final int[][][] candidates;
  private final List<Integer> order;

  private Router(RoutingGraph graph, List<Net> nets, long seed) {
    this.graph = graph;
    this.nets = nets;
    candidates = new int[nets.size()][][];
    // sinks of many nets share their lists of candidates
    Map<List<Integer>, int[]> shared = new IdentityHashMap<>();
    order = new ArrayList<>();
    for (int n = 0; n < nets.size(); n++) {
      Net net = nets.get(n);
      within(net.source());
      candidates[n] = new int[net.sinks().size()][];
      for (int s = 0; s < candidates[n].length; s++) {
        List<Integer> nodes = net.sinks().get(s).candidates();
        if (!shared.containsKey(nodes)) {
          nodes.forEach(this::within);
        }
        candidates[n][s] =
            shared.computeIfAbsent(nodes, of -> of.stream().mapToInt(Integer::intValue).toArray());
      }
      order.add(n);
    }
    Collections.shuffle(order, new Random(seed));
  }

  /**
   * Routes.
   *
   * @param effort most rounds of negotiation; with 0, first come is first served
   * @param seed decides between nets of equal weight
   * @throws IllegalArgumentException if a net names a node that is not there, or the effort is
   *     negative
   */
  public static Routing route(RoutingGraph graph, List<Net> nets, int effort, long seed) {
    if (effort < 0) {
      throw new IllegalArgumentException("effort " + effort);
    }
    Router router = new Router(graph, List.copyOf(nets), seed);
    Routing flooded = router.flood(0);
    if (flooded.unrouted().isEmpty()) {
      return flooded;
    }
    if (router.isTooLarge()) {
      Routing again = effort == 0 ? flooded : router.flood(router.roundsOfLarge(effort));
      return again.routedWeight() > flooded.routedWeight() ? again : flooded;
    }
    Routing greedy = router.settle(router.emptyTrees(), 0);
    if (greedy.routedWeight() < flooded.routedWeight()) {
      greedy = flooded;
    }
    if (effort == 0 || greedy.unrouted().isEmpty()) {
      return greedy;
    }
    Tree[] trees = router.emptyTrees();
    int rounds = router.negotiate(trees, effort);
    Routing negotiated = router.settle(trees, rounds);
    return negotiated.routedWeight() >= greedy.routedWeight()
        ? negotiated
        : new Routing(
            greedy.configuration(),
            greedy.ends(),
            greedy.unrouted(),
            rounds,
            greedy.routedWeight());
  }

  /** Whether negotiation, a search for each sink and round, would take minutes. */
  private boolean isTooLarge() {
    long sinks = nets.stream().mapToLong(n -> n.sinks().size()).sum();
    return sinks * graph.nodes() > MOST_WORK;
  }

  private int roundsOfLarge(int effort) {
    return Math.clamp(MOST_FLOODS / Math.max(1, nets.size()), 1, effort);
  }

  /** One flood for each net, after some rounds of negotiation by floods. */
  private Routing flood(int rounds) {
    double[] weight = new double[nets.size()];
    for (int n = 0; n < weight.length; n++) {
      weight[n] = nets.get(n).sinks().stream().mapToDouble(Net.Sink::weight).sum();
    }
    List<Integer> byWeight = new ArrayList<>(order);
    byWeight.sort((a, b) -> Double.compare(weight[b], weight[a]));
    Flood free = new Flood(graph, nets);
    Tree[] trees = emptyTrees();
    int done = 0;
    if (rounds > 0) {
      Flood priced = new Flood(graph, nets);
      Tree[] wishes = emptyTrees();
      boolean overused = true;
      while (overused && done < rounds) {
        for (int n : byWeight) {
          if (done == 0 || hasPartInOveruse(wishes[n], priced.occupancy())) {
            priced.negotiate(nets.get(n), wishes[n]);
          }
        }
        overused = priced.occupancy().raise();
        done++;
      }
      grant(trees, wishes, free.occupancy());
    }
    free.route(nets, byWeight, trees);
    double routed = 0;
    for (int n = 0; n < trees.length; n++) {
      for (int s = 0; s < trees[n].sinks(); s++) {
        routed += trees[n].end(s) == Tree.NONE ? 0 : nets.get(n).sinks().get(s).weight();
      }
    }
    return result(trees, new Search(graph, new Occupancy(graph)), done, routed);
  }

  /** Takes of the ways that were negotiated those that are free, by the weight of their sinks. */
  private void grant(Tree[] trees, Tree[] wishes, Occupancy occupancy) {
    Settlement settlement = new Settlement(graph, occupancy);
    for (Claim claim : claims()) {
      Tree tree = trees[claim.net()];
      if (tree.size() == 0) {
        if (!occupancy.isFree(nets.get(claim.net()).source())) {
          continue;
        }
        tree.add(nets.get(claim.net()).source(), Tree.NONE, Tree.NONE);
        occupancy.takeNode(nets.get(claim.net()).source(), 1);
      }
      settlement.grant(tree, wishes[claim.net()], claim.sink());
    }
  }

  private List<Claim> claims() {
    List<Claim> claims = new ArrayList<>();
    for (int n : order) {
      List<Net.Sink> sinks = nets.get(n).sinks();
      for (int s = 0; s < sinks.size(); s++) {
        claims.add(new Claim(n, s, sinks.get(s).weight()));
      }
    }
    claims.sort((a, b) -> Double.compare(b.weight(), a.weight()));
    return claims;
  }

  private void within(int node) {
    if (node < 0 || node >= graph.nodes()) {
      throw new IllegalArgumentException("node " + node + " of " + graph.nodes());
    }
  }

  private Tree[] emptyTrees() {
    Tree[] trees = new Tree[nets.size()];
    for (int n = 0; n < trees.length; n++) {
      trees[n] = new Tree(candidates[n].length);
    }
    return trees;
  }

  private int negotiate(Tree[] trees, int effort) {
    Occupancy occupancy = new Occupancy(graph);
    Search search = new Search(graph, occupancy);
    boolean overused = true;
    int round = 0;
    while (overused && round < effort) {
      for (int n : order) {
        if (round == 0 || hasPartInOveruse(trees[n], occupancy)) {
          search.release(trees[n], 0);
          trees[n].clear();
          grow(n, trees[n], search, occupancy);
        }
      }
      overused = occupancy.raise();
      round++;
    }
    return round;
  }

  private static boolean hasPartInOveruse(Tree tree, Occupancy occupancy) {
    for (int i = 0; i < tree.size(); i++) {
      if (occupancy.isOverused(tree.node(i))
          || (tree.link(i) != Tree.NONE && occupancy.isOverclosed(tree.link(i)))) {
        return true;
      }
    }
    return false;
  }

  private void grow(int n, Tree tree, Search search, Occupancy occupancy) {
    int source = nets.get(n).source();
    if (graph.capacity(source) == 0) {
      return;
    }
    tree.add(source, Tree.NONE, Tree.NONE);
    occupancy.takeNode(source, 1);
    // Those that can end at few nodes choose before those that can end at many.
    List<Integer> sinks = new ArrayList<>();
    for (int s = 0; s < candidates[n].length; s++) {
      sinks.add(s);
    }
    int[][] choices = candidates[n];
    sinks.sort((a, b) -> Integer.compare(choices[a].length, choices[b].length));
    for (int s : sinks) {
      search.extend(tree, s, choices[s], Search.Mode.NEGOTIATE);
    }
  }

  private record Claim(int net, int sink, double weight) {}

  private Routing settle(Tree[] wishes, int rounds) {
    List<Claim> claims = claims();
    Occupancy occupancy = new Occupancy(graph);
    Search search = new Search(graph, occupancy);
    Settlement settlement = new Settlement(graph, occupancy);
    Tree[] trees = emptyTrees();
    double weight = 0;
    List<Claim> late = new ArrayList<>();
    for (Claim claim : claims) {
      Tree tree = trees[claim.net()];
      if (tree.size() == 0 && !occupancy.isFree(nets.get(claim.net()).source())) {
        continue;
      }
      if (tree.size() == 0) {
        tree.add(nets.get(claim.net()).source(), Tree.NONE, Tree.NONE);
        occupancy.takeNode(nets.get(claim.net()).source(), 1);
      }
      if (settlement.grant(tree, wishes[claim.net()], claim.sink())
          || search.extend(
              tree, claim.sink(), candidates[claim.net()][claim.sink()], Search.Mode.FREE_ONLY)) {
        weight += claim.weight();
      } else {
        late.add(claim);
      }
    }
    // A way that was taken since may be one that a sink of the same net can share.
    for (Claim claim : late) {
      if (search.extend(
          trees[claim.net()],
          claim.sink(),
          candidates[claim.net()][claim.sink()],
          Search.Mode.FREE_ONLY)) {
        weight += claim.weight();
      }
    }
    return result(trees, search, rounds, weight);
  }

  private Routing result(Tree[] trees, Search search, int rounds, double weight) {
    List<List<Integer>> ends = new ArrayList<>();
    List<Routing.Unrouted> unrouted = new ArrayList<>();
    Reach reach = null;
    for (int n = 0; n < trees.length; n++) {
      List<Integer> of = new ArrayList<>();
      for (int s = 0; s < candidates[n].length; s++) {
        int end = trees[n].end(s);
        of.add(end == Tree.NONE ? Routing.NONE : trees[n].node(end));
        if (end == Tree.NONE) {
          if (reach == null) {
            reach = new Reach(graph, search, hub(n));
          }
          boolean reachable = reach.reaches(nets.get(n).source(), candidates[n][s]);
          unrouted.add(
              new Routing.Unrouted(
                  n, s, reachable ? Routing.Cause.CONGESTED : Routing.Cause.NO_WAY));
        }
      }
      ends.add(of);
    }
    return new Routing(Tracks.configure(graph, trees), ends, unrouted, rounds, weight);
  }

  /** Where a net can go first. */
  private int hub(int net) {
    int source = nets.get(net).source();
    return graph.firstArc(source) < graph.firstArc(source + 1)
        ? graph.arcTarget(graph.firstArc(source))
        : source;
  }
}
