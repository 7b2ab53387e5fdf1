package org.bitspike.ir.program;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Findings;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.program.Program.Probe;

/** Probes: of blocks, members and words that exist. */
final class ProbeVerifier {

  private final Program program;
  private final Map<String, Kernel> kernels;
  private final Findings findings;

  ProbeVerifier(Program program, Map<String, Kernel> kernels, Findings findings) {
    this.program = program;
    this.kernels = kernels;
    this.findings = findings;
  }

  void verify() {
    program.probes().forEach(this::verify);
  }

  private void verify(Probe probe) {
    if (probe.everyTicks() < 1) {
      error(probe, "it samples every " + probe.everyTicks() + " ticks");
    }
    switch (probe.kind()) {
      case SPIKES -> sourceOrNeurons(probe);
      case WORD -> word(probe);
      case WEIGHTS, LEARNING -> synapses(probe);
    }
  }

  private void sourceOrNeurons(Probe probe) {
    Optional<Integer> size = neurons(probe).map(NeuronBlock::size);
    if (size.isEmpty()) {
      size =
          program.sources().stream()
              .filter(s -> s.name().equals(probe.block()))
              .findFirst()
              .map(SourceBlock::size);
    }
    index(probe, size, "neuron or source block");
  }

  private void word(Probe probe) {
    Optional<NeuronBlock> block = neurons(probe);
    if (block.isEmpty() && learning(probe).isPresent()) {
      SynapseBlock synapses = learning(probe).get();
      index(probe, Optional.of(synapses.size()), "synapse block");
      program.learning().stream()
          .filter(r -> r.name().equals(synapses.plasticity().orElseThrow().rule()))
          .flatMap(r -> Optional.ofNullable(kernels.get(r.kernel())).stream())
          .filter(k -> k.words(Kernel.Word.Kind.STATE).stream().noneMatch(named(probe)))
          .forEach(k -> error(probe, "kernel " + k.name() + " has no state " + probe.word()));
      return;
    }
    index(probe, block.map(NeuronBlock::size), "neuron block");
    Optional<Kernel> kernel = block.flatMap(b -> Optional.ofNullable(kernels.get(b.kernel())));
    if (kernel.isPresent() && kernel.get().word(probe.word()).isEmpty()) {
      error(probe, "kernel " + kernel.get().name() + " has no word " + probe.word());
    }
  }

  private void synapses(Probe probe) {
    Optional<SynapseBlock> block =
        program.synapses().stream().filter(s -> s.name().equals(probe.block())).findFirst();
    index(probe, block.map(SynapseBlock::size), "synapse block");
    if (probe.kind() == Probe.Kind.LEARNING
        && block.isPresent()
        && block.get().plasticity().isEmpty()) {
      error(probe, "the synapse block does not learn");
    }
  }

  private static Predicate<Kernel.Word> named(Probe probe) {
    return word -> word.name().equals(probe.word());
  }

  /** The synapse block of a probe, if it is one that learns. */
  private Optional<SynapseBlock> learning(Probe probe) {
    return program.synapses().stream()
        .filter(s -> s.name().equals(probe.block()) && s.plasticity().isPresent())
        .findFirst();
  }

  private Optional<NeuronBlock> neurons(Probe probe) {
    return program.neurons().stream().filter(n -> n.name().equals(probe.block())).findFirst();
  }

  private void index(Probe probe, Optional<Integer> size, String kind) {
    if (size.isEmpty()) {
      error(probe, "there is no " + kind + " of this name");
    } else if (probe.index() < -1 || probe.index() >= size.get()) {
      error(probe, "there is no member " + probe.index() + " among " + size.get());
    }
  }

  private void error(Probe probe, String message) {
    findings.error(
        Code.E_UNKNOWN_PROBE,
        SourceRef.ofPath("probe/" + probe.block()),
        "the probe cannot record: " + message);
  }
}
