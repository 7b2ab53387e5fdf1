package org.bitspike.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.bitspike.reference.TypeBuilder.set;
import static org.bitspike.reference.TypeBuilder.type;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Projection;
import org.bitspike.ir.recording.Recording;
import org.junit.jupiter.api.Test;

/** Events that go to cells themselves, without a synapse. */
class DirectEventTest {

  private static ComponentType counter() {
    return type("counter").takes("up").takes("down").state("n").on("up", set("n", "n + 1")).build();
  }

  private static Network network(Optional<String> sourcePort, String targetPort) {
    List<ComponentType> types = new ArrayList<>(Models.types());
    types.add(counter());
    Projection direct =
        new Projection(
            "direct",
            "src",
            "counters",
            Optional.empty(),
            Optional.empty(),
            ConnectionTable.builder().add(0, 2, 1, 0, 0).add(0, 1, 1, 0.002, 0).build(),
            sourcePort,
            Optional.of(targetPort),
            SourceRef.ofPath("net/direct"));
    return Models.network(
        types,
        List.of(Models.spikes("spikes", 0.001, 0.003), Component.of("c", "counter", Map.of())),
        List.of(Models.population("src", "spikes", 1), Models.population("counters", "c", 3)),
        List.of(direct),
        List.of(),
        List.of(),
        1e-4,
        0.1);
  }

  @Test
  void eventsReachThePortOfTheTarget() {
    Recording r =
        ReferenceSimulator.simulate(
            network(Optional.empty(), "up"),
            SimulationOptions.defaults()
                .withTrace("counters", 0, "n", 1)
                .withTrace("counters", 1, "n", 1)
                .withTrace("counters", 2, "n", 1));
    assertThat(last(r, 0)).isZero();
    assertThat(last(r, 1)).isEqualTo(2);
    assertThat(last(r, 2)).isEqualTo(2);
    assertThat(r.trace("counters", 2, "n").orElseThrow().values()[25]).isEqualTo(1);
    assertThat(r.trace("counters", 1, "n").orElseThrow().values()[25]).isZero();
  }

  @Test
  void convergedModeBringsThemAtTheirTimes() {
    Recording r =
        ReferenceSimulator.simulate(
            network(Optional.empty(), "up"),
            SimulationOptions.defaults()
                .withTolerance(1e-9)
                .withTrace("counters", 1, "n", 1)
                .withTrace("counters", 2, "n", 1));
    double[] late = r.trace("counters", 1, "n").orElseThrow().values();
    double[] atOnce = r.trace("counters", 2, "n").orElseThrow().values();
    assertThat(atOnce[9]).isZero();
    assertThat(atOnce[11]).isEqualTo(1);
    assertThat(atOnce[31]).isEqualTo(2);
    assertThat(late[29]).isZero();
    assertThat(late[31]).isEqualTo(1);
    assertThat(late[51]).isEqualTo(2);
  }

  private static double last(Recording r, int member) {
    double[] values = r.trace("counters", member, "n").orElseThrow().values();
    return values[values.length - 1];
  }

  @Test
  void otherPortsAreRefused() {
    Diagnostic d =
        catchThrowableOfType(
                BitspikeException.class,
                () ->
                    ReferenceSimulator.simulate(
                        network(Optional.empty(), "down"), SimulationOptions.defaults()))
            .diagnostics()
            .get(0);
    assertThat(d.code()).isEqualTo(Code.R_UNSUPPORTED);
    assertThat(d.message()).contains("direct", "port down", "only up");
  }
}
