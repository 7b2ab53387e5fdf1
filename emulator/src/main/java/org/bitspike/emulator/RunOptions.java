package org.bitspike.emulator;

import java.util.OptionalLong;
import java.util.function.LongConsumer;

/**
 * How to run a program.
 *
 * @param durationTicks ticks to run instead of the program's own duration, at least 0
 * @param progress told the number of finished ticks now and then, and once at the end
 * @param spikes told every spike of a neuron of a program of events, in the order in which they
 *     happen
 * @param engine what is to run it, for {@link Engines}
 */
public record RunOptions(
    OptionalLong durationTicks, LongConsumer progress, SpikeListener spikes, Engine engine) {

  /** Is told spikes in their order. */
  public interface SpikeListener {
    /** The neuron of that global address fired. SEMANTICS.md 9.1. */
    void fired(long tick, int address);
  }

  public RunOptions {
    if (durationTicks.isPresent() && durationTicks.getAsLong() < 0) {
      throw new IllegalArgumentException("duration of " + durationTicks.getAsLong() + " ticks");
    }
  }

  /** The program's own duration, the engine that is done sooner, and nobody to tell. */
  public static RunOptions defaults() {
    return new RunOptions(OptionalLong.empty(), finished -> {}, (tick, address) -> {}, Engine.AUTO);
  }

  /** The same with another duration. */
  public RunOptions withDurationTicks(long ticks) {
    return new RunOptions(OptionalLong.of(ticks), progress, spikes, engine);
  }

  /** The same with somebody to tell. */
  public RunOptions withProgress(LongConsumer listener) {
    return new RunOptions(durationTicks, listener, spikes, engine);
  }

  /** The same with somebody to tell spikes to. */
  public RunOptions withSpikes(SpikeListener listener) {
    return new RunOptions(durationTicks, progress, listener, engine);
  }

  /** The same with another engine. */
  public RunOptions withEngine(Engine other) {
    return new RunOptions(durationTicks, progress, spikes, other);
  }
}
