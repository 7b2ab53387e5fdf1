package org.bitspike.ir.program;

import java.util.List;

/**
 * What is done to a program from outside, known before the run.
 *
 * @param spikes spikes of source blocks
 * @param levels changes of level words
 * @param events events from outside, for a program of events; in the order in which they are
 *     handled
 */
public record Stimulus(List<SpikeTrain> spikes, List<LevelTrain> levels, EventList events) {

  /** Nothing. */
  public static final Stimulus NONE = new Stimulus(List.of(), List.of());

  /** A stimulus without events of its own. */
  public Stimulus(List<SpikeTrain> spikes, List<LevelTrain> levels) {
    this(spikes, levels, EventList.NONE);
  }

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

  /**
   * Events from outside, ascending in tick; those of one tick are handled in the order of the
   * columns.
   *
   * @param tick tick of each event
   * @param kind position of its kind in the schedule's list
   * @param address global address of the neuron or source; of no effect for kinds that reach all
   * @param target global address of the target neuron, for kinds that name a synapse; else 0
   * @param value what the handler of a neuron's port sees, as a code of the port's format
   */
  @SuppressWarnings("ArrayRecordComponent") // columns: shared, never changed after construction
  public record EventList(long[] tick, int[] kind, int[] address, int[] target, long[] value) {
    /** No events. */
    public static final EventList NONE =
        new EventList(new long[0], new int[0], new int[0], new int[0], new long[0]);

    /** Number of events. */
    public int size() {
      return tick.length;
    }
  }
}
