package org.bitspike.compiler;

import java.util.Arrays;
import java.util.Optional;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.recording.Recording.SpikeSeries;

/**
 * How much can arrive at one receptor of each neuron of a block in a tick: the smaller of the sum
 * of all effects, and their mean plus some standard deviations where sources are Poisson processes
 * of the rates that they have in the float run; at least the largest effect. Sources whose spikes
 * the float run does not tell may all fire at once.
 */
final class TickSums {

  private final Recording reference;
  private final double dt;
  private final double sigma;
  private final double[] total;
  private final double[] mean;
  private final double[] variance;
  private final double[] largest;

  TickSums(int neurons, PassContext context, double sigma) {
    this.reference = context.reference();
    this.dt = context.dt();
    this.sigma = sigma;
    total = new double[neurons];
    mean = new double[neurons];
    variance = new double[neurons];
    largest = new double[neurons];
  }

  /** Spikes that each source of a block is to send in a tick; empty when that is not known. */
  Optional<double[]> perTick(Draft draft, String block) {
    String population =
        draft.sources().stream()
            .filter(s -> s.block().equals(block))
            .map(SourcePlan::population)
            .findFirst()
            .orElse(block);
    double seconds = reference.durationTicks() * reference.tickSeconds();
    Optional<SpikeSeries> spikes = reference.spikesOf(population);
    if (spikes.isEmpty() || seconds <= 0) {
      return Optional.empty();
    }
    double[] perTick = new double[spikes.get().size()];
    Arrays.stream(spikes.get().neuron()).forEach(n -> perTick[n] += dt / seconds);
    return Optional.of(perTick);
  }

  /** Counts a synapse whose source sends so many spikes in a tick; infinite when not known. */
  void add(int neuron, double effect, double perTick) {
    double size = Math.abs(effect);
    if (size == 0) {
      return;
    }
    total[neuron] += size;
    mean[neuron] += size * perTick;
    variance[neuron] += size * size * perTick;
    largest[neuron] = Math.max(largest[neuron], size);
  }

  /** The most that is to be expected at a neuron. */
  double most(int neuron) {
    double expected = mean[neuron] + sigma * Math.sqrt(variance[neuron]);
    return Math.max(largest[neuron], Math.min(total[neuron], expected));
  }
}
