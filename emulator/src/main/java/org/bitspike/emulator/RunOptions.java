package org.bitspike.emulator;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.bitspike.ir.recording.Snapshot;

/**
 * How to run a program.
 *
 * @param durationTicks ticks to run instead of the program's own duration, at least 0
 * @param progress told the number of finished ticks now and then, and once at the end
 * @param spikes told every spike of a neuron of a program of events, in the order in which they
 *     happen
 * @param engine what is to run it, for {@link Engines}
 * @param snapshots how often the run's state is to be taken, and by whom
 * @param from the state to go on from, instead of the program's beginning
 * @param threads how many threads the fast engine may use where a program can be parted, 0 to let
 *     it choose; results do not depend on it
 */
public record RunOptions(
    OptionalLong durationTicks,
    LongConsumer progress,
    SpikeListener spikes,
    Engine engine,
    Optional<Snapshots> snapshots,
    Optional<Snapshot> from,
    int threads) {

  /** More threads than this are refused. */
  public static final int MOST_THREADS = 256;

  /** Is told spikes in their order. */
  public interface SpikeListener {
    /** The neuron of that global address fired. SEMANTICS.md 9.1. */
    void fired(long tick, int address);
  }

  /**
   * Snapshots of a run.
   *
   * @param everyTicks after how many ticks each, at least 1; the end of the run gives none
   * @param taker is given them as they are taken, and done with each before the run goes on
   */
  public record Snapshots(long everyTicks, Consumer<Snapshot> taker) {
    public Snapshots {
      if (everyTicks < 1) {
        throw new IllegalArgumentException("a snapshot every " + everyTicks + " ticks");
      }
    }
  }

  public RunOptions {
    if (durationTicks.isPresent() && durationTicks.getAsLong() < 0) {
      throw new IllegalArgumentException("duration of " + durationTicks.getAsLong() + " ticks");
    }
    if (threads < 0 || threads > MOST_THREADS) {
      throw new IllegalArgumentException(threads + " threads");
    }
  }

  /** The program's own duration, the engine that is done sooner, and nobody to tell. */
  public static RunOptions defaults() {
    return new RunOptions(
        OptionalLong.empty(),
        finished -> {},
        (tick, address) -> {},
        Engine.AUTO,
        Optional.empty(),
        Optional.empty(),
        0);
  }

  /** The same with another duration. */
  public RunOptions withDurationTicks(long ticks) {
    return new RunOptions(
        OptionalLong.of(ticks), progress, spikes, engine, snapshots, from, threads);
  }

  /** The same with somebody to tell. */
  public RunOptions withProgress(LongConsumer listener) {
    return new RunOptions(durationTicks, listener, spikes, engine, snapshots, from, threads);
  }

  /** The same with somebody to tell spikes to. */
  public RunOptions withSpikes(SpikeListener listener) {
    return new RunOptions(durationTicks, progress, listener, engine, snapshots, from, threads);
  }

  /** The same with another engine. */
  public RunOptions withEngine(Engine other) {
    return new RunOptions(durationTicks, progress, spikes, other, snapshots, from, threads);
  }

  /** The same with snapshots. */
  public RunOptions withSnapshots(long everyTicks, Consumer<Snapshot> taker) {
    return new RunOptions(
        durationTicks,
        progress,
        spikes,
        engine,
        Optional.of(new Snapshots(everyTicks, taker)),
        from,
        threads);
  }

  /** The same, going on from a snapshot. */
  public RunOptions resuming(Snapshot snapshot) {
    return new RunOptions(
        durationTicks, progress, spikes, engine, snapshots, Optional.of(snapshot), threads);
  }

  /** The same with a number of threads. */
  public RunOptions withThreads(int number) {
    return new RunOptions(durationTicks, progress, spikes, engine, snapshots, from, number);
  }
}
