package org.bitspike.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.recording.Recording.Range;
import org.bitspike.ir.recording.Recording.SpikeSeries;
import org.junit.jupiter.api.Test;

class LeakyCellTest {

  private static final double DT = 1e-5;

  private static Network driven(Component cell, double amplitude, double dt, double duration) {
    return Models.network(
        List.of(cell, Models.step("dc", amplitude)),
        List.of(Models.population("p", cell.id(), 1)),
        List.of(),
        List.of(Models.input("dc", "p", 0)),
        dt,
        duration);
  }

  @Test
  void firesAtThePeriodOfTheClosedForm() {
    Recording r =
        ReferenceSimulator.simulate(
            driven(Models.lifCell("c"), 4e-10, DT, 0.5), SimulationOptions.defaults());
    SpikeSeries spikes = r.spikesOf("p").orElseThrow();
    // 40 mV of drive, threshold 20 mV above rest: tau ln(40 / 20)
    double period = 0.01 * Math.log(2);
    double measured =
        (spikes.tick()[spikes.count() - 1] - spikes.tick()[0]) * DT / (spikes.count() - 1);
    assertThat(measured).isCloseTo(period, within(1.5 * DT));
  }

  @Test
  void takesThePeriodThatTheEulerMapHas() {
    Recording r =
        ReferenceSimulator.simulate(
            driven(Models.lifCell("c"), 4e-10, DT, 0.1), SimulationOptions.defaults());
    SpikeSeries spikes = r.spikesOf("p").orElseThrow();
    double v = -0.07;
    double i = 0;
    int k = 0;
    double t = 0;
    for (int n = 0; n < 10000; n++) {
      t += DT;
      // the input has moved before the cell does
      i = 4e-10;
      v = v + DT * ((1e-8 * (-0.07 - v) + i) / 1e-10);
      if (v > -0.05) {
        v = -0.07;
        assertThat(spikes.tick()[k++]).isEqualTo(n);
      }
    }
    assertThat(k).isEqualTo(spikes.count()).isGreaterThan(10);
    assertThat(t).isCloseTo(0.1, within(1e-9));
  }

  @Test
  void staysSilentForItsRefractoryTime() {
    double refract = 0.005;
    Recording r =
        ReferenceSimulator.simulate(
            driven(Models.lifRefCell("c", refract), 4e-10, DT, 0.5), SimulationOptions.defaults());
    SpikeSeries spikes = r.spikesOf("p").orElseThrow();
    double period = 0.01 * Math.log(2) + refract;
    double measured =
        (spikes.tick()[spikes.count() - 1] - spikes.tick()[0]) * DT / (spikes.count() - 1);
    assertThat(measured).isCloseTo(period, within(3 * DT));
  }

  @Test
  void showsWhatARegimeDidOneStepLater() {
    SimulationOptions options = SimulationOptions.defaults().withTrace("p", 0, "v", 1);
    Recording r =
        ReferenceSimulator.simulate(
            driven(Models.lifRefCell("c", 0.005), 4e-10, DT, 0.01), options);
    double[] v = r.trace("p", 0, "v").orElseThrow().values();
    assertThat(v).hasSize(1001);
    assertThat(v[0]).isEqualTo(-0.07);
    assertThat(v[1]).isEqualTo(-0.07);
    assertThat(v[2]).isEqualTo(-0.07 + DT * ((1e-8 * (-0.07 - -0.07) + 4e-10) / 1e-10));
    long tick = r.spikesOf("p").orElseThrow().tick()[0];
    // row tick + 1 is the end of the spike's step, where others still see the value before
    assertThat(v[(int) tick + 1]).isLessThan(-0.05).isGreaterThan(-0.051);
    assertThat(v[(int) tick + 2]).isEqualTo(-0.07);
  }

  @Test
  void reportsTheRangeItsVariablesTookBeforeTheReset() {
    Recording r =
        ReferenceSimulator.simulate(
            driven(Models.lifCell("c"), 4e-10, DT, 0.1), SimulationOptions.defaults());
    Range v = r.range("p", "v").orElseThrow();
    assertThat(v.low()).isEqualTo(-0.07);
    assertThat(v.high()).isGreaterThan(-0.05).isLessThan(-0.0499);
    assertThat(r.range("p", "iSyn").orElseThrow().high()).isEqualTo(4e-10);
    assertThat(r.range("p", "dc.i").orElseThrow().high()).isEqualTo(4e-10);
  }

  @Test
  void refusesStateThatIsNotFinite() {
    Component wild =
        Component.of(
            "c",
            "lif",
            Map.of(
                "C", 1e-10, "gL", 1e-3, "EL", -0.07, "thresh", Double.MAX_VALUE, "reset", -0.07));
    assertThatThrownBy(
            () ->
                ReferenceSimulator.simulate(
                    driven(wild, 4e-10, 1e-3, 1), SimulationOptions.defaults()))
        .isInstanceOfSatisfying(
            BitspikeException.class,
            e -> assertThat(e.diagnostics().getFirst().code()).isEqualTo(Code.R_NOT_FINITE))
        .hasMessageContaining("v of p[0] became")
        .hasMessageContaining("at t = ");
  }

  @Test
  void refusesARunWithoutSteps() {
    assertThatThrownBy(
            () ->
                ReferenceSimulator.simulate(
                    driven(Models.lifCell("c"), 0, 1e-3, 1e-5), SimulationOptions.defaults()))
        .hasMessageContaining("BS-N007");
  }

  @Test
  void leavesOutAVariableThatIsNotThereAndSaysSo() {
    StringBuilder said = new StringBuilder();
    SimulationOptions options =
        SimulationOptions.defaults()
            .withTrace("p", 0, "u", 1)
            .withTrace("p", 7, "v", 1)
            .withWarnings(w -> said.append(w.message()).append('\n'));
    Recording r = ReferenceSimulator.simulate(driven(Models.lifCell("c"), 0, 1e-3, 0.1), options);
    assertThat(r.traces()).isEmpty();
    assertThat(said).contains("u of p[0]").contains("v of p[7]");
  }

  @Test
  void obeysAnotherStepAndDuration() {
    SimulationOptions options =
        SimulationOptions.defaults().withStepSeconds(1e-4).withDurationSeconds(0.02);
    Recording r = ReferenceSimulator.simulate(driven(Models.lifCell("c"), 0, 1e-3, 1), options);
    assertThat(r.durationTicks()).isEqualTo(200);
    assertThat(r.tickSeconds()).isEqualTo(1e-4);
  }
}
