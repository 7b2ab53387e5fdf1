package org.bitspike.ir.program;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Findings;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.kernel.Kernel.Trigger;
import org.bitspike.ir.kernel.Kernel.Word;
import org.bitspike.ir.program.Program.Columns;

/** Neuron and source blocks, and columns of kernel words wherever they stand. */
final class BlockVerifier {

  private final Map<String, Kernel> kernels;
  private final Findings findings;
  private final Set<String> names = new HashSet<>();

  BlockVerifier(Map<String, Kernel> kernels, Findings findings) {
    this.kernels = kernels;
    this.findings = findings;
  }

  void neurons(NeuronBlock block) {
    SourceRef where = SourceRef.ofPath("neurons/" + block.name());
    name(block.name(), where);
    size(block.size(), block.populationIndex(), where);
    length("cores", block.place().core().length, block.size(), where);
    length("circuits", block.place().circuit().length, block.size(), where);
    length("merged circuits", block.place().circuits().length, block.size(), where);
    Kernel kernel = kernels.get(block.kernel());
    if (kernel == null) {
      invalid(where, "the block uses the kernel " + block.kernel() + ", which does not exist");
      return;
    }
    if (learns(kernel)) {
      invalid(where, "the kernel " + kernel.name() + " is a learning rule's");
    }
    complete(kernel, block.params(), where);
    columns(kernel, block.params(), Set.of(Word.Kind.PARAM), block.size(), where);
    columns(kernel, block.initial(), Set.of(Word.Kind.STATE, Word.Kind.LEVEL), block.size(), where);
  }

  void sources(SourceBlock block) {
    SourceRef where = SourceRef.ofPath("sources/" + block.name());
    name(block.name(), where);
    size(block.size(), block.populationIndex(), where);
  }

  /** Whether a kernel is a learning rule's. */
  static boolean learns(Kernel kernel) {
    return kernel.handlers().stream()
        .anyMatch(
            h ->
                h.trigger() == Trigger.PRE
                    || h.trigger() == Trigger.POST
                    || h.trigger() == Trigger.READOUT);
  }

  /** Every parameter word has a column. */
  void complete(Kernel kernel, Columns params, SourceRef where) {
    for (Word word : kernel.words(Word.Kind.PARAM)) {
      if (!params.byWord().containsKey(word.name())) {
        invalid(
            where,
            "the parameter word " + word.name() + " of kernel " + kernel.name() + " has no column");
      }
    }
  }

  /**
   * Columns are of words of the given kinds, of length 1 or the block's, with codes of the words'
   * formats.
   */
  void columns(Kernel kernel, Columns columns, Set<Word.Kind> kinds, int size, SourceRef where) {
    columns
        .byWord()
        .forEach(
            (name, codes) -> {
              Word word = kernel.word(name).filter(w -> kinds.contains(w.kind())).orElse(null);
              if (word == null) {
                invalid(
                    where,
                    "there is a column for "
                        + name
                        + ", which is no such word of kernel "
                        + kernel.name());
                return;
              }
              if (codes.length != 1 && codes.length != size) {
                invalid(
                    where,
                    "the column of "
                        + name
                        + " has "
                        + codes.length
                        + " entries for "
                        + size
                        + " members");
              }
              for (long code : codes) {
                if (!word.format().holds(code)) {
                  outside(name, code, word, where);
                }
              }
            });
  }

  private void outside(String name, long code, Word word, SourceRef where) {
    if (findings.keeps(Code.P_INVALID)) {
      invalid(
          where, "the column of " + name + " has the code " + code + ", outside " + word.format());
    } else {
      findings.count(Code.P_INVALID);
    }
  }

  private void name(String name, SourceRef where) {
    if (!names.add(name)) {
      invalid(where, "there are two blocks of this name");
    }
  }

  private void size(int size, int[] populationIndex, SourceRef where) {
    if (size < 1) {
      invalid(where, "the block has the size " + size);
    }
    length("population indices", populationIndex.length, size, where);
  }

  private void length(String what, int found, int size, SourceRef where) {
    if (found != size) {
      invalid(where, "the block has " + found + " " + what + " for " + size + " members");
    }
  }

  private void invalid(SourceRef where, String message) {
    findings.error(Code.P_INVALID, where, message);
  }
}
