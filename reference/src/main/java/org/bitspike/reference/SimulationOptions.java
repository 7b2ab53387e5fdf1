package org.bitspike.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.bitspike.ir.diag.Diagnostic;

/**
 * What a run is asked for beyond what the network itself asks.
 *
 * @param traces variables to sample besides those of the network's output requests
 * @param recordRanges whether the smallest and largest value of every variable are kept
 * @param sourcesOnly whether only populations that need no input are run
 * @param sliceTicks presynaptic spikes of this many ticks, {@code (k * sliceTicks, (k + 1) *
 *     sliceTicks]}, are handed to a learning rule together, source by source; at least 1
 * @param weightsEveryTicks interval at which weights of learning projections are recorded; 0
 *     records only the first and the last
 * @param recordLearning whether the words of learning synapses are recorded after each presynaptic
 *     event
 * @param randomMode how random numbers are drawn
 * @param eventTiming when events with a delay arrive
 * @param stepSeconds step instead of the network's
 * @param durationSeconds duration instead of the network's
 * @param progress told the number of ticks done, now and then
 * @param warnings told what is skipped
 * @param tolerance largest error of a step relative to the size of each variable, for a run in
 *     converged mode; empty for grid mode
 * @param cables how cells with a morphology run
 * @param threads how many threads step populations; 0 chooses by the size of the network
 */
