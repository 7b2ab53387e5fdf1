package org.bitspike.ir.program;

import org.bitspike.ir.connect.Wiring;

/**
 * The synapses of a drawn block, one after another, without a list of them. Immutable: several
 * threads may visit different targets, or the same ones, at the same time.
 */
public final class DrawnSynapses {

  private final Wiring wiring;
  private final boolean rowsAreSources;
  private final int targets;
  private final CodeDraw.Guide weight;
  private final CodeDraw.Guide delay;

  /** The synapses of a block between blocks of these sizes. */
  public DrawnSynapses(DrawnBlock block, int sources, int targets) {
    this.targets = targets;
    wiring = block.wiring(sources, targets);
    rowsAreSources = block.rule().rowsAreSources();
    weight = new CodeDraw.Guide(block.weight());
    delay = new CodeDraw.Guide(block.delay());
  }

  /** The synapses of a program's block. */
  public static DrawnSynapses of(Program program, DrawnBlock block) {
    return new DrawnSynapses(
        block, program.blockSize(block.source()), program.blockSize(block.target()));
  }

  /** Takes one synapse. */
  @FunctionalInterface
  public interface Visitor {
    /** A synapse with its initial weight code and the ticks from firing to delivery. */
    void synapse(int source, int target, int weightCode, int delayTicks);
  }

  /** Takes some synapses. */
  @FunctionalInterface
  public interface BatchVisitor {
    /** As many synapses as {@code count} says, in their order; the arrays are reused. */
    void synapses(int[] source, int[] target, int[] weightCode, int[] delayTicks, int count);
  }

  /**
   * Visits all synapses onto the targets {@code from} to {@code to - 1}, always in the same order.
   * Those of one source come in canonical order (SEMANTICS.md 10.5); those of different sources may
   * be mixed.
   */
  public void visit(int from, int to, Visitor visitor) {
    visitBatches(
        from,
        to,
        (source, target, weightCode, delayTicks, count) -> {
          for (int i = 0; i < count; i++) {
            visitor.synapse(source[i], target[i], weightCode[i], delayTicks[i]);
          }
        });
  }

  /** Visits the same synapses in the same order as {@link #visit}, some at a time. */
  public void visitBatches(int from, int to, BatchVisitor visitor) {
    int most = Wiring.chunk();
    int[] row = new int[most];
    int[] codes = new int[most];
    int[] ticks = new int[most];
    long[] draws = new long[most];
    if (weight.constant()) {
      weight.fill(codes);
    }
    if (delay.constant()) {
      delay.fill(ticks);
    }
    wiring.rows(
        from,
        to,
        (r, other, place, count) -> {
          java.util.Arrays.fill(row, 0, count, r);
          if (!weight.constant()) {
            wiring.draw(Wiring.STREAM_WEIGHT, r, other, place, count, draws);
            weight.codes(draws, codes, count);
          }
          if (!delay.constant()) {
            wiring.draw(Wiring.STREAM_DELAY, r, other, place, count, draws);
            delay.codes(draws, ticks, count);
          }
          visitor.synapses(
              rowsAreSources ? row : other, rowsAreSources ? other : row, codes, ticks, count);
        });
  }

  /** Number of synapses; makes all pairs once. */
  public long count() {
    long[] sum = new long[1];
    wiring.rows(0, targets, (r, other, place, count) -> sum[0] += count);
    return sum[0];
  }
}
