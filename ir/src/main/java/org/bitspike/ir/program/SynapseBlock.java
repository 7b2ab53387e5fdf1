package org.bitspike.ir.program;

import java.util.Optional;
import org.bitspike.ir.program.Program.Columns;

/**
 * Synapses from one block to another, source-major in columns.
 *
 * <p>Synapses of source {@code s} stand at {@code rowStart[s]} to {@code rowStart[s + 1] - 1}.
 *
 * @param name unique among synapse blocks
 * @param source name of the source block
 * @param target name of the target block
 * @param port input word of the target's kernel; empty when events have no effect on the target
 * @param rowStart one entry per source, and the number of synapses
 * @param targetIndex member of the target block
 * @param weightCode initial weight code
 * @param delayTicks ticks from firing to delivery, at least 1
 * @param decode table from weight code, minus {@code codeOffset}, to the value an event adds; empty
 *     when the code is the value
 * @param codeOffset smallest weight code of the table
 * @param plasticity how weight codes learn, if they do
 * @param projection id of the projection in the network
 * @param connection index of each synapse in the projection's expanded connection table
 */
@SuppressWarnings("ArrayRecordComponent") // columns: shared, never changed after construction
public record SynapseBlock(
    String name,
    String source,
    String target,
    Optional<String> port,
    int[] rowStart,
    int[] targetIndex,
    int[] weightCode,
    int[] delayTicks,
    Optional<String> decode,
    int codeOffset,
    Optional<Plasticity> plasticity,
    String projection,
    int[] connection) {

  /** Number of synapses. */
  public int size() {
    return targetIndex.length;
  }

  /**
   * How the synapses of a block learn.
   *
   * @param rule name of the learning rule
   * @param dendriticDelayTicks ticks from the target's firing to the learning rule's seeing it
   * @param params columns for the learning kernel's parameter words
   * @param initial columns for its state words; {@code weight} is taken from the weight codes
   * @param shared one value for each of its shared words
   */
  public record Plasticity(
      String rule, int dendriticDelayTicks, Columns params, Columns initial, Columns shared) {}
}
