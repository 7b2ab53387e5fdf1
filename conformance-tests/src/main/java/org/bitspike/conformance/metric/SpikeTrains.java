package org.bitspike.conformance.metric;

import java.util.Arrays;
import org.bitspike.ir.recording.Recording.SpikeSeries;

/**
 * The spikes of a population, neuron by neuron, in seconds: a spike of tick {@code n} stands at
 * {@code (n + 1) * tickSeconds}.
 */
public final class SpikeTrains {

  private final String population;
  private final int[] start;
  private final double[] seconds;

  private SpikeTrains(String population, int[] start, double[] seconds) {
    this.population = population;
    this.start = start;
    this.seconds = seconds;
  }

  /**
   * Cuts a series into trains.
   *
   * @param series the series; its ticks ascend
   * @param tickSeconds length of its ticks
   * @param endTick spikes of this tick and later ones are left out
   */
  public static SpikeTrains of(SpikeSeries series, double tickSeconds, long endTick) {
    int[] start = new int[series.size() + 1];
    int kept = 0;
    while (kept < series.count() && series.tick()[kept] < endTick) {
      start[series.neuron()[kept] + 1]++;
      kept++;
    }
    for (int n = 0; n < series.size(); n++) {
      start[n + 1] += start[n];
    }
    int[] next = start.clone();
    double[] seconds = new double[kept];
    for (int s = 0; s < kept; s++) {
      seconds[next[series.neuron()[s]]++] = (series.tick()[s] + 1) * tickSeconds;
    }
    return new SpikeTrains(series.population(), start, seconds);
  }

  /** Id of the population. */
  public String population() {
    return population;
  }

  /** Number of neurons. */
  public int size() {
    return start.length - 1;
  }

  /** Number of spikes of all neurons. */
  public int count() {
    return seconds.length;
  }

  /** Number of spikes of one neuron. */
  public int count(int neuron) {
    return start[neuron + 1] - start[neuron];
  }

  /** The train of one neuron, ascending; a copy. */
  public double[] train(int neuron) {
    return Arrays.copyOfRange(seconds, start[neuron], start[neuron + 1]);
  }
}
