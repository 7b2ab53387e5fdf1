package org.bitspike.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.Slot;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Projection;
import org.bitspike.ir.recording.Recording;
import org.junit.jupiter.api.Test;

class SynapseTest {

  private static final double DT = 1e-5;
  private static final SimulationOptions WHOLE =
      SimulationOptions.defaults().withEventTiming(EventTiming.WHOLE_STEPS);

  private static Recording oneSpike(
      List<ComponentType> types, Component synapse, double weight, double delay, double dt) {
    return oneSpike(types, synapse, weight, delay, dt, WHOLE);
  }

  private static Recording oneSpike(
      List<ComponentType> types,
      Component synapse,
      double weight,
      double delay,
      double dt,
      SimulationOptions timing) {
    List<Component> components = List.of(Models.lifCell("c"), Models.spikes("s", 0.002), synapse);
    Network network =
        Models.network(
            types,
            components,
            List.of(Models.population("src", "s", 1), Models.population("p", "c", 1)),
            List.of(Models.projection("src", "p", synapse.id(), Models.one(0, 0, weight, delay))),
            List.of(),
            List.of(),
            dt,
            0.05);
    return ReferenceSimulator.simulate(network, timing.withTrace("p", 0, "iSyn", 1));
  }

  private static int firstNonZero(double[] values) {
    int k = 0;
    while (values[k] == 0) {
      k++;
    }
    return k;
  }

  @Test
  void spikeOfTheArrayFallsInTheStepThatReachesItsTime() {
    Recording r = oneSpike(Models.types(), Models.synapse("e", 1e-9, 0, 0.005), 1, 0.001, 1e-4);
    assertThat(r.spikesOf("src").orElseThrow().tick()).containsExactly(19);
  }

  @Test
  void delayedEventActsAtTheStartOfALaterStep() {
    Recording r = oneSpike(Models.types(), Models.synapse("e", 1e-9, 0, 0.005), 1, 0.001, 1e-4);
    double[] i = r.trace("p", 0, "iSyn").orElseThrow().values();
    // sent in tick 19, arrives at the start of tick 29, whose end is sample 30
    assertThat(firstNonZero(i)).isEqualTo(30);
    // the synapse decays after its current was computed
    assertThat(i[30]).isCloseTo(1e-9 * 0.07, within(1e-20));
  }

  @Test
  void delayMayLastAStepLongerWhereTimesAreAccumulated() {
    Recording r =
        oneSpike(
            Models.types(),
            Models.synapse("e", 1e-9, 0, 0.005),
            1,
            0.001,
            1e-4,
            SimulationOptions.defaults());
    double t = 0;
    for (int n = 0; n < 20; n++) {
      t += 1e-4;
    }
    double due = t + 0.001;
    int sample = 20;
    while (t < due) {
      t += 1e-4;
      sample++;
    }
    assertThat(sample).isEqualTo(31);
    assertThat(firstNonZero(r.trace("p", 0, "iSyn").orElseThrow().values())).isEqualTo(sample);
  }

  @Test
  void eventWithoutDelayActsInTheSameStepOnWhatComesLater() {
    Recording r = oneSpike(Models.types(), Models.synapse("e", 1e-9, 0, 0.005), 1, 0, 1e-4);
    assertThat(firstNonZero(r.trace("p", 0, "iSyn").orElseThrow().values())).isEqualTo(20);
  }

  @Test
  void delayThatIsNoMultipleOfTheStepIsRoundedUp() {
    Recording r = oneSpike(Models.types(), Models.synapse("e", 1e-9, 0, 0.005), 1, 0.00101, 1e-4);
    assertThat(firstNonZero(r.trace("p", 0, "iSyn").orElseThrow().values())).isEqualTo(31);
  }

  @Test
  void exponentialConductanceDecaysWithItsTimeConstant() {
    Recording r = oneSpike(Models.types(), Models.synapse("e", 1e-12, 0, 0.005), 3, 0.001, DT);
    double peak = r.range("p", "e.g").orElseThrow().high();
    assertThat(peak).isCloseTo(3e-12, within(1e-24));
    double[] i = r.trace("p", 0, "iSyn").orElseThrow().values();
    int at = firstNonZero(i);
    assertThat(i[at + 500] / i[at]).isCloseTo(Math.exp(-1), within(1e-3));
  }

