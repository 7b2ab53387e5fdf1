package org.bitspike.compiler.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.bitspike.compiler.routing.Configuration.Junction;
import org.bitspike.compiler.routing.Configuration.Listener;
import org.bitspike.compiler.routing.Configuration.Origin;
import org.bitspike.compiler.routing.Net.Sink;
import org.bitspike.compiler.routing.Routing.Cause;
import org.bitspike.compiler.routing.Routing.Unrouted;
import org.junit.jupiter.api.Test;

/** Small graphs, of which the best routing is known. */
class RouterTest {

  private static final int EFFORT = 30;

  private final RoutingGraph.Builder builder = new RoutingGraph.Builder();

  /**
   * The heavier net takes the first of two lines when it comes first; only the other net depends on
   * that line.
   */
  @Test
  void negotiationRoutesWhatFirstComeFirstServedCannot() {
    int heavy = builder.node(1);
    int light = builder.node(1);
    int firstLine = builder.node(1);
    int secondLine = builder.node(1);
    int heavyEnd = builder.node(1);
    int lightEnd = builder.node(1);
    builder.oneWay(heavy, firstLine);
    int toSecond = builder.oneWay(heavy, secondLine);
    int lightToFirst = builder.oneWay(light, firstLine);
    builder.oneWay(firstLine, heavyEnd);
    int secondToHeavy = builder.oneWay(secondLine, heavyEnd);
    int firstToLight = builder.oneWay(firstLine, lightEnd);
    RoutingGraph graph = builder.build();
    List<Net> nets =
        List.of(
            new Net(heavy, List.of(new Sink(List.of(heavyEnd), 2))),
            new Net(light, List.of(Sink.at(lightEnd))));

    Routing greedy = Router.route(graph, nets, 0, 1);
    Routing negotiated = Router.route(graph, nets, EFFORT, 1);

    assertThat(greedy.unrouted()).containsExactly(new Unrouted(1, 0, Cause.CONGESTED));
    assertThat(greedy.routedWeight()).isEqualTo(2);
    assertThat(negotiated.unrouted()).isEmpty();
    assertThat(negotiated.routedWeight()).isEqualTo(3);
    assertThat(negotiated.configuration())
        .isEqualTo(
            new Configuration(
                List.of(new Origin(0, heavy, 0), new Origin(1, light, 0)),
                List.of(
                    new Junction(toSecond, 0, 0),
                    new Junction(secondToHeavy, 0, 0),
                    new Junction(lightToFirst, 0, 0),
                    new Junction(firstToLight, 0, 0)),
                List.of(new Listener(heavyEnd, 0), new Listener(lightEnd, 0))));
    assertSound(graph, nets, greedy);
    assertSound(graph, nets, negotiated);
  }

  @Test
  void sinksOfOneNetShareTheirWay() {
    int source = builder.node(1);
    int line = builder.node(1);
    int first = builder.node(1);
    int second = builder.node(1);
    builder.oneWay(source, line);
    builder.oneWay(line, first);
    builder.oneWay(line, second);
    RoutingGraph graph = builder.build();
    List<Net> nets = List.of(new Net(source, List.of(Sink.at(first), Sink.at(second))));

    Routing routing = Router.route(graph, nets, EFFORT, 1);

    assertThat(routing.unrouted()).isEmpty();
    assertThat(routing.configuration().junctions()).hasSize(3);
    assertSound(graph, nets, routing);
  }

  @Test
  void onlySoManySwitchesOfAGroupAreClosed() {
    int source = builder.node(1);
    int other = builder.node(1);
    int first = builder.node(1);
    int second = builder.node(1);
    int group = builder.group(1);
    builder.oneWay(source, first, group);
    builder.oneWay(other, second, group);
    RoutingGraph graph = builder.build();
    List<Net> nets =
        List.of(
            new Net(source, List.of(Sink.at(first))),
            new Net(other, List.of(new Sink(List.of(second), 5))));

    Routing routing = Router.route(graph, nets, EFFORT, 1);

    assertThat(routing.unrouted()).containsExactly(new Unrouted(0, 0, Cause.CONGESTED));
    assertSound(graph, nets, routing);
  }

  /** The short way would close two switches of one group itself. */
  @Test
  void oneWayDoesNotTakeAGroupTwice() {
    int source = builder.node(1);
    int line = builder.node(1);
    int detour = builder.node(1);
    int end = builder.node(1);
    int group = builder.group(1);
    builder.oneWay(source, line, group);
    builder.oneWay(line, end, group);
    builder.oneWay(line, detour);
    builder.oneWay(detour, end);
    RoutingGraph graph = builder.build();
    List<Net> nets = List.of(new Net(source, List.of(Sink.at(end))));

    Routing routing = Router.route(graph, nets, 0, 1);

    assertThat(routing.unrouted()).isEmpty();
    assertThat(routing.configuration().junctions()).hasSize(3);
    assertSound(graph, nets, routing);
  }

