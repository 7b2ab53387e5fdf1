package org.bitspike.compiler.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.profile.HardwareProfile;
import org.junit.jupiter.api.Test;

/** Several chips: lanes that swap at borders, drivers of neighbours, and where chips are. */
class WaferTopologyTest {

  private final Chip reticle = Chip.of(Profiles.load("brainscales1-reticle"));

  @Test
  void linesSwapByTwoAtEveryBorder() {
    TopologyExpansion t = reticle.topology();
    for (int y = 0; y < 64; y++) {
      assertThat(joined(t, "repeater_east"))
          .contains(List.of(t.node("h", 0, 1, y), t.node("h", 0, 2, (y + 2) % 64)));
      assertThat(joined(t, "repeater_west"))
          .contains(List.of(t.node("h", 0, 2, (y + 2) % 64), t.node("h", 0, 1, y)));
    }
    Set<List<Integer>> south = joined(t, "repeater_south");
    for (int x = 0; x < 256; x++) {
      int below = x < 128 ? (x + 126) % 128 : 128 + (x - 128 + 2) % 128;
      assertThat(south).contains(List.of(t.node("v", 0, 3, x), t.node("v", 1, 3, below)));
    }
    assertThat(t.switches("repeater_east")).isEqualTo(2 * 3 * 64);
    assertThat(t.switches("repeater_south")).isEqualTo(4 * 256);
    assertThat(joined(t, "repeater_north")).hasSize(4 * 256);
  }

  @Test
  void everyChipHasItsSwitches() {
    TopologyExpansion t = reticle.topology();
    assertThat(t.switches("crossbar_left") + t.switches("crossbar_right")).isEqualTo(8 * 512);
    assertThat(t.switches("synapse")).isEqualTo(8 * 3584);
    assertThat(t.switches("synapse_neighbour") + t.switches("synapse_edge")).isEqualTo(8 * 3584);
    assertThat(t.switches("synapse_edge")).as("both ends of both rows").isEqualTo(4 * 3584 / 2);
  }

  /** The rows that feed no driver of their own chip feed those of the chip beside. */
  @Test
  void everyHorizontalLineReaches14DriversOfBothNeighbours() {
    TopologyExpansion t = reticle.topology();
    RoutingGraph graph = reticle.graph();
    int first = t.firstNode("driver");
    for (int y = 0; y < 64; y++) {
      Set<Integer> crossed = new TreeSet<>();
      for (int next : targets(graph, t.node("h", 0, 1, y))) {
        if (next >= t.node("v", 0, 1, 0) && next <= t.node("v", 0, 1, 255)) {
          crossed.add(next);
        }
      }
      assertThat(crossed).as("line %s", y).hasSize(8);
      int[] drivers = new int[8];
      Set<Integer> counted = new HashSet<>();
      for (int vertical : crossed) {
        for (int next : targets(graph, vertical)) {
          if (next >= first && next < first + reticle.drivers() && counted.add(next)) {
            drivers[reticle.driverCore(next - first)]++;
          }
        }
      }
      assertThat(drivers).as("line %s", y).containsExactly(14, 28, 14, 0, 0, 0, 0, 0);
    }
  }

  @Test
  void aBusHas59AddressesAndACircuit224Inputs() {
    assertThat(reticle.usable()).isEqualTo(59);
    assertThat(Arrays.stream(reticle.addresses()).mapToInt(a -> a.length))
        .containsExactly(14, 15, 15, 15);
    assertThat(reticle.busCount()).isEqualTo(8 * 8);
    assertThat(reticle.driverCount()).isEqualTo(8 * 224);
    // N circuits of a block have 224 N rows by circuit
    for (int circuits : List.of(1, 4, 8, 16, 64)) {
      int[] count = new int[2 * 2];
      for (int c = 0; c < circuits; c++) {
        count[2 * reticle.circuitZone(c) + reticle.circuitLane(c)]++;
      }
      assertThat(Arrays.stream(count).sum() * reticle.halfRows()[0] / 4).isEqualTo(224 * circuits);
    }
  }

  /** 384 chips, in rows of 12, 12, 20, 20, 28, 28, 36, 36 and back. */
  @Test
  void aWaferHas384Chips() {
    HardwareProfile wafer = Profiles.load("brainscales1-wafer", List.of("topology.switches={}"));
    Chip chip = Chip.of(wafer);
    int[] width = new int[16];
    int[] least = new int[16];
    Arrays.fill(least, 36);
    for (int core = 0; core < chip.cores(); core++) {
      int[] place = chip.place(core);
      width[place[0]]++;
      least[place[0]] = Math.min(least[place[0]], place[1]);
    }
    assertThat(chip.cores()).isEqualTo(384).isEqualTo(wafer.limits().cores());
    assertThat(width)
        .containsExactly(12, 12, 20, 20, 28, 28, 36, 36, 36, 36, 28, 28, 20, 20, 12, 12);
    assertThat(least).containsExactly(12, 12, 8, 8, 4, 4, 0, 0, 0, 0, 4, 4, 8, 8, 12, 12);
    assertThat(chip.place(chip.fill()[0])).containsExactly(7, 17);
  }

  private static Set<List<Integer>> joined(TopologyExpansion t, String family) {
    Set<List<Integer>> ends = new HashSet<>();
    int first = t.firstSwitch(family);
    for (int s = first; s < first + t.switches(family); s++) {
      ends.add(List.of(t.graph().from(s), t.graph().to(s)));
    }
    return ends;
  }

  private static List<Integer> targets(RoutingGraph graph, int node) {
    List<Integer> targets = new ArrayList<>();
    for (int arc = graph.firstArc(node); arc < graph.firstArc(node + 1); arc++) {
      targets.add(graph.arcTarget(arc));
    }
    return targets;
  }
}