  @Test
  void twoExponentialsPeakAtOneAfterTheClosedFormsTime() {
    double rise = 0.001;
    double decay = 0.005;
    ComponentType two =
        TypeBuilder.type("twoExp")
            .isA("synapse")
            .parameters("gbase", "tauRise", "tauDecay")
            .weight()
            .takes("in")
            .derivedParameter(
                "peak", "log(tauDecay / tauRise) * (tauRise * tauDecay) / (tauDecay - tauRise)")
            .derivedParameter("factor", "1 / (exp(-peak / tauDecay) - exp(-peak / tauRise))")
            .state("A", "B")
            .derived("i", "gbase * (B - A)")
            .rate("A", "-A / tauRise")
            .rate("B", "-B / tauDecay")
            .on(
                "in",
                TypeBuilder.set("A", "A + weight * factor"),
                TypeBuilder.set("B", "B + weight * factor"))
            .build();
    List<ComponentType> types = new ArrayList<>(Models.types());
    types.add(two);
    Component synapse =
        Component.of("e", "twoExp", Map.of("gbase", 1e-12, "tauRise", rise, "tauDecay", decay));
    Recording r = oneSpike(types, synapse, 1, 0.001, DT);
    double[] i = r.trace("p", 0, "iSyn").orElseThrow().values();
    int start = firstNonZero(i);
    int peak = 0;
    for (int k = 0; k < i.length; k++) {
      peak = i[k] > i[peak] ? k : peak;
    }
    assertThat(i[peak]).isCloseTo(1e-12, within(0.01e-12));
    double expected = Math.log(decay / rise) * rise * decay / (decay - rise);
    assertThat((peak - start) * DT).isCloseTo(expected, within(5 * DT));
  }

  @Test
  void sharedInstancesGiveWhatInstancesPerConnectionGive() {
    // the same synapse twice; a condition that never holds keeps the second from being shared
    ComponentType shared = Models.expSynapse();
    ComponentType apart =
        TypeBuilder.type("apart")
            .isA("synapse")
            .parameters("gbase", "erev", "tau")
            .weight()
            .requires("v")
            .takes("in")
            .state("g")
            .derived("i", "g * (erev - v)")
            .rate("g", "-g / tau")
            .on("in", TypeBuilder.set("g", "g + weight * gbase"))
            .when("g .lt. -1", TypeBuilder.set("g", "0"))
            .build();
    List<ComponentType> types = new ArrayList<>(Models.types());
    types.add(apart);
    assertThat(shared.name()).isEqualTo("expSynapse");
    Recording a = randomNet(types, "expSynapse");
    Recording b = randomNet(types, "apart");
    assertThat(a.spikesOf("p").orElseThrow().count()).isGreaterThan(50);
    assertThat(b.spikesOf("p").orElseThrow().tick())
        .isEqualTo(a.spikesOf("p").orElseThrow().tick());
    assertThat(b.spikesOf("p").orElseThrow().neuron())
        .isEqualTo(a.spikesOf("p").orElseThrow().neuron());
    double[] x = a.trace("p", 3, "v").orElseThrow().values();
    double[] y = b.trace("p", 3, "v").orElseThrow().values();
    for (int k = 0; k < x.length; k++) {
      assertThat(y[k]).isCloseTo(x[k], within(1e-14));
    }
    assertThat(b.range("p", "e.g").orElseThrow().high())
        .isCloseTo(a.range("p", "e.g").orElseThrow().high(), within(1e-8));
  }