  @Test
  void aLineWithTwoTracksCarriesTwoNetsAndNoThird() {
    int line = builder.node(2);
    int[] sources = new int[3];
    int[] ends = new int[3];
    for (int i = 0; i < 3; i++) {
      sources[i] = builder.node(1);
      ends[i] = builder.node(1);
      builder.oneWay(sources[i], line);
      builder.oneWay(line, ends[i]);
    }
    RoutingGraph graph = builder.build();
    List<Net> nets =
        List.of(
            new Net(sources[0], List.of(new Sink(List.of(ends[0]), 3))),
            new Net(sources[1], List.of(new Sink(List.of(ends[1]), 1))),
            new Net(sources[2], List.of(new Sink(List.of(ends[2]), 2))));

    Routing routing = Router.route(graph, nets, EFFORT, 1);

    assertThat(routing.unrouted()).containsExactly(new Unrouted(1, 0, Cause.CONGESTED));
    assertThat(Replay.trace(graph, routing.configuration()).get(0)).containsExactly(ends[0]);
    assertThat(Replay.trace(graph, routing.configuration()).get(2)).containsExactly(ends[2]);
    assertSound(graph, nets, routing);
  }

  @Test
  void signalsPassASwitchBetweenLinesInBothDirections() {
    int left = builder.node(1);
    int right = builder.node(1);
    builder.bothWays(left, right);
    RoutingGraph graph = builder.build();
    List<Net> nets = List.of(new Net(right, List.of(Sink.at(left))));

    Routing routing = Router.route(graph, nets, EFFORT, 1);

    assertThat(routing.configuration().junctions()).containsExactly(new Junction(0, 0, 0));
    assertSound(graph, nets, routing);
  }

  @Test
  void sinksThatCanEndAtAnyOfSeveralNodesEndAtOneEach() {
    int line = builder.node(1);
    int[] drivers = {builder.node(1), builder.node(0), builder.node(1)};
    for (int driver : drivers) {
      builder.oneWay(line, driver);
    }
    RoutingGraph graph = builder.build();
    Sink any = new Sink(List.of(drivers[0], drivers[1], drivers[2]), 1);
    List<Net> nets = List.of(new Net(line, List.of(any, any, any)));

    Routing routing = Router.route(graph, nets, EFFORT, 1);

    assertThat(routing.ends()).containsExactly(List.of(drivers[0], drivers[2], Routing.NONE));
    assertSound(graph, nets, routing);
  }

  @Test
  void wayThatIsNotThereIsToldFromOneThatIsTaken() {
    int source = builder.node(1);
    int broken = builder.node(0);
    int beyond = builder.node(1);
    int shut = builder.node(1);
    builder.oneWay(source, broken);
    builder.oneWay(broken, beyond);
    builder.oneWay(source, shut, builder.group(0));
    RoutingGraph graph = builder.build();
    List<Net> nets =
        List.of(
            new Net(source, List.of(Sink.at(beyond), Sink.at(broken), Sink.at(shut))),
            new Net(source, List.of(Sink.at(source))));

    Routing routing = Router.route(graph, nets, EFFORT, 1);

    assertThat(routing.unrouted().subList(0, 3))
        .containsExactly(
            new Unrouted(0, 0, Cause.NO_WAY),
            new Unrouted(0, 1, Cause.NO_WAY),
            new Unrouted(0, 2, Cause.NO_WAY));
    assertSound(graph, nets, routing);
  }

  @Test
  void badInputIsRefused() {
    int node = builder.node(1);
    RoutingGraph graph = builder.build();

    assertThatThrownBy(() -> builder.oneWay(node, 7)).hasMessage("node 7 of 1");
    assertThatThrownBy(() -> builder.oneWay(node, node)).hasMessageContaining("to itself");
    assertThatThrownBy(() -> builder.bothWays(node, builder.node(1), 3)).hasMessage("group 3 of 0");
    assertThatThrownBy(() -> builder.node(-1)).hasMessage("capacity -1");
    assertThatThrownBy(() -> builder.group(-2)).hasMessage("capacity -2");
    assertThatThrownBy(() -> new Sink(List.of(), 1)).hasMessageContaining("without candidates");
    assertThatThrownBy(() -> new Sink(List.of(0), Double.NaN)).hasMessage("weight NaN");
    assertThatThrownBy(() -> Router.route(graph, List.of(), -1, 0)).hasMessage("effort -1");
    assertThatThrownBy(() -> Router.route(graph, List.of(new Net(0, List.of(Sink.at(4)))), 1, 0))
        .hasMessage("node 4 of 1");
  }

  private static void assertSound(RoutingGraph graph, List<Net> nets, Routing routing) {
    assertThat(Replay.faults(graph, routing.configuration())).isEmpty();
    assertThat(Replay.differences(graph, nets, routing)).isEmpty();
  }
}
