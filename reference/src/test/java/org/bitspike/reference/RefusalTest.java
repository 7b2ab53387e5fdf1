package org.bitspike.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Projection;
import org.junit.jupiter.api.Test;

class RefusalTest {

  private static final Component RULE = Component.of("rule", "lutStdp", Map.of());

  private static Network learning(
      Component rule, Optional<String> synapse, double weight, double delay) {
    List<ComponentType> types = new ArrayList<>(Models.types());
    types.add(Models.lutStdpOf(rule));
    types.add(TypeBuilder.type("otherRule").build());
    ConnectionTable table = Models.one(0, 0, weight, delay);
    return Models.network(
        types,
        List.of(
            Models.lifCell("c"),
            Models.spikes("s", 0.001, 0.02, 0.04, 0.06, 0.08),
            Models.synapse("e", 1e-7, 0, 0.005),
            rule),
        List.of(Models.population("src", "s", 1), Models.population("p", "c", 1)),
        List.of(
            new Projection(
                "learn",
                "src",
                "p",
                synapse,
                Optional.of("rule"),
                table,
                SourceRef.ofPath("learn"))),
        List.of(),
        List.of(),
        1e-4,
        0.1);
  }

  private static void refuses(ThrowingCallable run, Code code, String... words) {
    assertThatThrownBy(run)
        .isInstanceOfSatisfying(
            BitspikeException.class,
            e -> assertThat(e.diagnostics()).anyMatch(d -> d.code() == code))
        .hasMessageContainingAll(words);
  }

  @Test
  void plasticityThatIsNoRule() {
    Network network =
        learning(Component.of("rule", "otherRule", Map.of()), Optional.of("e"), 1, 1e-3);
    refuses(
        () -> ReferenceSimulator.simulate(network, SimulationOptions.defaults()),
        Code.R_UNSUPPORTED,
        "rule of type otherRule cannot learn",
        "no state variable 'weight'",
        "ports 'pre' and 'post'");
  }

  @Test
  void tableOfWrongLength() {
    Component rule =
        new Component(
            "rule", "lutStdp", Map.of(), Map.of("lutCausal", "1 2 3"), Map.of(), SourceRef.NONE);
    Network network = learning(rule, Optional.of("e"), 1, 1e-3);
    refuses(
        () -> ReferenceSimulator.simulate(network, SimulationOptions.defaults()),
        Code.R_UNSUPPORTED,
        "the tables of rule have 3 entries",
        "not a power of two from 4 to 65536");
  }

  @Test
  void tablesOfDifferentLengths() {
    Component rule =
        new Component(
            "rule",
            "lutStdp",
            Map.of(),
            Map.of(
                "lutCausal", "1 2 3 3",
                "lutAcausal", "0 0 1 2",
                "lutCombined", "0 1 2 3 4 5 6 7"),
            Map.of(),
            SourceRef.NONE);
    Network network = learning(rule, Optional.of("e"), 1, 1e-3);
    refuses(
        () -> ReferenceSimulator.simulate(network, SimulationOptions.defaults()),
        Code.R_UNSUPPORTED,
        "lutCausal of rule",
        "\"1 2 3 3\"",
        "8 whole numbers from 0 to 7");
  }

  @Test
  void bitThatIsNoBit() {
    Component rule =
        new Component(
            "rule",
            "lutStdp",
            Map.of(),
            Map.of("resetPattern", "1 1 1 1 x 1"),
            Map.of(),
            SourceRef.NONE);
    Network network = learning(rule, Optional.of("e"), 1, 1e-3);
    refuses(
        () -> ReferenceSimulator.simulate(network, SimulationOptions.defaults()),
        Code.R_UNSUPPORTED,
        "resetPattern");
  }

  @Test
  void sliceLongerThanADelay() {
    Network network = learning(RULE, Optional.of("e"), 1, 1e-3);
    refuses(
        () -> ReferenceSimulator.simulate(network, SimulationOptions.defaults().withSliceTicks(20)),
        Code.R_UNSUPPORTED,
        "delay of 10 ticks",
        "slice of 20");
  }

  @Test
  void variableThatNothingAroundHas() {
    ComponentType needy =
        TypeBuilder.type("needy")
            .isA("synapse")
            .requires("caConc")
            .weight()
            .takes("in")
            .derived("i", "caConc")
            .build();
    List<ComponentType> types = new ArrayList<>(Models.types());
    types.add(needy);
    Network network =
        Models.network(
            types,
            List.of(
                Models.lifCell("c"),
                Models.spikes("s", 0.001),
                Component.of("n", "needy", Map.of())),
            List.of(Models.population("src", "s", 1), Models.population("p", "c", 1)),
            List.of(Models.projection("src", "p", "n", Models.one(0, 0, 1, 1e-3))),
            List.of(),
            List.of(),
            1e-4,
            0.1);
    refuses(
        () -> ReferenceSimulator.simulate(network, SimulationOptions.defaults()),
        Code.R_UNSUPPORTED,
        "component n of type needy",
        "caConc");
  }

  @Test
  void selectionThatLeadsNowhere() {
    ComponentType cell =
        TypeBuilder.type("hollow").emits("spike").select("x", "inside/x").derived("y", "x").build();
    List<ComponentType> types = new ArrayList<>(Models.types());
    types.add(cell);
    Network network =
        Models.network(
            types,
            List.of(Component.of("h", "hollow", Map.of())),
            List.of(Models.population("p", "h", 1)),
            List.of(),
            List.of(),
            List.of(),
            1e-4,
            0.1);
    refuses(
        () -> ReferenceSimulator.simulate(network, SimulationOptions.defaults()),
        Code.R_UNSUPPORTED,
        "component h",
        "inside/x");
  }

  @Test
  void synapseOntoASource() {
    Network network =
        Models.network(
            List.of(Models.spikes("s", 0.001), Models.synapse("e", 1e-9, 0, 0.005)),
            List.of(Models.population("src", "s", 2)),
            List.of(Models.projection("src", "src", "e", Models.one(0, 1, 1, 1e-3))),
            List.of(),
            1e-4,
            0.1);
    assertThatThrownBy(() -> ReferenceSimulator.simulate(network, SimulationOptions.defaults()))
        .isInstanceOf(BitspikeException.class);
  }

  @Test
  void networkThatIsNotSound() {
    Network network =
        Models.network(
            List.of(Models.lifCell("c")),
            List.of(Models.population("p", "nothing", 2)),
            List.of(),
            List.of(),
            1e-4,
            0.1);
    refuses(
        () -> ReferenceSimulator.simulate(network, SimulationOptions.defaults()),
        Code.N_UNKNOWN_NAME,
        "nothing");
  }

  @Test
  void learnedWeightActsFromTheSameEventOn() {
    // the first read-out takes the weight to the nearest multiple of wMax / 15
    Network network = learning(RULE, Optional.of("e"), 8, 1e-3);
    var r =
        ReferenceSimulator.simulate(network, SimulationOptions.defaults().withRecordLearning(true));
    assertThat(r.learning().getFirst().values().getFirst()).startsWith(100.0 / 15);
    assertThat(r.range("p", "e.g").orElseThrow().high()).isGreaterThanOrEqualTo(1e-7 * 100.0 / 15);
    assertThat(r.weights()).hasSize(2);
    assertThat(r.weights().getFirst().tick()).isEqualTo(-1);
    assertThat(r.weights().getFirst().weight()).containsExactly(8);
    assertThat(r.weights().getLast().weight()).containsExactly(100.0 / 15);
  }
}