  private static Recording randomNet(List<ComponentType> types, String synapseType) {
    SplittableRandom random = new SplittableRandom(7);
    ConnectionTable.Builder in = ConnectionTable.builder();
    ConnectionTable.Builder recurrent = ConnectionTable.builder();
    for (int c = 0; c < 800; c++) {
      in.add(
          random.nextInt(40),
          random.nextInt(20),
          random.nextDouble(),
          1e-4 * random.nextInt(1, 30),
          0);
      recurrent.add(
          random.nextInt(20),
          random.nextInt(20),
          random.nextDouble(),
          1e-4 * random.nextInt(1, 30),
          0);
    }
    List<Component> components =
        List.of(
            Models.lifCell("c"),
            Component.of("poi", "poisson", Map.of("rate", 20.0)),
            Component.of("e", synapseType, Map.of("gbase", 2e-9, "erev", 0.0, "tau", 0.003)),
            Component.of("i", synapseType, Map.of("gbase", 2e-9, "erev", -0.075, "tau", 0.006)));
    List<Projection> projections =
        List.of(
            Models.projection("src", "p", "e", in.build()),
            Models.projection("p", "p", "i", recurrent.build()));
    Network network =
        Models.network(
            types,
            components,
            List.of(Models.population("src", "poi", 40), Models.population("p", "c", 20)),
            projections,
            List.of(),
            List.of(),
            1e-4,
            0.5);
    return ReferenceSimulator.simulate(
        network, SimulationOptions.defaults().withTrace("p", 3, "v", 1));
  }

  @Test
  void plasticSynapseKeepsAnInstancePerConnection() {
    // each event spends half of what is left; two connections must not share what is left
    ComponentType depressing =
        TypeBuilder.type("depressing")
            .isA("synapse")
            .parameters("gbase", "tau")
            .weight()
            .takes("in")
            .state("g", "left")
            .derived("i", "g")
            .rate("g", "-g / tau")
            .start(TypeBuilder.set("left", "1"))
            .on(
                "in",
                TypeBuilder.set("g", "g + weight * gbase * left"),
                TypeBuilder.set("left", "left * 0.5"))
            .build();
    List<ComponentType> types = new ArrayList<>(Models.types());
    types.add(depressing);
    List<Component> components =
        List.of(
            Models.lifCell("c"),
            Models.spikes("s", 0.002),
            Component.of("d", "depressing", Map.of("gbase", 1e-12, "tau", 1e9)));
    ConnectionTable table =
        ConnectionTable.builder().add(0, 0, 1, 1e-3, 0).add(0, 0, 2, 1e-3, 0).build();
    Network network =
        Models.network(
            types,
            components,
            List.of(Models.population("src", "s", 1), Models.population("p", "c", 1)),
            List.of(Models.projection("src", "p", "d", table)),
            List.of(),
            List.of(),
            1e-4,
            0.01);
    Recording r = ReferenceSimulator.simulate(network, SimulationOptions.defaults());
    assertThat(r.range("p", "d.g").orElseThrow().high()).isCloseTo(3e-12, within(1e-20));
    assertThat(r.range("p", "d.left").orElseThrow().low()).isEqualTo(1);
    assertThat(r.range("p", "d.left").orElseThrow().high()).isEqualTo(2);
  }

  @Test
  void relaysEventsToWhatASynapseEncloses() {
    ComponentType pair =
        TypeBuilder.type("pair")
            .isA("synapse")
            .weight()
            .takes("in")
            .emits("relay")
            .slot("first", "synapse", Slot.Kind.REFERENCE)
            .slot("second", "synapse", Slot.Kind.REFERENCE)
            .hidden("factor")
            .select("i1", "first/i")
            .select("i2", "second/i")
            .derived("i", "factor * (i1 + i2)")
            .on("in", TypeBuilder.set("factor", "weight"), TypeBuilder.emit("relay"))
            .build();
    ComponentType current =
        TypeBuilder.type("current")
            .isA("synapse")
            .parameters("ibase", "tau")
            .weight()
            .takes("in")
            .state("i")
            .rate("i", "-i / tau")
            .on("in", TypeBuilder.set("i", "i + weight * ibase"))
            .build();
    List<ComponentType> types = new ArrayList<>(Models.types());
    types.addAll(List.of(pair, current));
    Component both =
        new Component(
            "both",
            "pair",
            Map.of(),
            Map.of(),
            Map.of(
                "first", List.of(Component.of("a", "current", Map.of("ibase", 1e-12, "tau", 1e9))),
                "second",
                    List.of(Component.of("b", "current", Map.of("ibase", 2e-12, "tau", 1e9)))),
            org.bitspike.ir.SourceRef.NONE);
    Recording r = oneSpike(types, both, 5, 0.001, 1e-4);
    double[] i = r.trace("p", 0, "iSyn").orElseThrow().values();
    assertThat(i[i.length - 1]).isCloseTo(15e-12, within(1e-17));
    assertThat(r.range("p", "both.first/i").orElseThrow().high()).isCloseTo(1e-12, within(1e-20));
  }

