package org.bitspike.emulator;

import java.util.ArrayList;
import java.util.List;
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

  List<WeightSeries> series() {
    return samples;
  }
}
