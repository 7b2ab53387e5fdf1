package org.bitspike.ir.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;

/** Writes drawn blocks out as lists. SEMANTICS.md 10.5. */
final class SynapseListing {

  private SynapseListing() {}

  /** All synapse blocks of a program in canonical order, none of them drawn. */
  static List<SynapseBlock> of(Program program, long most) {
    long total = program.synapses().stream().mapToLong(SynapseBlock::size).sum();
    List<SynapseBlock> all = new ArrayList<>(program.synapses());
    for (DrawnBlock block : program.drawn()) {
      long size = DrawnSynapses.of(program, block).count();
      total += size;
      if (total > most || size > Integer.MAX_VALUE - 8) {
        throw tooMany(block, total, most);
      }
      all.add(
          block.ordinal(),
          listed(
              block, program.blockSize(block.source()), program.blockSize(block.target()), size));
    }
    return all;
  }

  private static BitspikeException tooMany(DrawnBlock block, long total, long most) {
    return new BitspikeException(
        List.of(
            Diagnostic.error(
                Code.E_TOO_MANY_SYNAPSES,
                SourceRef.ofPath("synapses/" + block.name()),
                "the synapses up to those of "
                    + block.name()
                    + " are "
                    + total
                    + ", and at most "
                    + most
                    + " are written out")));
  }

  static SynapseBlock listed(DrawnBlock block, int sources, int targets, long count) {
    DrawnSynapses synapses = new DrawnSynapses(block, sources, targets);
    int size = (int) count;
    int[] rowStart = new int[sources + 1];
    int[] columnStart = new int[targets + 1];
    synapses.visitBatches(
        0,
        targets,
        (source, target, weightCode, delayTicks, some) -> {
          for (int i = 0; i < some; i++) {
            rowStart[source[i] + 1]++;
            columnStart[target[i] + 1]++;
          }
        });
    add(rowStart);
    add(columnStart);
    int[] targetIndex = new int[size];
    int[] code = new int[size];
    int[] ticks = new int[size];
    int[] connection = new int[size];
    int[] next = rowStart.clone();
    boolean bySource = block.rule().listedBySource();
    synapses.visit(
        0,
        targets,
        (source, target, weightCode, delayTicks) -> {
          int at = next[source]++;
          targetIndex[at] = target;
          code[at] = weightCode;
          ticks[at] = delayTicks;
          connection[at] = bySource ? at : columnStart[target]++;
        });
    return new SynapseBlock(
        block.name(),
        block.source(),
        block.target(),
        block.port(),
        rowStart,
        targetIndex,
        code,
        ticks,
        block.decode(),
        block.codeOffset(),
        Optional.empty(),
        block.projection(),
        connection);
  }

  private static void add(int[] starts) {
    for (int i = 1; i < starts.length; i++) {
      starts[i] += starts[i - 1];
    }
  }
}