  @Test
  void blockByVoltageDoesNotPreventSharing() {
    ComponentType block =
        TypeBuilder.type("block")
            .isA("blocker")
            .requires("v")
            .derived("factor", "1 / (1 + exp(-v / 0.01))")
            .build();
    ComponentType blocked =
        TypeBuilder.type("blocked")
            .isA("synapse")
            .parameters("gbase", "tau")
            .weight()
            .requires("v")
            .takes("in")
            .slot("blocks", "blocker", Slot.Kind.CHILDREN)
            .state("A")
            .product("factor", "blocks[*]/factor")
            .derived("i", "-factor * gbase * A * v")
            .rate("A", "-A / tau")
            .on("in", TypeBuilder.set("A", "A + weight"))
            .build();
    assertThat(
            MergeAnalysis.mergeable(
                blocked, Map.of("gbase", 1.0, "tau", 1.0), List.of(block), java.util.Set.of("i")))
        .isTrue();
    List<ComponentType> types = new ArrayList<>(Models.types());
    types.addAll(List.of(block, blocked));
    Component synapse =
        new Component(
            "n",
            "blocked",
            Map.of("gbase", 1e-12, "tau", 1e9),
            Map.of(),
            Map.of("blocks", List.of(Component.of("b", "block", Map.of()))),
            org.bitspike.ir.SourceRef.NONE);
    Recording r = oneSpike(types, synapse, 1, 0.001, 1e-4);
    double[] i = r.trace("p", 0, "iSyn").orElseThrow().values();
    assertThat(i[i.length - 1]).isCloseTo(0.07e-12 / (1 + Math.exp(7)), within(1e-19));
  }

  @Test
  void inputThatFiresDrivesTheSynapseInside() {
    ComponentType noisy =
        TypeBuilder.type("noisy")
            .isA("synapse")
            .parameters("rate")
            .weight()
            .requires("v")
            .takes("in")
            .emits("spike")
            .slot("synapse", "synapse", Slot.Kind.REFERENCE)
            .state("next")
            .select("iSyn", "synapse/i")
            .derived("i", "weight * iSyn")
            .start(TypeBuilder.set("next", "-log(1 - random(1)) / rate"))
            .when(
                "t .gt. next",
                TypeBuilder.set("next", "next - log(1 - random(1)) / rate"),
                TypeBuilder.emit("spike"))
            .build();
    List<ComponentType> types = new ArrayList<>(Models.types());
    types.add(noisy);
    Component input =
        new Component(
            "noise",
            "noisy",
            Map.of("rate", 500.0),
            Map.of(),
            Map.of("synapse", List.of(Models.synapse("inner", 5e-9, 0, 0.005))),
            org.bitspike.ir.SourceRef.NONE);
    Network network =
        Models.network(
            types,
            List.of(Models.lifCell("c"), input),
            List.of(Models.population("p", "c", 3)),
            List.of(),
            List.of(Models.input("noise", "p", 0, 1, 2)),
            List.of(),
            1e-4,
            1);
    Recording r = ReferenceSimulator.simulate(network, SimulationOptions.defaults());
    assertThat(Arrays.stream(r.spikesOf("p").orElseThrow().neuron()).distinct().count())
        .isEqualTo(3);
    assertThat(r.range("p", "noise.synapse/g").map(x -> x.high() > 1e-8))
        .isEqualTo(Optional.of(true));
  }
}