public record SimulationOptions(
    List<TraceRequest> traces,
    boolean recordRanges,
    boolean sourcesOnly,
    int sliceTicks,
    long weightsEveryTicks,
    boolean recordLearning,
    RandomMode randomMode,
    EventTiming eventTiming,
    OptionalDouble stepSeconds,
    OptionalDouble durationSeconds,
    LongConsumer progress,
    Consumer<Diagnostic> warnings,
    OptionalDouble tolerance,
    CableOptions cables,
    int threads) {

  /**
   * A variable to sample.
   *
   * @param population id of the population
   * @param index member
   * @param variable such as {@code v}, or a path below the member
   * @param everyTicks sampling interval, at least 1
   */
  public record TraceRequest(String population, int index, String variable, int everyTicks) {}

  public SimulationOptions {
    traces = List.copyOf(traces);
    if (sliceTicks < 1) {
      throw new IllegalArgumentException("sliceTicks " + sliceTicks + " is below 1");
    }
    if (threads < 0) {
      throw new IllegalArgumentException("threads " + threads + " is below 0");
    }
    if (weightsEveryTicks < 0) {
      throw new IllegalArgumentException("weightsEveryTicks " + weightsEveryTicks + " is below 0");
    }
  }

  /** Ranges, the network's own outputs, and nothing else. */
  public static SimulationOptions defaults() {
    return new SimulationOptions(
        List.of(),
        true,
        false,
        1,
        0,
        false,
        RandomMode.COUNTER,
        EventTiming.ACCUMULATED,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        ticks -> {},
        warning -> {},
        OptionalDouble.empty(),
        CableOptions.DEFAULT,
        0);
  }

  /** Also samples a variable. */
  public SimulationOptions withTrace(
      String population, int index, String variable, int everyTicks) {
    List<TraceRequest> more = new ArrayList<>(traces);
    more.add(new TraceRequest(population, index, variable, everyTicks));
    return new SimulationOptions(
        more,
        recordRanges,
        sourcesOnly,
        sliceTicks,
        weightsEveryTicks,
        recordLearning,
        randomMode,
        eventTiming,
        stepSeconds,
        durationSeconds,
        progress,
        warnings,
        tolerance,
        cables,
        threads);
  }

  /** With or without ranges. */
  public SimulationOptions withRecordRanges(boolean wanted) {
    return new SimulationOptions(
        traces,
        wanted,
        sourcesOnly,
        sliceTicks,
        weightsEveryTicks,
        recordLearning,
        randomMode,
        eventTiming,
        stepSeconds,
        durationSeconds,
        progress,
        warnings,
        tolerance,
        cables,
        threads);
  }

  /** Only sources, or everything. */
  public SimulationOptions withSourcesOnly(boolean wanted) {
    return new SimulationOptions(
        traces,
        recordRanges,
        wanted,
        sliceTicks,
        weightsEveryTicks,
        recordLearning,
        randomMode,
        eventTiming,
        stepSeconds,
        durationSeconds,
        progress,
        warnings,
        tolerance,
        cables,
        threads);
  }

  /** With slices of another length. */
  public SimulationOptions withSliceTicks(int ticks) {
    return new SimulationOptions(
        traces,
        recordRanges,
        sourcesOnly,
        ticks,
        weightsEveryTicks,
        recordLearning,
        randomMode,
        eventTiming,
        stepSeconds,
        durationSeconds,
        progress,
        warnings,
        tolerance,
        cables,
        threads);
  }

  /** With weights recorded every so many ticks. */
  public SimulationOptions withWeightsEveryTicks(long ticks) {
    return new SimulationOptions(
        traces,
        recordRanges,
        sourcesOnly,
        sliceTicks,
        ticks,
        recordLearning,
        randomMode,
        eventTiming,
        stepSeconds,
        durationSeconds,
        progress,
        warnings,
        tolerance,
        cables,
        threads);
  }

  /** With or without the words of learning synapses. */
  public SimulationOptions withRecordLearning(boolean wanted) {
    return new SimulationOptions(
        traces,
        recordRanges,
        sourcesOnly,
        sliceTicks,
        weightsEveryTicks,
        wanted,
        randomMode,
        eventTiming,
        stepSeconds,
        durationSeconds,
        progress,
        warnings,
        tolerance,
        cables,
        threads);
  }

  /** With random numbers drawn another way. */
  public SimulationOptions withRandomMode(RandomMode mode) {
    return new SimulationOptions(
        traces,
        recordRanges,
        sourcesOnly,
        sliceTicks,
        weightsEveryTicks,
        recordLearning,
        mode,
        eventTiming,
        stepSeconds,
        durationSeconds,
        progress,
        warnings,
        tolerance,
        cables,
        threads);
  }

  /** With delays taken another way. */
  public SimulationOptions withEventTiming(EventTiming timing) {
    return new SimulationOptions(
        traces,
        recordRanges,
        sourcesOnly,
        sliceTicks,
        weightsEveryTicks,
        recordLearning,
        randomMode,
        timing,
        stepSeconds,
        durationSeconds,
        progress,
        warnings,
        tolerance,
        cables,
        threads);
  }

  /** With another step. */
  public SimulationOptions withStepSeconds(double seconds) {
    return new SimulationOptions(
        traces,
        recordRanges,
        sourcesOnly,
        sliceTicks,
        weightsEveryTicks,
        recordLearning,
        randomMode,
        eventTiming,
        OptionalDouble.of(seconds),
        durationSeconds,
        progress,
        warnings,
        tolerance,
        cables,
        threads);
  }

  /** With another duration. */
  public SimulationOptions withDurationSeconds(double seconds) {
    return new SimulationOptions(
        traces,
        recordRanges,
        sourcesOnly,
        sliceTicks,
        weightsEveryTicks,
        recordLearning,
        randomMode,
        eventTiming,
        stepSeconds,
        OptionalDouble.of(seconds),
        progress,
        warnings,
        tolerance,
        cables,
        threads);
  }

  /** Tells a listener how many ticks are done. */
  public SimulationOptions withProgress(LongConsumer listener) {
    return new SimulationOptions(
        traces,
        recordRanges,
        sourcesOnly,
        sliceTicks,
        weightsEveryTicks,
        recordLearning,
        randomMode,
        eventTiming,
        stepSeconds,
        durationSeconds,
        listener,
        warnings,
        tolerance,
        cables,
        threads);
  }

  /** Tells a listener what is skipped. */
  public SimulationOptions withWarnings(Consumer<Diagnostic> listener) {
    return new SimulationOptions(
        traces,
        recordRanges,
        sourcesOnly,
        sliceTicks,
        weightsEveryTicks,
        recordLearning,
        randomMode,
        eventTiming,
        stepSeconds,
        durationSeconds,
        progress,
        listener,
        tolerance,
        cables,
        threads);
  }

  /**
   * In converged mode: without a step, each variable with at most this relative error in a step.
   */
  public SimulationOptions withTolerance(double relative) {
    return new SimulationOptions(
        traces,
        recordRanges,
        sourcesOnly,
        sliceTicks,
        weightsEveryTicks,
        recordLearning,
        randomMode,
        eventTiming,
        stepSeconds,
        durationSeconds,
        progress,
        warnings,
        OptionalDouble.of(relative),
        cables,
        threads);
  }

  /** With cells on cables as given. */
  public SimulationOptions withCables(CableOptions wanted) {
    return new SimulationOptions(
        traces,
        recordRanges,
        sourcesOnly,
        sliceTicks,
        weightsEveryTicks,
        recordLearning,
        randomMode,
        eventTiming,
        stepSeconds,
        durationSeconds,
        progress,
        warnings,
        tolerance,
        wanted,
        threads);
  }

  /**
   * With so many threads; 0 uses as many as the machine has where the network is large enough, and
   * one otherwise. The results do not depend on it.
   */
  public SimulationOptions withThreads(int count) {
    return new SimulationOptions(
        traces,
        recordRanges,
        sourcesOnly,
        sliceTicks,
        weightsEveryTicks,
        recordLearning,
        randomMode,
        eventTiming,
        stepSeconds,
        durationSeconds,
        progress,
        warnings,
        tolerance,
        cables,
        count);
  }
}
