package org.bitspike.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.bitspike.reference.TypeBuilder.type;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.KineticScheme;
import org.bitspike.ir.network.ComponentType.Slot;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.recording.Recording;
import org.junit.jupiter.api.Test;

/** Kinetic schemes against the closed solution of two states. */
class KineticSchemeTest {

  private static final double OPENING = 300;
  private static final double CLOSING = 100;
  private static final double DT = 1e-3;

  private static List<ComponentType> types() {
    return List.of(
        type("stateOf").parameters("share").state("x").derived("q", "share * x").build(),
        type("step")
            .parameters("a", "b")
            .texts("from", "to")
            .derived("f", "a")
            .derived("r", "b")
            .build(),
        type("gate")
            .slot("states", "stateOf", Slot.Kind.CHILDREN)
            .slot("steps", "step", Slot.Kind.CHILDREN)
            .sum("q", "states[*]/q")
            .scheme(new KineticScheme("ks", "states", "x", "steps", "from", "to", "f", "r"))
            .build());
  }

  private static Recording run(String to) {
    Component step =
        new Component(
            "open",
            "step",
            Map.of("a", OPENING, "b", CLOSING),
            Map.of("from", "c", "to", to),
            Map.of(),
            SourceRef.NONE);
    Map<String, List<Component>> children = new LinkedHashMap<>();
    children.put(
        "states",
        List.of(
            Component.of("c", "stateOf", Map.of("share", 0.0)),
            Component.of("o", "stateOf", Map.of("share", 1.0))));
    children.put("steps", List.of(step));
    Component gate = new Component("g", "gate", Map.of(), Map.of(), children, SourceRef.NONE);
    Network network =
        Models.network(
            types(),
            List.of(gate),
            List.of(Models.population("p", "g", 2)),
            List.of(),
            List.of(),
            List.of(),
            DT,
            0.02);
    return ReferenceSimulator.simulate(
        network,
        SimulationOptions.defaults().withTrace("p", 1, "q", 1).withTrace("p", 1, "o/x", 1));
  }

  @Test
  void occupanciesFollowTheExponentialOfTheRates() {
    double[] open = run("o").trace("p", 1, "o/x").orElseThrow().values();
    double steady = OPENING / (OPENING + CLOSING);
    for (int n = 0; n < open.length; n++) {
      // others see a state as it was before its scheme moved it
      double t = Math.max(0, n - 1) * DT;
      assertThat(open[n])
          .isCloseTo(steady * (1 - Math.exp(-(OPENING + CLOSING) * t)), within(1e-10));
    }
  }

  @Test
  void componentSeesWhatItsStatesExposedBeforeTheyMoved() {
    Recording r = run("o");
    assertThat(r.trace("p", 1, "q").orElseThrow().values())
        .containsExactly(r.trace("p", 1, "o/x").orElseThrow().values());
  }

  @Test
  void transitionToNowhereIsRefused() {
    assertThatThrownBy(() -> run("nowhere"))
        .isInstanceOf(BitspikeException.class)
        .hasMessageContaining("the node \"nowhere\", which does not exist");
  }
}
