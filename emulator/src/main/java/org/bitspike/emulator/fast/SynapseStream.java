package org.bitspike.emulator.fast;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.bitspike.ir.program.DrawnBlock;
import org.bitspike.ir.program.DrawnSynapses;
import org.bitspike.ir.program.DrawnSynapses.BatchVisitor;
import org.bitspike.ir.program.SynapseBlock;

/** The synapses of a block that does not learn, one after the other, as often as one asks. */
public interface SynapseStream {

  /** Number of sources. */
  int sources();

  /** The longest delay in ticks, at least 1. */
  int longestDelay();

  /** All codes that weights have, some of them perhaps more than once. */
  IntStream codes();

  /** Offset of the codes in the table of values, if there is one. */
  int codeOffset();

  /** Visits all synapses onto a range of targets, always in the same order. */
  void visit(int from, int to, BatchVisitor visitor);

  /** Synapses that are drawn. */
  static SynapseStream of(DrawnBlock block, int sources, int targets) {
    DrawnSynapses synapses = new DrawnSynapses(block, sources, targets);
    return new SynapseStream() {
      @Override
      public int sources() {
        return sources;
      }

      @Override
      public int longestDelay() {
        return block.delay().most();
      }

      @Override
      public IntStream codes() {
        return Arrays.stream(block.weight().code());
      }

      @Override
      public int codeOffset() {
        return block.codeOffset();
      }

      @Override
      public void visit(int from, int to, BatchVisitor visitor) {
        synapses.visitBatches(from, to, visitor);
      }
    };
  }

  /** Synapses that are listed. */
  static SynapseStream of(SynapseBlock block) {
    return new Listed(block);
  }

  /** Synapses that are listed. */
  record Listed(SynapseBlock block) implements SynapseStream {

    private static final int MOST = 1024;

    @Override
    public int sources() {
      return block.rowStart().length - 1;
    }

    @Override
    public int longestDelay() {
      return Arrays.stream(block.delayTicks()).max().orElse(1);
    }

    @Override
    public IntStream codes() {
      return Arrays.stream(block.weightCode());
    }

    @Override
    public int codeOffset() {
      return block.codeOffset();
    }

    @Override
    public void visit(int from, int to, BatchVisitor visitor) {
      int[] source = new int[MOST];
      int[] target = new int[MOST];
      int[] code = new int[MOST];
      int[] delay = new int[MOST];
      int count = 0;
      for (int s = 0; s < sources(); s++) {
        for (int k = block.rowStart()[s]; k < block.rowStart()[s + 1]; k++) {
          int t = block.targetIndex()[k];
          if (t < from || t >= to) {
            continue;
          }
          source[count] = s;
          target[count] = t;
          code[count] = block.weightCode()[k];
          delay[count++] = block.delayTicks()[k];
          if (count == MOST) {
            visitor.synapses(source, target, code, delay, count);
            count = 0;
          }
        }
      }
      visitor.synapses(source, target, code, delay, count);
    }
  }
}
