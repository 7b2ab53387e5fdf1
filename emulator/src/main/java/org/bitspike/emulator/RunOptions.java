package org.bitspike.emulator;

import java.util.OptionalLong;
import java.util.function.LongConsumer;

/**
 * How to run a program.
 *
 * @param durationTicks ticks to run instead of the program's own duration, at least 0
 * @param progress told the number of finished ticks now and then, and once at the end
 */
public record RunOptions(OptionalLong durationTicks, LongConsumer progress) {

  public RunOptions {
    if (durationTicks.isPresent() && durationTicks.getAsLong() < 0) {
      throw new IllegalArgumentException("duration of " + durationTicks.getAsLong() + " ticks");
    }
  }

  /** The program's own duration, and nobody to tell. */
  public static RunOptions defaults() {
    return new RunOptions(OptionalLong.empty(), finished -> {});
  }

  /** The same with another duration. */
  public RunOptions withDurationTicks(long ticks) {
    return new RunOptions(OptionalLong.of(ticks), progress);
  }

  /** The same with somebody to tell. */
  public RunOptions withProgress(LongConsumer listener) {
    return new RunOptions(durationTicks, listener);
  }
}
