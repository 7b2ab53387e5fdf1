package org.bitspike.ir.program;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.connect.PairRule;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Findings;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.kernel.Kernel.Word;

/**
 * Drawn blocks: ends exist, numbers of the rule are in range, codes are in their tables, delays are
 * at least 1. Nothing is drawn.
 */
final class DrawnVerifier {

  private final Program program;
  private final Map<String, Kernel> kernels;
  private final Map<String, LookupTable> tables;
  private final Findings findings;

  DrawnVerifier(
      Program program,
      Map<String, Kernel> kernels,
      Map<String, LookupTable> tables,
      Findings findings) {
    this.program = program;
    this.kernels = kernels;
    this.tables = tables;
    this.findings = findings;
  }

  void verify() {
    Set<String> names =
        program.synapses().stream().map(SynapseBlock::name).collect(Collectors.toSet());
    int last = -1;
    for (DrawnBlock block : program.drawn()) {
      SourceRef where = SourceRef.ofPath("synapses/" + block.name());
      if (!names.add(block.name())) {
        invalid(where, "there are two synapse blocks of this name");
      }
      int blocks = program.synapses().size() + program.drawn().size();
      if (block.ordinal() <= last || block.ordinal() >= blocks) {
        invalid(
            where,
            "the block stands at place "
                + block.ordinal()
                + " after "
                + last
                + " among "
                + blocks
                + " synapse blocks");
      }
      last = block.ordinal();
      ends(block, where);
      draw(block.weight(), "weight", where);
      draw(block.delay(), "delay", where);
      if (block.delay().code().length > 0 && block.delay().least() < 1) {
        invalid(where, "there are delays of " + block.delay().least() + " ticks");
      }
      decode(block, where);
    }
  }

  private void ends(DrawnBlock block, SourceRef where) {
    int sources = size(block.source());
    int targets = size(block.target());
    NeuronBlock target =
        program.neurons().stream()
            .filter(n -> n.name().equals(block.target()))
            .findFirst()
            .orElse(null);
    if (sources < 0) {
      missing(where, "its synapses come from the block " + block.source());
    }
    if (target == null && (block.port().isPresent() || targets < 0)) {
      missing(where, "its synapses lead to the neuron block " + block.target());
    }
    if (sources >= 0) {
      rule(block, sources, targets, where);
    }
    Kernel kernel = target == null ? null : kernels.get(target.kernel());
    if (kernel != null
        && block.port().isPresent()
        && kernel.word(block.port().get()).filter(w -> w.kind() == Word.Kind.INPUT).isEmpty()) {
      invalid(where, "kernel " + kernel.name() + " has no input " + block.port().get());
    }
  }

  private int size(String name) {
    return program.neurons().stream()
        .filter(n -> n.name().equals(name))
        .findFirst()
        .map(NeuronBlock::size)
        .or(
            () ->
                program.sources().stream()
                    .filter(s -> s.name().equals(name))
                    .findFirst()
                    .map(SourceBlock::size))
        .orElse(-1);
  }

  private void rule(DrawnBlock block, int sources, int targets, SourceRef where) {
    switch (block.rule()) {
      case PairRule.Every r -> {}
      case PairRule.Diagonal r -> {}
      case PairRule.Chance(long threshold) -> {
        if (threshold < 0 || threshold > CodeDraw.DRAWS) {
          invalid(where, "pairs are drawn below " + threshold + ", which is not in 0 to 2^53");
        }
      }
      case PairRule.InDegree(int n) -> number(n, where);
      case PairRule.InDegreeRepeated(int n) -> number(n, where);
      case PairRule.OutDegree(int n) -> number(n, where);
      case PairRule.OutDegrees(int[] rowStart) -> {
        if (rowStart.length != sources + 1L || rowStart[0] != 0) {
          invalid(
              where, "there are " + rowStart.length + " row starts for " + sources + " sources");
          return;
        }
        for (int s = 0; s < sources; s++) {
          if (rowStart[s] > rowStart[s + 1]) {
            invalid(
                where,
                "row " + s + " starts at " + rowStart[s] + " and ends at " + rowStart[s + 1]);
            return;
          }
        }
        boolean nowhere =
            targets == 1 && !block.allowSelf() && block.source().equals(block.target());
        if (nowhere && rowStart[sources] > 0) {
          invalid(where, "its synapses lead nowhere but to their own sources");
        }
      }
    }
  }

  private void number(int n, SourceRef where) {
    if (n < 0) {
      invalid(where, "a number of connections is " + n);
    }
  }

  private void draw(CodeDraw draw, String what, SourceRef where) {
    long[] threshold = draw.threshold();
    if (draw.code().length != threshold.length + 1) {
      invalid(
          where,
          threshold.length
              + " thresholds of the "
              + what
              + " tell "
              + draw.code().length
              + " codes");
    }
    for (int i = 0; i < threshold.length; i++) {
      if (threshold[i] <= (i == 0 ? 0 : threshold[i - 1]) || threshold[i] >= CodeDraw.DRAWS) {
        invalid(where, "the thresholds of the " + what + " do not ascend at " + threshold[i]);
        return;
      }
    }
  }

  private void decode(DrawnBlock block, SourceRef where) {
    if (block.decode().isEmpty()) {
      return;
    }
    LookupTable table = tables.get(block.decode().get());
    if (table == null) {
      invalid(where, "it decodes by the table " + block.decode().get() + ", which does not exist");
      return;
    }
    for (int code : block.weight().code()) {
      long index = (long) code - block.codeOffset();
      if (index < 0 || index >= table.entries().length) {
        invalid(where, "the weight code " + code + " is not in table " + table.name());
        return;
      }
    }
  }

  private void missing(SourceRef where, String message) {
    findings.error(Code.E_NO_BLOCK, where, message + ", which does not exist");
  }

  private void invalid(SourceRef where, String message) {
    findings.error(Code.P_INVALID, where, message);
  }
}
