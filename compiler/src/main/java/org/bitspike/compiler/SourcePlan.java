package org.bitspike.compiler;

import java.util.Optional;
import org.bitspike.ir.SourceRef;

/**
 * Spike sources outside the chip.
 *
 * @param block unique among blocks
 * @param population id of the population, or of the input they were part of
 * @param size how many
 * @param source where they are written
 * @param train their spikes, once known
 */
public record SourcePlan(
    String block, String population, int size, SourceRef source, Optional<Train> train) {

  /** Spikes, ascending in tick, then in source. Shared, never changed. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Train(long[] tick, int[] source) {}

  /** The same with spikes. */
  public SourcePlan withTrain(Train newTrain) {
    return new SourcePlan(block, population, size, source, Optional.of(newTrain));
  }
}
