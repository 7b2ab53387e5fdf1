package org.bitspike.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.recording.Recording.SpikeSeries;

/** Recordings for tests. */
final class Runs {

  private Runs() {}

  static Recording of(String engine, double tickSeconds, long ticks, SpikeSeries... spikes) {
    return new Recording(
        new Recording.Info("net", engine, "test", "", 1),
        tickSeconds,
        ticks,
        List.of(spikes),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  static SpikeSeries series(String population, long[]... ticks) {
    List<long[]> spikes = new ArrayList<>();
    for (int n = 0; n < ticks.length; n++) {
      for (long t : ticks[n]) {
        spikes.add(new long[] {t, n});
      }
    }
    spikes.sort((a, b) -> a[0] != b[0] ? Long.compare(a[0], b[0]) : Long.compare(a[1], b[1]));
    return new SpikeSeries(
        population,
        ticks.length,
        spikes.stream().mapToLong(s -> s[0]).toArray(),
        spikes.stream().mapToInt(s -> (int) s[1]).toArray());
  }

  /** A train of {@code count} spikes, {@code interval} ticks apart. */
  static long[] every(long interval, int count, long first) {
    long[] ticks = new long[count];
    Arrays.setAll(ticks, k -> first + k * interval);
    return ticks;
  }
}
