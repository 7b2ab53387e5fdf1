package org.bitspike.conformance.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.bitspike.ir.recording.Recording.SpikeSeries;

/** Trains for tests. */
final class Trains {

  private Trains() {}

  static double[] millis(double... millis) {
    return Arrays.stream(millis).map(t -> t * 1e-3).toArray();
  }

  /** Ascending, distinct times on a 0.1 ms grid up to one second. */
  static double[] random(SplittableRandom random, int spikes) {
    return random
        .ints(0, 10_000)
        .distinct()
        .limit(spikes)
        .sorted()
        .mapToDouble(t -> t * 1e-4)
        .toArray();
  }

  /** A population with the given ticks of each neuron. */
  static SpikeTrains population(double tickSeconds, long[]... ticks) {
    List<long[]> spikes = new ArrayList<>();
    for (int n = 0; n < ticks.length; n++) {
      for (long t : ticks[n]) {
        spikes.add(new long[] {t, n});
      }
    }
    spikes.sort((a, b) -> a[0] != b[0] ? Long.compare(a[0], b[0]) : Long.compare(a[1], b[1]));
    SpikeSeries series =
        new SpikeSeries(
            "p",
            ticks.length,
            spikes.stream().mapToLong(s -> s[0]).toArray(),
            spikes.stream().mapToInt(s -> (int) s[1]).toArray());
    return SpikeTrains.of(series, tickSeconds, Long.MAX_VALUE);
  }
}
