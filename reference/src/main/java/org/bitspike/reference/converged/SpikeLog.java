package org.bitspike.reference.converged;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.bitspike.ir.recording.Recording.SpikeSeries;

/** Spikes with their exact times. */
final class SpikeLog {

  private final String population;
  private final int size;
  private double[] time = new double[64];
  private int[] neuron = new int[64];
  private int count;

  SpikeLog(String population, int size) {
    this.population = population;
    this.size = size;
  }

  void add(int member, double at) {
    if (count == time.length) {
      time = Arrays.copyOf(time, 2 * count);
      neuron = Arrays.copyOf(neuron, 2 * count);
    }
    time[count] = at;
    neuron[count++] = member;
  }

  /**
   * The series. A spike is counted in the tick that ends at or after it.
   *
   * @param grid length of a tick
   */
  SpikeSeries series(double grid) {
    long[] ticks = new long[count];
    for (int k = 0; k < count; k++) {
      // what is on the grid but for rounding belongs to the tick that ends there
      ticks[k] = Math.max(0, (long) Math.ceil(time[k] / grid - 1e-9) - 1);
    }
    int[] order =
        IntStream.range(0, count)
            .boxed()
            .sorted(
                java.util.Comparator.<Integer>comparingLong(k -> ticks[k])
                    .thenComparingInt(k -> neuron[k])
                    .thenComparingDouble(k -> time[k]))
            .mapToInt(Integer::intValue)
            .toArray();
    long[] tick = new long[count];
    int[] member = new int[count];
    double[] seconds = new double[count];
    for (int k = 0; k < count; k++) {
      tick[k] = ticks[order[k]];
      member[k] = neuron[order[k]];
      seconds[k] = time[order[k]];
    }
    return new SpikeSeries(population, size, tick, member, java.util.Optional.of(seconds));
  }
}
