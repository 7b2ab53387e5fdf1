package org.bitspike.ir.program;

import java.util.List;

/**
 * What is done to a program from outside, known before the run.
 *
 * @param spikes spikes of source blocks
 * @param levels changes of level words
 */
public record Stimulus(List<SpikeTrain> spikes, List<LevelTrain> levels) {

  /** Nothing. */
  public static final Stimulus NONE = new Stimulus(List.of(), List.of());

  public Stimulus {
    spikes = List.copyOf(spikes);
    levels = List.copyOf(levels);
  }

  /**
   * Spikes of one source block, ascending in tick, then in source.
   *
   * @param block name of the source block
   * @param tick tick in which the source fires
   * @param source member of the block; at most once per tick
   */
  @SuppressWarnings("ArrayRecordComponent") // columns: shared, never changed after construction
  public record SpikeTrain(String block, long[] tick, int[] source) {}

  /**
   * Changes of one level word of one neuron block, ascending in tick.
   *
   * @param block name of the neuron block
   * @param word name of the level word
   * @param tick tick from whose start the value holds
   * @param neuron member of the block
   * @param code the value
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record LevelTrain(String block, String word, long[] tick, int[] neuron, long[] code) {}
}
