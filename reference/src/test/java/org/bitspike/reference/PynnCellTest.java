package org.bitspike.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bitspike.frontends.api.Cell;
import org.bitspike.frontends.api.Connector;
import org.bitspike.frontends.api.NetworkBuilder;
import org.bitspike.frontends.api.Population;
import org.bitspike.frontends.api.SynapseType.StaticSynapse;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.recording.Recording.SpikeSeries;
import org.junit.jupiter.api.Test;

/** PyNN's cells that NeuroML has no type for, against what can be computed by hand. */
class PynnCellTest {

  private static final SimulationOptions OPTIONS =
      SimulationOptions.defaults().withEventTiming(EventTiming.WHOLE_STEPS);

  @Test
  void deltaSynapsesStepThePotential() {
    NetworkBuilder net = new NetworkBuilder("delta").timestepMillis(0.01);
    Population source = net.population("source", 2, Cell.spikeSourceArray(9.995));
    Population cell = net.population("cell", 1, Cell.ifCurrDelta());
    net.projection("up", source, cell, Connector.allToAll(), new StaticSynapse(4, 1), "excitatory");
    Recording r = ReferenceSimulator.simulate(net.build(40), OPTIONS.withTrace("cell", 0, "v", 1));
    double[] v = r.traces().getFirst().values();
    // sent in the step that ends at 10 ms, seen at the end of the step that begins 1 ms later
    int arrival = 1101;
    assertThat(v[arrival - 1]).isCloseTo(-65e-3, within(1e-12));
    for (int step = arrival; step < v.length; step += 100) {
      double expected = -65e-3 + 8e-3 * Math.exp(-(step - arrival) * 0.01 / 20);
      assertThat(v[step]).as("step %d", step).isCloseTo(expected, within(8e-6));
    }
    assertThat(r.spikesOf("cell").orElseThrow().count()).isZero();
  }

  @Test
  void deltaSynapsesAreLostInTheRefractoryTime() {
    NetworkBuilder net = new NetworkBuilder("delta").timestepMillis(0.01);
    Population source = net.population("source", 1, Cell.spikeSourceArray(9.995, 11.995));
    Population cell = net.population("cell", 1, Cell.ifCurrDelta().with("tau_refrac", 5));
    net.projection(
        "up", source, cell, Connector.oneToOne(), new StaticSynapse(16, 1), "excitatory");
    Recording r = ReferenceSimulator.simulate(net.build(40), OPTIONS.withTrace("cell", 0, "v", 1));
    SpikeSeries spikes = r.spikesOf("cell").orElseThrow();
    assertThat(spikes.count()).isOne();
    assertThat((spikes.tick()[0] + 1) * 0.01).isCloseTo(11, within(0.011));
    double[] v = r.traces().getFirst().values();
    assertThat(v[v.length - 1]).isCloseTo(-65e-3, within(1e-12));
  }

  @Test
  void spikesOpenTheConductancesOfAdaptation() {
    NetworkBuilder net = new NetworkBuilder("adapting").timestepMillis(0.01);
    net.population("cell", 1, Cell.ifCondExpGsfaGrr().with("i_offset", 1.2));
    Recording r =
        ReferenceSimulator.simulate(
            net.build(400), OPTIONS.withTrace("cell", 0, "g_s", 1).withTrace("cell", 0, "g_r", 1));
    SpikeSeries spikes = r.spikesOf("cell").orElseThrow();
    assertThat(spikes.count()).isGreaterThan(3);
    double[] slow = r.traces().get(0).values();
    double[] fast = r.traces().get(1).values();
    double expectedSlow = 0;
    double expectedFast = 0;
    long last = 0;
    for (int k = 0; k < spikes.count(); k++) {
      long at = spikes.tick()[k] + 1;
      double millis = (at - last) * 0.01;
      expectedSlow = expectedSlow * Math.exp(-millis / 100) + 15;
      expectedFast = expectedFast * Math.exp(-millis / 2) + 3000;
      last = at;
      // others see a state one step after the regime has set it
      assertThat(slow[(int) at + 1]).as("spike %d", k).isCloseTo(expectedSlow, within(0.02));
      assertThat(fast[(int) at + 1]).as("spike %d", k).isCloseTo(expectedFast, within(16.0));
    }
    long first = spikes.tick()[1] - spikes.tick()[0];
    long later = spikes.tick()[spikes.count() - 1] - spikes.tick()[spikes.count() - 2];
    assertThat(later).as("intervals grow").isGreaterThan(first);
  }

  @Test
  void generalisedCellFiresAsItsIntensitySays() {
    // the potential stands at the threshold, so the intensity is lambda0 but for the refractory
    // time
    Cell cell =
        Cell.gifCondExp()
            .with("v_rest", -48)
            .with("v_reset", -48)
            .with("v_init", -48)
            .with("lambda0", 60);
    for (int k = 1; k <= 3; k++) {
      cell = cell.with("a_eta" + k, 0).with("a_gamma" + k, 0);
    }
    for (double step : new double[] {0.1, 0.5}) {
      NetworkBuilder net = new NetworkBuilder("gif").timestepMillis(step).seed(11);
      net.population("cells", 400, cell);
      double interval = 1 / 60.0 + 4e-3 + 1.5 * step * 1e-3;
      double expected = 400 * 0.5 / interval;
      int count =
          ReferenceSimulator.simulate(net.build(500), OPTIONS)
              .spikesOf("cells")
              .orElseThrow()
              .count();
      // five standard deviations, and a step in either direction
      assertThat((double) count)
          .isCloseTo(expected, within(5 * Math.sqrt(expected) + expected * step * 1e-3 / interval));
    }
  }

  @Test
  void generalisedCellMovesItsThresholdAndItsCurrent() {
    NetworkBuilder net = new NetworkBuilder("gif").timestepMillis(0.01).seed(3);
    net.population("cell", 1, Cell.gifCondExp().with("i_offset", 3).with("tau_refrac", 50));
    Recording r =
        ReferenceSimulator.simulate(
            net.build(60), OPTIONS.withTrace("cell", 0, "v_t", 1).withTrace("cell", 0, "i_eta", 1));
    SpikeSeries spikes = r.spikesOf("cell").orElseThrow();
    assertThat(spikes.count()).isPositive();
    int at = (int) spikes.tick()[0] + 1;
    double[] threshold = r.traces().get(0).values();
    double[] current = r.traces().get(1).values();
    for (int later = at + 10; later < Math.min(at + 4000, threshold.length); later += 100) {
      double millis = (later - at) * 0.01;
      double sum = Math.exp(-millis) + Math.exp(-millis / 10) + Math.exp(-millis / 100);
      assertThat(threshold[later]).as("%s ms", millis).isCloseTo(-48 + sum, within(0.02));
      assertThat(current[later]).as("%s ms", millis).isCloseTo(sum, within(0.02));
    }
  }
}
