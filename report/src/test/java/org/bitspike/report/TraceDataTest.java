package org.bitspike.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TraceDataTest {

  @Test
  void thinningKeepsEveryExtreme() {
    double[] values = new SplittableRandom(5).doubles(100_000).toArray();
    values[61_234] = 7;
    values[17] = -7;
    double[] thinned = TraceData.thinned(values);
    assertThat(thinned).hasSize(TraceData.MAX_POINTS);
    assertThat(Arrays.stream(thinned).max()).hasValue(7);
    assertThat(Arrays.stream(thinned).min()).hasValue(-7);
  }

  @Test
  void shortTracesAreLeftAlone() {
    double[] values = {1, 2, 3};
    assertThat(TraceData.thinned(values)).containsExactly(values).isNotSameAs(values);
  }
}
