package org.bitspike.compiler;

import java.util.Arrays;

/**
 * How many spikes go from core to core: for each source the number of cores that it reaches, other
 * than its own, times how often it fires.
 */
final class CoreTraffic {

  private final CoreInputs inputs;
  private final double[] rate;
  private final int[] core;
  private final PairCounts reached = new PairCounts();

  /**
   * Neurons on their cores.
   *
   * @param inputs who reaches whom
   * @param rate how often each member fires, in any unit
   * @param core the core of each neuron; changed by {@link #move}
   */
  CoreTraffic(CoreInputs inputs, double[] rate, int[] core) {
    this.inputs = inputs;
    this.rate = rate;
    this.core = core;
    for (int n = 0; n < core.length; n++) {
      for (int source : inputs.sources(n)) {
        reached.add(source, core[n], 1);
      }
    }
  }

  /** Traffic of an assignment. */
  static double of(CoreInputs inputs, double[] rate, int[] core) {
    return sum(inputs, core, rate);
  }

  /** Pairs of a source and a core that it reaches, other than its own. */
  static long routes(CoreInputs inputs, int[] core) {
    double[] once = new double[inputs.members()];
    Arrays.fill(once, 1);
    return Math.round(sum(inputs, core, once));
  }

  private static double sum(CoreInputs inputs, int[] core, double[] rate) {
    PairCounts seen = new PairCounts();
    double sum = 0;
    for (int n = 0; n < core.length; n++) {
      for (int source : inputs.sources(n)) {
        if (seen.add(source, core[n], 1) == 1 && home(core, source) != core[n]) {
          sum += rate[source];
        }
      }
    }
    return sum;
  }

  /** Moves a neuron to another core; gives by how much the traffic grows. */
  double move(int neuron, int to) {
    int from = core[neuron];
    double more = 0;
    for (int source : inputs.sources(neuron)) {
      if (source == neuron) {
        continue; // a synapse on itself goes with it
      }
      int home = home(core, source);
      if (reached.add(source, from, -1) == 0 && home != from) {
        more -= rate[source];
      }
      if (reached.add(source, to, 1) == 1 && home != to) {
        more += rate[source];
      }
    }
    boolean onItself = Arrays.binarySearch(inputs.sources(neuron), neuron) >= 0;
    if (onItself) {
      reached.add(neuron, from, -1);
      reached.add(neuron, to, 1);
    }
    // what was at home is now abroad, and the other way round
    more += reached.of(neuron, from) > 0 ? rate[neuron] : 0;
    more -= reached.of(neuron, to) - (onItself ? 1 : 0) > 0 ? rate[neuron] : 0;
    core[neuron] = to;
    return more;
  }

  private static int home(int[] core, int source) {
    return source < core.length ? core[source] : -1;
  }
}
