package org.bitspike.reference;

import java.util.Arrays;
import org.bitspike.ir.recording.Recording.SpikeSeries;

/**
 * Grows the spikes of a population. Spikes of one tick may come in any order; they are put in order
 * of neuron when the tick ends.
 */
final class SpikeLog {

  private final String population;
  private final int size;
  private long[] tick = new long[64];
  private int[] neuron = new int[64];
  private int count;
  private int tickStart;

  SpikeLog(String population, int size) {
    this.population = population;
    this.size = size;
  }

  void add(long atTick, int index) {
    if (count == tick.length) {
      int grown = count + (count >> 1);
      tick = Arrays.copyOf(tick, grown);
      neuron = Arrays.copyOf(neuron, grown);
    }
    tick[count] = atTick;
    neuron[count] = index;
    count++;
  }

  void endTick() {
    if (count - tickStart > 1) {
      Arrays.sort(neuron, tickStart, count);
    }
    tickStart = count;
  }

  SpikeSeries series() {
    return new SpikeSeries(
        population, size, Arrays.copyOf(tick, count), Arrays.copyOf(neuron, count));
  }
}
