package org.bitspike.ir.program;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Findings;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.kernel.Kernel.Word;
import org.bitspike.ir.program.SynapseBlock.Plasticity;

/**
 * Synapse blocks: ends exist, rows and columns fit together, codes are in their tables, delays are
 * at least 1.
 */
final class SynapseVerifier {

  private final Map<String, Kernel> kernels;
  private final Map<String, LookupTable> tables;
  private final Findings findings;
  private final BlockVerifier blocks;
  private final Map<String, Integer> sizes = new HashMap<>();
  private final Map<String, NeuronBlock> neurons = new HashMap<>();
  private final Map<String, LearningRule> rules = new HashMap<>();
  private final Set<String> names = new HashSet<>();

  SynapseVerifier(
      Program program,
      Map<String, Kernel> kernels,
      Map<String, LookupTable> tables,
      Findings findings) {
    this.kernels = kernels;
    this.tables = tables;
    this.findings = findings;
    this.blocks = new BlockVerifier(kernels, findings);
    for (NeuronBlock block : program.neurons()) {
      sizes.put(block.name(), block.size());
      neurons.put(block.name(), block);
    }
    program.sources().forEach(s -> sizes.put(s.name(), s.size()));
    program.learning().forEach(r -> rules.put(r.name(), r));
  }

  void verify(SynapseBlock block) {
    SourceRef where = SourceRef.ofPath("synapses/" + block.name());
    if (!names.add(block.name())) {
      invalid(where, "there are two synapse blocks of this name");
    }
    Integer sources = sizes.get(block.source());
    if (sources == null) {
      missing(where, "its synapses come from the block " + block.source());
    } else {
      rows(block, sources, where);
    }
    NeuronBlock target = neurons.get(block.target());
    // Learning can watch two sources; only what has an effect needs a neuron.
    boolean watches = block.port().isEmpty() && sizes.containsKey(block.target());
    if (target == null && !watches) {
      missing(where, "its synapses lead to the neuron block " + block.target());
    }
    if (columnsFit(block, where)) {
      targets(block, sizes.getOrDefault(block.target(), Integer.MAX_VALUE), where);
      decode(block, where);
    }
    if (target != null) {
      port(block, target, where);
    }
    block.plasticity().ifPresent(p -> plasticity(block, p, where));
  }

  private void rows(SynapseBlock block, int sources, SourceRef where) {
    int[] rowStart = block.rowStart();
    if (rowStart.length != sources + 1L) {
      invalid(where, "there are " + rowStart.length + " row starts for " + sources + " sources");
      return;
    }
    if (rowStart[0] != 0 || rowStart[sources] != block.size()) {
      invalid(
          where,
          "rows go from "
              + rowStart[0]
              + " to "
              + rowStart[sources]
              + " over "
              + block.size()
              + " synapses");
    }
    for (int s = 0; s < sources; s++) {
      if (rowStart[s] > rowStart[s + 1]) {
        invalid(
            where, "row " + s + " starts at " + rowStart[s] + " and ends at " + rowStart[s + 1]);
      }
    }
  }

  private boolean columnsFit(SynapseBlock block, SourceRef where) {
    int size = block.size();
    boolean fit =
        block.weightCode().length == size
            && block.delayTicks().length == size
            && block.connection().length == size;
    if (!fit) {
      invalid(where, "its columns differ in length");
    }
    return fit;
  }

  private void targets(SynapseBlock block, int size, SourceRef where) {
    for (int k = 0; k < block.size(); k++) {
      int target = block.targetIndex()[k];
      if (target < 0 || target >= size) {
        synapse(where, k, "leads to member " + target + " of " + size);
      }
      if (block.delayTicks()[k] < 1) {
        synapse(where, k, "has a delay of " + block.delayTicks()[k] + " ticks");
      }
      if (block.connection()[k] < 0) {
        synapse(where, k, "has the connection " + block.connection()[k]);
      }
    }
  }

