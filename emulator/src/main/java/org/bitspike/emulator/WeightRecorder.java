package org.bitspike.emulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bitspike.emulator.Ledger.Field;
import org.bitspike.ir.recording.Recording.WeightSeries;

/** The weight codes of a synapse block, sampled; the first sample is before tick 0. */
final class WeightRecorder {

  private final SynapseGroup synapses;
  private final int everyTicks;
  private final List<WeightSeries> samples = new ArrayList<>();

  WeightRecorder(SynapseGroup synapses, int everyTicks) {
    this.synapses = synapses;
    this.everyTicks = everyTicks;
    sample(-1);
  }

  void record(long tick) {
    if ((tick + 1) % everyTicks == 0) {
      sample(tick);
    }
  }

  private void sample(long tick) {
    double[] weight = new double[synapses.block().size()];
    for (int synapse = 0; synapse < weight.length; synapse++) {
      weight[synapse] = synapses.weightCode(synapse);
    }
    samples.add(
        new WeightSeries(
            synapses.block().projection(), tick, synapses.block().connection(), weight));
  }

  /** Passes the samples; weights are codes, and so whole. */
  void pass(String name, Ledger ledger) {
    int size = synapses.block().size();
    int taken = 1 + (int) (ledger.done() / everyTicks);
    ledger.table(
        name + ".tick",
        taken,
        List.of(new Field("", -1, ledger.done() - 1)),
        () -> new long[][] {samples.stream().mapToLong(WeightSeries::tick).toArray()},
        columns -> {
          samples.clear();
          for (long tick : columns[0]) {
            sample(tick);
          }
        });
    ledger.table(
        name + ".weight",
        Math.multiplyExact(taken, size),
        List.of(new Field("", Integer.MIN_VALUE, Integer.MAX_VALUE)),
        () -> new long[][] {weights()},
        columns -> {
          for (int k = 0; k < columns[0].length; k++) {
            samples.get(k / size).weight()[k % size] = columns[0][k];
          }
        });
  }

  private long[] weights() {
    return samples.stream()
        .flatMapToLong(sample -> Arrays.stream(sample.weight()).mapToLong(w -> (long) w))
        .toArray();
  }

  List<WeightSeries> series() {
    return samples;
  }
}
