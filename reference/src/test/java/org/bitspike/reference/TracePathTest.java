package org.bitspike.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.OutputRequest;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.recording.Recording.Trace;
import org.junit.jupiter.api.Test;

class TracePathTest {

  private static Network network(List<OutputRequest> outputs) {
    ConnectionTable table =
        ConnectionTable.builder().add(0, 1, 1, 1e-3, 0).add(0, 1, 5, 1e-3, 0).build();
    return Models.network(
        Models.types(),
        List.of(
            Models.lifCell("c"),
            Models.spikes("s", 0.00095),
            Models.synapse("e", 1e-12, 0, 1e9),
            Models.step("dc", 1e-12)),
        List.of(Models.population("src", "s", 1), Models.population("p", "c", 2)),
        List.of(Models.projection("src", "p", "e", table)),
        List.of(Models.input("dc", "p", 1)),
        outputs,
        1e-4,
        0.005);
  }

  private static double last(Recording r, String variable) {
    Trace trace = r.trace("p", 1, variable).orElseThrow();
    return trace.values()[trace.values().length - 1];
  }

  @Test
  void tellsInstancesOfASynapseApart() {
    SimulationOptions options =
        SimulationOptions.defaults()
            .withTrace("p", 1, "synapses:e:0/g", 1)
            .withTrace("p", 1, "synapses:e:1/g", 1);
    Recording r = ReferenceSimulator.simulate(network(List.of()), options);
    assertThat(last(r, "synapses:e:0/g")).isCloseTo(1e-12, within(1e-18));
    assertThat(last(r, "synapses:e:1/g")).isCloseTo(5e-12, within(1e-18));
  }

  @Test
  void seesTheSumWhereInstancesAreShared() {
    SimulationOptions options =
        SimulationOptions.defaults().withTrace("p", 1, "e/g", 1).withTrace("p", 1, "dc/i", 1);
    Recording r = ReferenceSimulator.simulate(network(List.of()), options);
    assertThat(last(r, "e/g")).isCloseTo(6e-12, within(1e-18));
    assertThat(last(r, "dc/i")).isEqualTo(1e-12);
  }

  @Test
  void findsNothingBeyondWhatIsAttached() {
    List<String> said = new ArrayList<>();
    SimulationOptions options =
        SimulationOptions.defaults()
            .withTrace("p", 1, "synapses:e:2/g", 1)
            .withTrace("p", 0, "e/g", 1)
            .withTrace("p", 0, "a/b/c", 1)
            .withWarnings(w -> said.add(w.message()));
    assertThat(ReferenceSimulator.simulate(network(List.of()), options).traces()).isEmpty();
    assertThat(said).hasSize(3);
  }

  @Test
  void samplesTheNetworksOwnOutputsAtEveryStep() {
    OutputRequest file =
        new OutputRequest(
            "of",
            "v.dat",
            OutputRequest.Kind.TRACES,
            "",
            List.of(
                new OutputRequest.Column("v", "p", 1, "v"),
                new OutputRequest.Column("thresh", "p", 1, "thresh")),
            SourceRef.NONE);
    SimulationOptions options = SimulationOptions.defaults().withTrace("p", 1, "v", 10);
    Recording r = ReferenceSimulator.simulate(network(List.of(file)), options);
    assertThat(r.traces()).hasSize(3);
    assertThat(r.traces().get(0).values()).hasSize(51);
    assertThat(r.traces().get(1).values()).containsOnly(-0.05);
    Trace sparse = r.traces().get(2);
    assertThat(sparse.values()).hasSize(6);
    for (int k = 0; k < 6; k++) {
      assertThat(sparse.values()[k]).isEqualTo(r.traces().get(0).values()[10 * k]);
    }
  }

  @Test
  void longArraysFireAsShortOnesDo() {
    double[] times = {0.0031, 0.0012, 0.0012, 0.0044, 0.00205};
    ComponentType single = Models.spikeAt();
    assertThat(TimerAnalysis.of(single)).isPresent();
    Recording many = sources(times);
    List<Long> apart = new ArrayList<>();
    for (double time : times) {
      apart.add(sources(time).spikesOf("x").orElseThrow().tick()[0]);
    }
    apart.sort(null);
    assertThat(many.spikesOf("x").orElseThrow().tick())
        .isEqualTo(apart.stream().mapToLong(Long::longValue).toArray());
    assertThat(many.ranges()).noneMatch(range -> range.variable().contains("done"));
  }

  private static Recording sources(double... times) {
    return ReferenceSimulator.simulate(
        Models.network(
            List.of(Models.spikes("s", times)),
            List.of(Models.population("x", "s", 1)),
            List.of(),
            List.of(),
            1e-4,
            0.01),
        SimulationOptions.defaults());
  }

  @Test
  void poissonSourceIsNoTimer() {
    assertThat(TimerAnalysis.of(Models.poisson())).isEmpty();
    assertThat(TimerAnalysis.of(Models.pulse())).isEmpty();
  }
}
