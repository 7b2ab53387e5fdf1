package org.bitspike.emulator;

import java.util.ArrayList;
import java.util.List;
import org.bitspike.ir.recording.Recording.SpikeSeries;

/** The spikes of a population, whose members may sit in several blocks. */
final class SpikeRecorder {

  private final String population;
  private final int size;
  private final List<Part> parts = new ArrayList<>();
  private final Ints ofThisTick = new Ints();
  private final Longs ticks = new Longs();
  private final Ints neurons = new Ints();

  /** Members of the population in one block; a member of -1 stands for all. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Part(Firing block, int[] populationIndex, int member) {}

  SpikeRecorder(String population, int size) {
    this.population = population;
    this.size = size;
  }

  /** Adds a member of a block, or all; two probes may ask for the same neuron. */
  void add(Firing block, int[] populationIndex, int member) {
    if (member < 0) {
      parts.removeIf(part -> part.block() == block);
    }
    if (parts.stream()
        .noneMatch(p -> p.block() == block && (p.member() < 0 || p.member() == member))) {
      parts.add(new Part(block, populationIndex, member));
    }
  }

  void record(long tick) {
    ofThisTick.clear();
    for (Part part : parts) {
      Ints fired = part.block().fired();
      for (int i = 0; i < fired.size(); i++) {
        if (part.member() < 0 || part.member() == fired.get(i)) {
          ofThisTick.add(part.populationIndex()[fired.get(i)]);
        }
      }
    }
    ofThisTick.sort();
    for (int i = 0; i < ofThisTick.size(); i++) {
      ticks.add(tick);
      neurons.add(ofThisTick.get(i));
    }
  }

  void pass(String name, Ledger ledger) {
    ledger.longs(name + ".tick", ticks, 0, ledger.done() - 1);
    ledger.ints(name + ".neuron", neurons, size);
  }

  SpikeSeries series() {
    return new SpikeSeries(population, size, ticks.toArray(), neurons.toArray());
  }
}
