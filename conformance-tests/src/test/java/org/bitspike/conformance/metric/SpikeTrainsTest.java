package org.bitspike.conformance.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bitspike.ir.recording.Recording.SpikeSeries;
import org.junit.jupiter.api.Test;

class SpikeTrainsTest {

  @Test
  void cutsASeriesIntoTrainsAndPutsSpikesAtTheEndOfTheirTick() {
    SpikeSeries series = new SpikeSeries("p", 3, new long[] {0, 4, 4, 9}, new int[] {2, 0, 2, 0});
    SpikeTrains trains = SpikeTrains.of(series, 1e-3, 100);
    assertThat(trains.size()).isEqualTo(3);
    assertThat(trains.count()).isEqualTo(4);
    assertThat(trains.train(0)).containsExactly(new double[] {5e-3, 10e-3}, within(1e-15));
    assertThat(trains.train(1)).isEmpty();
    assertThat(trains.train(2)).containsExactly(new double[] {1e-3, 5e-3}, within(1e-15));
  }

  @Test
  void leavesOutWhatLiesBehindTheEnd() {
    SpikeSeries series = new SpikeSeries("p", 1, new long[] {3, 8, 9}, new int[] {0, 0, 0});
    assertThat(SpikeTrains.of(series, 1, 9).train(0)).containsExactly(4, 9);
  }
}
