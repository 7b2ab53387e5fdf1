package org.bitspike.compiler.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.bitspike.hwprofiles.Profiles;
import org.junit.jupiter.api.Test;

/** The topology of one chip against the published rules, written down here a second time. */
class HicannTopologyTest {

  private static final String PROFILE = "brainscales1-hicann";
  private static final int H_LINES = 64;
  private static final int V_LINES = 256;
  private static final int ROWS = 224;
  private static final int CHAIN = 3;

  private final TopologyExpansion topology = TopologyExpansion.of(Profiles.load(PROFILE));
  private final RoutingGraph graph = topology.graph();

  private static boolean isLeft(int x) {
    return x < V_LINES / 2;
  }

  @Test
  void crossbarHasTheSwitchesOfTheRule() {
    Set<List<Integer>> expected = new HashSet<>();
    for (int x = 0; x < V_LINES; x++) {
      for (int y = 0; y < H_LINES; y++) {
        if (y / 2 == (isLeft(x) ? 31 - x % 32 : x % 32)) {
          expected.add(List.of(topology.node("h", 0, 0, y), topology.node("v", 0, 0, x)));
        }
      }
    }
    Set<List<Integer>> found = new HashSet<>(ends("crossbar_left"));
    found.addAll(ends("crossbar_right"));

    assertThat(expected).hasSize(512);
    assertThat(topology.switches("crossbar_left") + topology.switches("crossbar_right"))
        .isEqualTo(512);
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void synapseSwitchesAreThoseOfTheRule() {
    Set<List<Integer>> drivers = new HashSet<>();
    Set<List<Integer>> neighbours = new HashSet<>();
    int[] inRow = new int[ROWS];
    for (int x = 0; x < V_LINES; x++) {
      for (int y = 0; y < ROWS; y++) {
        boolean top = y < ROWS / 2;
        int pair = top == isLeft(x) ? y % 16 / 2 : 7 - y % 16 / 2;
        if (x % 32 / 4 != pair) {
          continue;
        }
        inRow[y]++;
        int side = isLeft(x) ? 0 : 1;
        int half = top ? 0 : 1;
        int row = y % (ROWS / 2) / 2;
        // Odd rows at the top left, even ones at the top right; reversed at the bottom.
        if ((y % 2 == 1) == (top == isLeft(x))) {
          int driver = topology.node("driver", 0, 0, side, half, row, CHAIN - 1);
          drivers.add(List.of(topology.node("v", 0, 0, x), driver));
        } else {
          neighbours.add(
              List.of(topology.node("v", 0, 0, x), topology.node("edge", 0, side, half, row)));
        }
      }
    }

    assertThat(inRow).containsOnly(32);
    assertThat(ends("synapse")).isEqualTo(drivers);
    assertThat(ends("synapse_edge")).isEqualTo(neighbours);
    assertThat(topology.switches("synapse") + topology.switches("synapse_edge"))
        .isEqualTo(7168)
        .isEqualTo(drivers.size() + neighbours.size());
  }

  @Test
  void everyHorizontalLineReaches14DriversAnd14OfTheNeighbourOnEachSide() {
    for (int y = 0; y < H_LINES; y++) {
      int[] crossed = new int[2];
      List<Set<Integer>> local = List.of(new TreeSet<>(), new TreeSet<>());
      List<Set<Integer>> elsewhere = List.of(new TreeSet<>(), new TreeSet<>());
      for (int vertical : targets(topology.node("h", 0, 0, y))) {
        int side = isLeft(vertical - topology.node("v", 0, 0, 0)) ? 0 : 1;
        crossed[side]++;
        for (int target : targets(vertical)) {
          if (target >= topology.node("edge", 0, 0, 0, 0)) {
            elsewhere.get(side).add(target);
          } else if (target >= topology.node("driver", 0, 0, 0, 0, 0, 0)) {
            local.get(side).add(target);
          }
        }
      }
      assertThat(crossed).as("line %s", y).containsExactly(4, 4);
      assertThat(local).as("line %s", y).allSatisfy(d -> assertThat(d).hasSize(14));
      assertThat(elsewhere).as("line %s", y).allSatisfy(d -> assertThat(d).hasSize(14));
    }
  }

  @Test
  void thereAre224DriversAndTheMergersSendOnTheirLines() {
    assertThat(topology.nodes("edge")).isEqualTo(224);
    assertThat(topology.nodes("driver")).isEqualTo(224 * (2 * CHAIN - 1));
    Set<List<Integer>> expected = new HashSet<>();
    for (int m = 0; m < 8; m++) {
      expected.add(
          List.of(
              topology.node("merger", 0, 0, m),
              topology.node("h", 0, 0, List.of(62, 54, 46, 38, 30, 22, 14, 6).get(m))));
    }
    assertThat(ends("sending")).isEqualTo(expected);
  }

  /**
   * A row has one crossbar switch on each side, a vertical line one driver, which heads a chain.
   */
  @Test
  void oneMergerGetsOneChainOfDriversOnEachSide() {
    List<Net.Sink> sinks = new ArrayList<>();
    for (int k = 0; k < 40; k++) {
      sinks.add(new Net.Sink(drivers(), 1));
    }
    List<Net> nets = List.of(new Net(topology.node("merger", 0, 0, 3), sinks));

    Routing routing = Router.route(graph, nets, 10, 1);

    assertThat(Replay.faults(graph, routing.configuration())).isEmpty();
    assertThat(Replay.differences(graph, nets, routing)).isEmpty();
    // chain.
    assertThat(routing.routedWeight()).isEqualTo(2 * CHAIN);
  }

  @Test
  void eightMergersAreRoutedAndReplayed() {
    Random random = new Random(8);
    List<Net> nets = new ArrayList<>();
    for (int m = 0; m < 8; m++) {
      List<Net.Sink> sinks = new ArrayList<>();
      int wanted = 1 + random.nextInt(2 * CHAIN);
      for (int k = 0; k < wanted; k++) {
        sinks.add(new Net.Sink(drivers(), 1 + random.nextInt(100)));
      }
      nets.add(new Net(topology.node("merger", 0, 0, m), sinks));
    }

    Routing routing = Router.route(graph, nets, 10, 1);

    assertThat(Replay.faults(graph, routing.configuration())).isEmpty();
    assertThat(Replay.differences(graph, nets, routing)).isEmpty();
    assertThat(routing.unrouted()).isEmpty();
    Set<Integer> used = new HashSet<>();
    int places = 2 * CHAIN - 1;
    for (int end : routing.ends().stream().flatMap(List::stream).toList()) {
      int index = end - topology.node("driver", 0, 0, 0, 0, 0, 0);
      int driver = index / places + index % places - (CHAIN - 1);
      assertThat(used.add(driver)).as("driver %s has one signal", driver).isTrue();
    }
  }

  private List<Integer> drivers() {
    List<Integer> drivers = new ArrayList<>();
    for (int d = 0; d < topology.nodes("driver"); d++) {
      drivers.add(topology.node("driver", 0, 0, 0, 0, 0, 0) + d);
    }
    return drivers;
  }

  private Set<List<Integer>> ends(String family) {
    Set<List<Integer>> ends = new HashSet<>();
    int first = topology.firstSwitch(family);
    for (int s = first; s < first + topology.switches(family); s++) {
      ends.add(List.of(graph.from(s), graph.to(s)));
    }
    return ends;
  }

  private List<Integer> targets(int node) {
    List<Integer> targets = new ArrayList<>();
    for (int arc = graph.firstArc(node); arc < graph.firstArc(node + 1); arc++) {
      targets.add(graph.arcTarget(arc));
    }
    return targets;
  }
}
