package org.bitspike.conformance.suite;

import java.util.Set;
import org.bitspike.conformance.metric.SpikeTrains;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.recording.Recording.SpikeSeries;

/**
 * How far the n-th spikes of the neurons are from each other in two runs.
 *
 * @param expected spikes of the neurons in the run that was meant
 * @param actual spikes of the neurons in the run that happened
 * @param ticks largest deviation of spikes of the same number of the same neuron
 * @param sameCounts whether every neuron spikes as often in both
 */
record SpikeDeviation(int expected, int actual, long ticks, boolean sameCounts) {

  /** Compares all populations but the sources, whose spikes are input. */
  static SpikeDeviation of(Recording expected, Recording actual, Set<String> sources) {
    int meant = 0;
    int happened = 0;
    long worst = 0;
    boolean same = true;
    for (SpikeSeries series : expected.spikes()) {
      if (sources.contains(series.population())) {
        continue;
      }
      SpikeTrains a = trains(series, expected);
      SpikeTrains b = trains(actual.spikesOf(series.population()).orElseThrow(), expected);
      meant += a.count();
      happened += b.count();
      for (int n = 0; n < a.size(); n++) {
        double[] x = a.train(n);
        double[] y = b.train(n);
        same &= x.length == y.length;
        for (int k = 0; k < Math.min(x.length, y.length); k++) {
          worst = Math.max(worst, Math.round(Math.abs(x[k] - y[k]) / expected.tickSeconds()));
        }
      }
    }
    return new SpikeDeviation(meant, happened, worst, same);
  }

  private static SpikeTrains trains(SpikeSeries series, Recording recording) {
    return SpikeTrains.of(series, recording.tickSeconds(), recording.durationTicks());
  }

  /** Whether every spike has its partner within so many ticks. */
  boolean within(long limit) {
    return sameCounts && ticks <= limit;
  }

  /** Cells of a table: spikes meant, spikes emulated, deviation. */
  String cells() {
    return expected + " | " + actual + " | " + ticks + (sameCounts ? "" : ", counts differ");
  }
}
