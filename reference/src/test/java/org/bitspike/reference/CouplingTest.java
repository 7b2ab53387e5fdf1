package org.bitspike.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bitspike.reference.TypeBuilder.set;
import static org.bitspike.reference.TypeBuilder.type;

import java.util.List;
import java.util.Map;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.Slot;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Coupling;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.recording.Recording;
import org.junit.jupiter.api.Test;

/** Couplings, against the same steps written out. */
class CouplingTest {

  private static final double DT = 1e-4;
  private static final int STEPS = 50;

  private static ComponentType cell() {
    return type("leak")
        .parameters("E", "tau")
        .slot("synapses", "junction", Slot.Kind.ATTACHMENTS)
        .state("v")
        .sum("drive", "synapses[*]/i")
        .rate("v", "(E - v) / tau + drive")
        .start(set("v", "E"))
        .build();
  }

  private static ComponentType junction() {
    return type("junction")
        .parameters("k")
        .weight()
        .requires("v")
        .slot("peer", "junction", Slot.Kind.PEER)
        .select("other", "peer/v")
        .derived("i", "weight * k * (other - v)")
        .build();
  }

  private static ComponentType silent() {
    return type("silent")
        .isA("junction")
        .requires("v")
        .slot("peer", "junction", Slot.Kind.PEER)
        .derived("i", "0")
        .build();
  }

  private static Recording run(String preEnd) {
    Coupling coupling =
        new Coupling(
            "gap",
            "a",
            "b",
            preEnd,
            "gj",
            ConnectionTable.builder().add(0, 1, 2.0, 0, 0).build(),
            SourceRef.NONE);
    Network network =
        new Network(
            "coupled",
            List.of(cell(), junction(), silent()),
            List.of(
                Component.of("low", "leak", Map.of("E", -0.07, "tau", 0.01)),
                Component.of("high", "leak", Map.of("E", -0.05, "tau", 0.02)),
                Component.of("gj", "junction", Map.of("k", 30.0)),
                Component.of("none", "silent", Map.of())),
            List.of(Models.population("a", "low", 1), Models.population("b", "high", 2)),
            List.of(),
            List.of(coupling),
            List.of(),
            List.of(),
            new Network.Run(DT, STEPS * DT, 1),
            SourceRef.NONE);
    return ReferenceSimulator.simulate(
        network,
        SimulationOptions.defaults()
            .withTrace("a", 0, "v", 1)
            .withTrace("b", 0, "v", 1)
            .withTrace("b", 1, "v", 1));
  }

  @Test
  void junctionsSeeEachOtherInTheOrderOfTheirCells() {
    Recording r = run("gj");
    double[] a = r.trace("a", 0, "v").orElseThrow().values();
    double[] b = r.trace("b", 1, "v").orElseThrow().values();
    double va = -0.07;
    double vb = -0.05;
    double seenAtA = va;
    double seenAtB = vb;
    for (int n = 1; n <= STEPS; n++) {
      double before = seenAtB; // the other end has not moved yet in this step
      seenAtA = va;
      va += DT * ((-0.07 - va) / 0.01 + 2.0 * 30.0 * (before - seenAtA));
      seenAtB = vb;
      vb += DT * ((-0.05 - vb) / 0.02 + 2.0 * 30.0 * (seenAtA - seenAtB));
      assertThat(a[n]).isEqualTo(va);
      assertThat(b[n]).isEqualTo(vb);
    }
    assertThat(r.trace("b", 0, "v").orElseThrow().values()).containsOnly(-0.05);
  }

  @Test
  void silentEndActsOnNothing() {
    Recording r = run("none");
    assertThat(r.trace("a", 0, "v").orElseThrow().values()).containsOnly(-0.07);
    double[] b = r.trace("b", 1, "v").orElseThrow().values();
    assertThat(b[STEPS]).isLessThan(-0.05);
  }
}
