package org.bitspike.ir.program;

import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Findings;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.kernel.Kernel.Word;
import org.bitspike.ir.program.Stimulus.LevelTrain;
import org.bitspike.ir.program.Stimulus.SpikeTrain;

/** The stimulus: sorted, on blocks and words that exist, with codes of their formats. */
final class StimulusVerifier {

  private final Program program;
  private final Map<String, Kernel> kernels;
  private final Findings findings;

  StimulusVerifier(Program program, Map<String, Kernel> kernels, Findings findings) {
    this.program = program;
    this.kernels = kernels;
    this.findings = findings;
  }

  void verify() {
    program.stimulus().spikes().forEach(this::spikes);
    program.stimulus().levels().forEach(this::levels);
  }

  private void spikes(SpikeTrain train) {
    SourceRef where = SourceRef.ofPath("stimulus/" + train.block());
    Optional<SourceBlock> block =
        program.sources().stream().filter(s -> s.name().equals(train.block())).findFirst();
    if (block.isEmpty()) {
      missing(where, "there are spikes for the source block " + train.block());
    }
    if (train.tick().length != train.source().length) {
      invalid(
          where,
          "there are " + train.tick().length + " ticks and " + train.source().length + " sources");
      return;
    }
    int size = block.map(SourceBlock::size).orElse(Integer.MAX_VALUE);
    for (int k = 0; k < train.tick().length; k++) {
      long tick = train.tick()[k];
      int source = train.source()[k];
      if (source < 0 || source >= size || tick < 0) {
        entry(where, k, "is of source " + source + " of " + size + " in tick " + tick);
      }
      if (k > 0
          && (tick < train.tick()[k - 1]
              || (tick == train.tick()[k - 1] && source <= train.source()[k - 1]))) {
        entry(where, k, "stands out of order, or twice: tick " + tick + ", source " + source);
      }
    }
  }

  private void levels(LevelTrain train) {
    SourceRef where = SourceRef.ofPath("stimulus/" + train.block() + "/" + train.word());
    Optional<NeuronBlock> block =
        program.neurons().stream().filter(n -> n.name().equals(train.block())).findFirst();
    if (block.isEmpty()) {
      missing(where, "there are levels for the neuron block " + train.block());
    }
    Optional<Word> word =
        block
            .flatMap(b -> Optional.ofNullable(kernels.get(b.kernel())))
            .flatMap(k -> k.word(train.word()))
            .filter(w -> w.kind() == Word.Kind.LEVEL);
    if (block.isPresent() && word.isEmpty()) {
      invalid(where, "the kernel of block " + train.block() + " has no level word " + train.word());
    }
    if (train.tick().length != train.neuron().length
        || train.tick().length != train.code().length) {
      invalid(where, "its columns differ in length");
      return;
    }
    int size = block.map(NeuronBlock::size).orElse(Integer.MAX_VALUE);
    for (int k = 0; k < train.tick().length; k++) {
      int neuron = train.neuron()[k];
      long code = train.code()[k];
      if (neuron < 0 || neuron >= size || train.tick()[k] < 0) {
        entry(where, k, "is of neuron " + neuron + " of " + size + " in tick " + train.tick()[k]);
      }
      if (k > 0 && train.tick()[k] < train.tick()[k - 1]) {
        entry(where, k, "stands out of order: tick " + train.tick()[k]);
      }
      if (word.isPresent() && !word.get().format().holds(code)) {
        entry(where, k, "has the code " + code + ", outside " + word.get().format());
      }
    }
  }

  private void entry(SourceRef where, int k, String message) {
    if (findings.keeps(Code.P_INVALID)) {
      invalid(where, "entry " + k + " " + message);
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
