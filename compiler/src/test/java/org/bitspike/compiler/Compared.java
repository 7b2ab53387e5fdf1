package org.bitspike.compiler;

import java.util.ArrayList;
import java.util.List;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.recording.Recording.SpikeSeries;

/**
 * Spikes of a population in two runs: how many, and by how many ticks the n-th spikes of a neuron
 * differ at most.
 */
record Compared(int expected, int actual, long worstTicks) {

  static Compared of(Recording expected, Recording actual, String population) {
    SpikeSeries a = expected.spikesOf(population).orElseThrow();
    SpikeSeries b = actual.spikesOf(population).orElseThrow();
    long worst = 0;
    for (int n = 0; n < a.size(); n++) {
      List<Long> x = train(a, n);
      List<Long> y = train(b, n);
      for (int k = 0; k < Math.min(x.size(), y.size()); k++) {
        worst = Math.max(worst, Math.abs(x.get(k) - y.get(k)));
      }
    }
    return new Compared(a.count(), b.count(), worst);
  }

  private static List<Long> train(SpikeSeries series, int neuron) {
    List<Long> ticks = new ArrayList<>();
    for (int i = 0; i < series.count(); i++) {
      if (series.neuron()[i] == neuron) {
        ticks.add(series.tick()[i]);
      }
    }
    return ticks;
  }
}
