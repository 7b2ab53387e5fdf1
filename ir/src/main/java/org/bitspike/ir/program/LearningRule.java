package org.bitspike.ir.program;

import java.util.Optional;

/**
 * A learning kernel and when it runs. SEMANTICS.md 7.
 *
 * @param name unique in the program
 * @param kernel name of a kernel with a state word {@code weight}
 * @param sliceTicks spikes of this many ticks are handed to the kernel together, row by row; 1
 *     hands over every tick
 * @param controller the read-out schedule, when the kernel has a read-out handler
 */
public record LearningRule(
    String name, String kernel, int sliceTicks, Optional<Controller> controller) {

  /**
   * A controller that visits the rows of a synapse block in turn.
   *
   * <p>Row {@code r} is read out at the end of ticks {@code firstTick + (r / rowsPerStep) *
   * stepTicks + n * cycleTicks}.
   *
   * @param firstTick tick of the first read-out
   * @param rowsPerStep rows read out together
   * @param stepTicks ticks between neighbouring groups of rows
   * @param cycleTicks ticks between two visits of a row
   */
  public record Controller(long firstTick, int rowsPerStep, long stepTicks, long cycleTicks) {}
}
