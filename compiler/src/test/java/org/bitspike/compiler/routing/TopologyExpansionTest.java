package org.bitspike.compiler.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.junit.jupiter.api.Test;

class TopologyExpansionTest {

  private static final String LINES =
      "topology={nodes: {line: {over: {x: 3}, capacity: 2}, bus: {capacity: 1}}, groups: {pair:"
          + " {over: {p: 2}, closed: 1}}, switches: {tap: {over: {x: 3}, when: x != 1, from: {line:"
          + " {x: x}}, to: {bus: {}}, in_groups: {pair: {p: x / 2}}}}}";

  @Test
  void familiesBecomeNodesGroupsAndSwitches() {
    TopologyExpansion topology =
        TopologyExpansion.of(Profiles.load("generic-int8", List.of(LINES)));
    RoutingGraph graph = topology.graph();

    assertThat(graph.nodes()).isEqualTo(4);
    assertThat(graph.capacity(topology.node("line", 2))).isEqualTo(2);
    assertThat(topology.node("bus")).isEqualTo(3);
    assertThat(topology.switches("tap")).isEqualTo(2);
    assertThat(graph.from(1)).isEqualTo(2);
    assertThat(graph.to(1)).isEqualTo(3);
    assertThat(graph.group(graph.firstGroup(1))).isEqualTo(1);
    assertThatThrownBy(() -> topology.node("line", 3)).hasMessage("index 3 of 3");
    assertThatThrownBy(() -> topology.node("road")).hasMessage("there is no family road");
  }

  @Test
  void everyBuiltInTopologyExpands() {
    int found = 0;
    for (String name : Profiles.builtIn()) {
      if (!Profiles.load(name).topology().isEmpty()) {
        assertThat(TopologyExpansion.of(Profiles.load(name)).graph().switches()).isPositive();
        found++;
      }
    }
    assertThat(found).isPositive();
  }

  @Test
  void indexOutsideItsFamilyIsToldWithItsPlace() {
    fails("x: x}}, to", "x: x + 1}}, to", "tap.from", "the index x of line is 3.0");
    fails("p: x / 2", "p: x / 4", "tap.in_groups", "the index p of pair is 0.5");
    fails("x: x}}, to: {bus: {}}", "x: x}}, to: {line: {x: x}}", "tap", "with itself");
  }

  private static void fails(String from, String to, String key, String message) {
    assertThat(LINES).contains(from);
    BitspikeException thrown =
        catchThrowableOfType(
            BitspikeException.class,
            () ->
                TopologyExpansion.of(
                    Profiles.load("generic-int8", List.of(LINES.replace(from, to)))));
    assertThat(thrown.diagnostics())
        .singleElement()
        .satisfies(
            d -> {
              assertThat(d.code()).isEqualTo(Code.H_OUT_OF_RANGE);
              assertThat(d.where().path()).isEqualTo("topology.switches." + key);
              assertThat(d.message()).contains(message).contains("for x = ");
            });
  }
}
