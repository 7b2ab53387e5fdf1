package org.bitspike.compiler.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.bitspike.compiler.routing.Routing.Cause;
import org.bitspike.compiler.routing.Routing.Unrouted;
import org.junit.jupiter.api.Test;

/** What holds on every graph, on 1000 small random ones with more nets than fit well. */
class RandomRoutingTest {

  private static final int GRAPHS = 1000;
  private static final long SEED = 1995;
  private static final int EFFORT = 20;

  @Test
  void replayEqualsIntentAndNothingIsOverused() {
    int unrouted = 0;
    int better = 0;
    for (int g = 0; g < GRAPHS; g++) {
      Random random = new Random(SEED + g);
      RoutingGraph graph = graph(random);
      List<Net> nets = nets(graph, random);
      Routing greedy = Router.route(graph, nets, 0, g);
      Routing routing = Router.route(graph, nets, EFFORT, g);
      String which = "graph with seed " + (SEED + g);

      for (Routing each : List.of(greedy, routing)) {
        assertThat(Replay.faults(graph, each.configuration())).as(which).isEmpty();
        assertThat(Replay.differences(graph, nets, each)).as(which).isEmpty();
        assertThat(weight(nets, each)).as(which).isEqualTo(each.routedWeight());
      }
      assertThat(Router.route(graph, nets, EFFORT, g)).as(which).isEqualTo(routing);
      assertThat(routing.routedWeight()).as(which).isGreaterThanOrEqualTo(greedy.routedWeight());
      assertThat(routing.rounds()).as(which).isLessThanOrEqualTo(EFFORT);
      for (Unrouted u : routing.unrouted()) {
        assertThat(u.cause() == Cause.NO_WAY)
            .as("%s, net %s, sink %s", which, u.net(), u.sink())
            .isEqualTo(!hasWay(graph, nets.get(u.net()), u.sink()));
      }
      unrouted += routing.unrouted().isEmpty() ? 0 : 1;
      better += routing.routedWeight() > greedy.routedWeight() ? 1 : 0;
    }
    assertThat(unrouted).as("graphs on which not all fits").isBetween(GRAPHS / 10, GRAPHS);
    assertThat(better).as("graphs on which negotiation routes more").isGreaterThan(GRAPHS / 20);
  }

  private static RoutingGraph graph(Random random) {
    RoutingGraph.Builder builder = new RoutingGraph.Builder();
    int nodes = 6 + random.nextInt(30);
    for (int n = 0; n < nodes; n++) {
      builder.node(random.nextInt(20) == 0 ? 0 : random.nextInt(5) == 0 ? 2 : 1);
    }
    int groups = random.nextInt(8);
    for (int g = 0; g < groups; g++) {
      builder.group(random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(3));
    }
    int switches = nodes * (2 + random.nextInt(3));
    for (int s = 0; s < switches; s++) {
      int from = random.nextInt(nodes);
      int to = (from + 1 + random.nextInt(nodes - 1)) % nodes;
      int[] in = random.ints(groups == 0 ? 0 : random.nextInt(3), 0, Math.max(1, groups)).toArray();
      if (in.length == 2 && in[0] == in[1]) {
        in = new int[] {in[0]};
      }
      if (random.nextBoolean()) {
        builder.oneWay(from, to, in);
      } else {
        builder.bothWays(from, to, in);
      }
    }
    return builder.build();
  }

  private static List<Net> nets(RoutingGraph graph, Random random) {
    List<Net> nets = new ArrayList<>();
    int count = 1 + random.nextInt(6);
    for (int n = 0; n < count; n++) {
      List<Net.Sink> sinks = new ArrayList<>();
      int ends = random.nextInt(4);
      for (int s = 0; s < ends; s++) {
        List<Integer> candidates =
            random.ints(1L + random.nextInt(3), 0, graph.nodes()).distinct().boxed().toList();
        sinks.add(new Net.Sink(candidates, random.nextInt(5)));
      }
      nets.add(new Net(random.nextInt(graph.nodes()), sinks));
    }
    return nets;
  }

  private static double weight(List<Net> nets, Routing routing) {
    double weight = 0;
    for (int n = 0; n < nets.size(); n++) {
      for (int s = 0; s < nets.get(n).sinks().size(); s++) {
        if (routing.ends().get(n).get(s) != Routing.NONE) {
          weight += nets.get(n).sinks().get(s).weight();
        }
      }
    }
    return weight;
  }

  private static boolean hasWay(RoutingGraph graph, Net net, int sink) {
    if (graph.capacity(net.source()) == 0) {
      return false;
    }
    Set<Integer> reached = new HashSet<>(Set.of(net.source()));
    ArrayDeque<Integer> open = new ArrayDeque<>(reached);
    while (!open.isEmpty()) {
      int node = open.remove();
      for (int s = 0; s < graph.switches(); s++) {
        int next =
            graph.from(s) == node
                ? graph.to(s)
                : graph.bothWays(s) && graph.to(s) == node ? graph.from(s) : node;
        if (graph.works(s) && graph.capacity(next) > 0 && reached.add(next)) {
          open.add(next);
        }
      }
    }
    return net.sinks().get(sink).candidates().stream().anyMatch(reached::contains);
  }
}