  private void decode(SynapseBlock block, SourceRef where) {
    if (block.decode().isEmpty()) {
      return;
    }
    LookupTable table = tables.get(block.decode().get());
    if (table == null) {
      invalid(where, "it decodes by the table " + block.decode().get() + ", which does not exist");
      return;
    }
    for (int k = 0; k < block.size(); k++) {
      long index = (long) block.weightCode()[k] - block.codeOffset();
      if (index < 0 || index >= table.entries().length) {
        synapse(
            where,
            k,
            "has the weight code "
                + block.weightCode()[k]
                + ", which table "
                + table.name()
                + " lacks");
      }
    }
  }

  private void port(SynapseBlock block, NeuronBlock target, SourceRef where) {
    Optional<Kernel> kernel = Optional.ofNullable(kernels.get(target.kernel()));
    if (block.port().isPresent()
        && kernel.isPresent()
        && kernel
            .get()
            .word(block.port().get())
            .filter(w -> w.kind() == Word.Kind.INPUT)
            .isEmpty()) {
      invalid(where, "kernel " + target.kernel() + " has no input " + block.port().get());
    }
  }

  private void plasticity(SynapseBlock block, Plasticity plasticity, SourceRef where) {
    if (plasticity.dendriticDelayTicks() < 0) {
      invalid(where, "the dendritic delay is " + plasticity.dendriticDelayTicks() + " ticks");
    }
    LearningRule rule = rules.get(plasticity.rule());
    if (rule == null) {
      invalid(where, "it learns by the rule " + plasticity.rule() + ", which does not exist");
      return;
    }
    if (rule.sliceTicks() > 1) {
      slices(block, rule.sliceTicks(), where);
    }
    Kernel kernel = kernels.get(rule.kernel());
    if (kernel == null) {
      return;
    }
    blocks.complete(kernel, plasticity.params(), where);
    blocks.columns(kernel, plasticity.params(), Set.of(Word.Kind.PARAM), block.size(), where);
    blocks.columns(kernel, plasticity.initial(), Set.of(Word.Kind.STATE), block.size(), where);
    blocks.columns(kernel, plasticity.shared(), Set.of(Word.Kind.SHARED), 1, where);
    if (plasticity.initial().byWord().containsKey("weight")) {
      invalid(where, "the word weight has a column, and its codes stand in the block");
    }
    kernel.word("weight").ifPresent(w -> weights(block, w.format(), where));
    targetWords(block, kernel, rule, where);
  }

  /** A slice hands over several ticks at once; the target has moved on by then. */
  private void targetWords(SynapseBlock block, Kernel kernel, LearningRule rule, SourceRef where) {
    for (Word word : kernel.words(Word.Kind.TARGET)) {
      if (rule.sliceTicks() > 1) {
        invalid(where, "a rule with slices cannot see the target's word " + word.name());
      }
      NeuronBlock target = neurons.get(block.target());
      Kernel seen = target == null ? null : kernels.get(target.kernel());
      boolean there =
          seen != null
              && seen.word(word.name()).filter(w -> w.format().equals(word.format())).isPresent();
      if (!there) {
        invalid(
            where,
            "the rule sees the target's word "
                + word.name()
                + " as "
                + word.format()
                + "; its target has no such word");
      }
    }
  }

  private void slices(SynapseBlock block, int sliceTicks, SourceRef where) {
    for (int k = 0; k < block.delayTicks().length; k++) {
      if (block.delayTicks()[k] < sliceTicks) {
        synapse(
            where,
            k,
            "has a delay of "
                + block.delayTicks()[k]
                + " ticks, less than a slice of "
                + sliceTicks);
      }
    }
  }

  private void weights(SynapseBlock block, FixedFormat format, SourceRef where) {
    for (int k = 0; k < block.weightCode().length; k++) {
      if (!format.holds(block.weightCode()[k])) {
        synapse(where, k, "has the weight code " + block.weightCode()[k] + ", outside " + format);
      }
    }
  }

  private void synapse(SourceRef where, int k, String message) {
    if (findings.keeps(Code.P_INVALID)) {
      invalid(where, "synapse " + k + " " + message);
    } else {
      findings.count(Code.P_INVALID);
    }
  }

  private void missing(SourceRef where, String message) {
    findings.error(Code.E_NO_BLOCK, where, message + ", which does not exist");
  }

  private void invalid(SourceRef where, String message) {
    findings.error(Code.P_INVALID, where, message);
  }
}
