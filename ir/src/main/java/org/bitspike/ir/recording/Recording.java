package org.bitspike.ir.recording;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.unit.SiUnit;

/**
 * What a run gave.
 *
 * @param info what ran
 * @param tickSeconds length of a tick or grid step
 * @param durationTicks ticks run
 * @param spikes one series per population
 * @param traces sampled variables
 * @param weights sampled weights of plastic projections
 * @param learning words of plastic synapses after each presynaptic event, where asked for
 * @param ranges smallest and largest value each variable took in each population
 * @param counters what was counted on the way, such as events lost at a full queue
 */
public record Recording(
    Info info,
    double tickSeconds,
    long durationTicks,
    List<SpikeSeries> spikes,
    List<Trace> traces,
    List<WeightSeries> weights,
    List<LearningSeries> learning,
    List<Range> ranges,
    List<Counter> counters) {

  /** A recording without counters. */
  public Recording(
      Info info,
      double tickSeconds,
      long durationTicks,
      List<SpikeSeries> spikes,
      List<Trace> traces,
      List<WeightSeries> weights,
      List<LearningSeries> learning,
      List<Range> ranges) {
    this(info, tickSeconds, durationTicks, spikes, traces, weights, learning, ranges, List.of());
  }

  public Recording {
    spikes = List.copyOf(spikes);
    traces = List.copyOf(traces);
    weights = List.copyOf(weights);
    learning = List.copyOf(learning);
    ranges = List.copyOf(ranges);
    counters = List.copyOf(counters);
  }

  /**
   * The same run with every trace in SI units, so that runs of different engines compare. Codes
   * stay.
   */
  public Recording inSi() {
    return new Recording(
        info,
        tickSeconds,
        durationTicks,
        spikes,
        traces.stream().map(Trace::inSi).toList(),
        weights,
        learning,
        ranges,
        counters);
  }

  /**
   * What ran.
   *
   * @param network name of the network
   * @param engine such as {@code reference/grid} or {@code emulator/interpreter}
   * @param bitspikeVersion version of the tool
   * @param subject digest of the network or program that ran, in hex; may be empty
   * @param seed root of all randomness
   */
  public record Info(
      String network, String engine, String bitspikeVersion, String subject, long seed) {}

  /** The spikes of a population, if it was recorded. */
  public Optional<SpikeSeries> spikesOf(String population) {
    return spikes.stream().filter(s -> s.population().equals(population)).findFirst();
  }

  /** The trace of a variable, if it was recorded. */
  public Optional<Trace> trace(String population, int index, String variable) {
    return traces.stream()
        .filter(
            t ->
                t.population().equals(population)
                    && t.index() == index
                    && t.variable().equals(variable))
        .findFirst();
  }

  /** The range a variable took, if it is known. */
  public Optional<Range> range(String population, String variable) {
    return ranges.stream()
        .filter(r -> r.population().equals(population) && r.variable().equals(variable))
        .findFirst();
  }

  /**
   * Spikes, ascending in tick, then in neuron.
   *
   * <p>A spike of tick {@code n} happened in the step that ends at {@code (n + 1) * tickSeconds}:
   * tick 0 is the first step.
   *
   * @param population id of the population
   * @param size its size
   * @param tick ticks; shared, never changed
   * @param neuron index in the population
   * @param seconds exact times, where the run knows them; within a tick and neuron ascending
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record SpikeSeries(
      String population, int size, long[] tick, int[] neuron, Optional<double[]> seconds) {

    /** Spikes of a run on a grid. */
    public SpikeSeries(String population, int size, long[] tick, int[] neuron) {
      this(population, size, tick, neuron, Optional.empty());
    }

    /** Number of spikes. */
    public int count() {
      return tick.length;
    }
  }

  /**
   * A sampled variable. Sample {@code k} is the value at the end of tick {@code k * everyTicks +
   * everyTicks - 1}; where {@code withInitial} is set, one sample of the state before tick 0 comes
   * first.
   *
   * @param population id of the population
   * @param index member
   * @param variable such as {@code v}
   * @param unit of the values; empty for SI
   * @param everyTicks sampling interval
   * @param withInitial whether the first sample is the state before tick 0
   * @param values samples in {@code unit}; shared, never changed
   * @param codes the integers behind the values, for a run of a program
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Trace(
      String population,
      int index,
      String variable,
      String unit,
      int everyTicks,
      boolean withInitial,
      double[] values,
      Optional<Codes> codes) {
    /** The same trace in SI units; unchanged when its unit is not a known one. */
    public Trace inSi() {
      OptionalDouble factor = SiUnit.factor(unit);
      if (unit.isEmpty() || factor.isEmpty()) {
        return this;
      }
      double[] converted = values.clone();
      for (int k = 0; k < converted.length; k++) {
        converted[k] *= factor.getAsDouble();
      }
      return new Trace(population, index, variable, "", everyTicks, withInitial, converted, codes);
    }
  }

  /**
   * How often something happened.
   *
   * @param place where, such as {@code queue}
   * @param what such as {@code sent}, {@code delivered} or {@code lost}
   * @param count how often, at least 0
   */
  public record Counter(String place, String what, long count) {}

  /** The counter of that place and name; 0 when there is none. */
  public long counter(String place, String what) {
    return counters.stream()
        .filter(c -> c.place().equals(place) && c.what().equals(what))
        .mapToLong(Counter::count)
        .sum();
  }

  /** Integers behind a trace. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Codes(long[] codes, FixedFormat format) {}

  /**
   * Weights of a plastic projection at one time.
   *
   * @param projection id of the projection
   * @param tick end of which tick; -1 for the start
   * @param connection index in the projection's expanded connection table; shared, never changed
   * @param weight weight of each connection: model units in a reference run, codes in an emulator
   *     run
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record WeightSeries(String projection, long tick, int[] connection, double[] weight) {}

  /**
   * Synapse words after each presynaptic event, in the order the events were handled.
   *
   * @param projection id of the projection
   * @param tick tick of the presynaptic spike
   * @param connection index in the projection's expanded connection table
   * @param words names of the columns
   * @param values one array per name; integers in an emulator run
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record LearningSeries(
      String projection,
      long[] tick,
      int[] connection,
      List<String> words,
      List<double[]> values) {}

  /** Smallest and largest value of a variable over a population and a run, in SI units. */
  public record Range(String population, String variable, double low, double high) {}
}
