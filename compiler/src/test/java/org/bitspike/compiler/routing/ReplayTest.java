package org.bitspike.compiler.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bitspike.compiler.routing.Configuration.Junction;
import org.bitspike.compiler.routing.Configuration.Listener;
import org.bitspike.compiler.routing.Configuration.Origin;
import org.bitspike.compiler.routing.Net.Sink;
import org.junit.jupiter.api.Test;

/** Configurations written by hand, most of them wrong. */
class ReplayTest {

  private final RoutingGraph graph = graph();
  private final List<Net> nets =
      List.of(new Net(0, List.of(Sink.at(2))), new Net(1, List.of(Sink.at(3))));
  private final List<Origin> origins = List.of(new Origin(0, 0, 0), new Origin(1, 1, 0));
  private final List<Listener> listeners = List.of(new Listener(2, 0), new Listener(3, 0));

  /** Nodes 0 and 1 to 2 and 3, straight by switches 0 and 1, crossed by 2; 3 joins the ends. */
  private static RoutingGraph graph() {
    RoutingGraph.Builder builder = new RoutingGraph.Builder();
    for (int n = 0; n < 4; n++) {
      builder.node(1);
    }
    int group = builder.group(2);
    builder.oneWay(0, 2, group);
    builder.oneWay(1, 3, group);
    builder.oneWay(0, 3, group);
    builder.bothWays(2, 3);
    return builder.build();
  }

  private Routing routing(Junction... junctions) {
    return new Routing(
        new Configuration(origins, List.of(junctions), listeners),
        List.of(List.of(2), List.of(3)),
        List.of(),
        0,
        2);
  }

  @Test
  void whatReachesItsEndsHasNoFaults() {
    Routing routing = routing(new Junction(0, 0, 0), new Junction(1, 0, 0));

    assertThat(Replay.faults(graph, routing.configuration())).isEmpty();
    assertThat(Replay.differences(graph, nets, routing)).isEmpty();
  }

  @Test
  void openSwitchIsMissed() {
    assertThat(Replay.differences(graph, nets, routing(new Junction(0, 0, 0))))
        .containsExactly("net 1 reaches [] instead of [3]");
  }

  @Test
  void joinedLinesAreFound() {
    Routing routing = routing(new Junction(0, 0, 0), new Junction(1, 0, 0), new Junction(3, 0, 0));

    assertThat(Replay.faults(graph, routing.configuration()))
        .containsExactlyInAnyOrder("node 2 carries nets 0 and 1", "node 3 carries nets 0 and 1");
    assertThat(Replay.differences(graph, nets, routing))
        .containsExactly(
            "net 0 reaches [2, 3] instead of [2]", "net 1 reaches [2, 3] instead of [3]");
  }

  @Test
  void tooManyClosedSwitchesAndTracksAreFound() {
    assertThat(
            Replay.faults(
                graph,
                routing(new Junction(0, 0, 0), new Junction(1, 0, 0), new Junction(2, 0, 0))
                    .configuration()))
        .contains("group 0 has 3 closed switches of 2");
    assertThat(Replay.faults(graph, routing(new Junction(0, 0, 1)).configuration()))
        .containsExactly("node 2 has no track 1 for net 0");
  }

  @Test
  void everySinkIsEitherRoutedOrReported() {
    Configuration configuration =
        new Configuration(
            origins,
            List.of(new Junction(0, 0, 0), new Junction(1, 0, 0)),
            List.of(new Listener(2, 0), new Listener(3, 0)));
    Routing both =
        new Routing(
            configuration,
            List.of(List.of(2), List.of(3)),
            List.of(new Routing.Unrouted(1, 0, Routing.Cause.CONGESTED)),
            0,
            2);
    Routing neither =
        new Routing(configuration, List.of(List.of(2), List.of(Routing.NONE)), List.of(), 0, 2);

    assertThat(Replay.differences(graph, nets, both))
        .containsExactly("sink 0 of net 1 ends at 3, against what is reported");
    assertThat(Replay.differences(graph, nets, neither))
        .contains("sink 0 of net 1 ends at -1, against what is reported");
  }
}
