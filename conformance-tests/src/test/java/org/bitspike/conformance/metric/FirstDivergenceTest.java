package org.bitspike.conformance.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bitspike.ir.verdict.Verdict.Divergence;
import org.junit.jupiter.api.Test;

class FirstDivergenceTest {

  private static final double SAME = 1e-9;

  @Test
  void namesTheEarliestSpikeThatOnlyOneRunHas() {
    SpikeTrains expected = Trains.population(1e-3, new long[] {4, 30}, new long[] {9, 14});
    SpikeTrains actual = Trains.population(1e-3, new long[] {4, 29}, new long[] {9, 15});
    Divergence d = FirstDivergence.of(expected, actual, SAME).orElseThrow();
    assertThat(d.population()).isEqualTo("p");
    assertThat(d.neuron()).isEqualTo(1);
    assertThat(d.timeSeconds()).isCloseTo(0.015, within(1e-12));
    assertThat(d.expected()).isEqualTo("spike at 15 ms");
    assertThat(d.actual()).isEqualTo("next spike at 16 ms");
  }

  @Test
  void saysWhenARunFallsSilent() {
    SpikeTrains expected = Trains.population(1e-4, new long[] {4, 30});
    SpikeTrains actual = Trains.population(1e-4, new long[] {4});
    Divergence d = FirstDivergence.of(expected, actual, SAME).orElseThrow();
    assertThat(d.expected()).isEqualTo("spike at 3.1 ms");
    assertThat(d.actual()).isEqualTo("no further spike");
  }

  @Test
  void findsNothingInEqualRuns() {
    SpikeTrains trains = Trains.population(1e-3, new long[] {4, 30}, new long[] {});
    assertThat(FirstDivergence.of(trains, trains, SAME)).isEmpty();
  }
}
