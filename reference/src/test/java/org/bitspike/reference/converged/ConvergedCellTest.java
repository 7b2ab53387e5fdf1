package org.bitspike.reference.converged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.recording.Recording;
import org.bitspike.reference.Models;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;
import org.junit.jupiter.api.Test;

class ConvergedCellTest {

  private static final double DT = 1e-4;

  static Recording run(Network network, double tolerance) {
    return ReferenceSimulator.simulate(
        network, SimulationOptions.defaults().withTolerance(tolerance));
  }

  private static Network driven(Component cell, double amplitude, double duration) {
    return Models.network(
        List.of(cell, Models.step("dc", amplitude)),
        List.of(Models.population("p", cell.id(), 1)),
        List.of(),
        List.of(Models.input("dc", "p", 0)),
        DT,
        duration);
  }

  static double[] times(Recording r, String population) {
    return r.spikesOf(population).orElseThrow().seconds().orElseThrow();
  }

  @Test
  void firesAtThePeriodOfTheClosedForm() {
    double[] spikes = times(run(driven(Models.lifCell("c"), 4e-10, 0.5), 1e-4), "p");
    assertThat(spikes).hasSize(72);
    for (int k = 0; k < spikes.length; k++) {
      assertThat(spikes[k]).isCloseTo((k + 1) * 0.01 * Math.log(2), within(1e-13));
    }
  }

  @Test
  void staysSilentForExactlyItsRefractoryTime() {
    double[] spikes = times(run(driven(Models.lifRefCell("c", 0.005), 4e-10, 0.5), 1e-4), "p");
    for (int k = 0; k < spikes.length; k++) {
      assertThat(spikes[k]).isCloseTo((k + 1) * 0.01 * Math.log(2) + k * 0.005, within(1e-13));
    }
  }
}
