package org.bitspike.backends.verilog;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.UnsupportedFeatureException;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.SourceBlock;
import org.bitspike.ir.program.SynapseBlock;
import org.bitspike.ir.spi.Backend;
import org.bitspike.ir.spi.Fidelity;

/**
 * Writes Verilog-2001: a module of gates for each handler of a neuron kernel, a core that runs the
 * whole program, the files of its memories, and a testbench.
 */
public final class VerilogBackend implements Backend {

  /** Neurons and sources of a program that the core takes at most. */
  static final long MOST_MEMBERS = 16_384;

  /** Synapses that the core takes at most. */
  static final long MOST_SYNAPSES = 1L << 20;

  /** Entries for events on their way that the core takes at most. */
  static final long MOST_WAITING = 1L << 22;

  @Override
  public String name() {
    return "verilog";
  }

  @Override
  public String summary() {
    return "synthesisable Verilog-2001 with memory files and a testbench";
  }

  @Override
  public Assessment assess(Program given) {
    Program program = given.listed();
    List<Diagnostic> problems = new ArrayList<>();
    if (program.events().isPresent()) {
      problems.add(
          refusal(
              "the program works in events, the core in ticks; export a profile that works in"
                  + " ticks"));
    }
    long members =
        program.neurons().stream().mapToLong(NeuronBlock::size).sum()
            + program.sources().stream().mapToLong(SourceBlock::size).sum();
    if (members > MOST_MEMBERS) {
      problems.add(
          refusal(
              "the program has "
                  + members
                  + " neurons and sources, the core takes at most "
                  + MOST_MEMBERS
                  + "; export a smaller network"));
    }
    if (program.synapseCount() > MOST_SYNAPSES) {
      problems.add(
          refusal(
              "the program has "
                  + program.synapseCount()
                  + " synapses, the core takes at most "
                  + MOST_SYNAPSES
                  + "; export a smaller network"));
    }
    for (SynapseBlock block : program.synapses()) {
      if (block.size() > 0) {
        assess(block, program, problems);
      }
    }
    return problems.isEmpty()
        ? new Assessment(Fidelity.EXACT, "every wire holds every bit of its format", List.of())
        : new Assessment(Fidelity.REFUSED, problems.getFirst().message(), problems);
  }

  private static void assess(SynapseBlock block, Program program, List<Diagnostic> problems) {
    block
        .plasticity()
        .flatMap(p -> CoreLearning.obstacle(block, p, program))
        .ifPresent(what -> problems.add(refusal(what)));
    if (block.port().isPresent()) {
      long slots = 1L << Bits.address(Arrays.stream(block.delayTicks()).max().orElse(1) + 1L);
      long entries = slots * Math.max(program.blockSize(block.target()), block.size());
      if (entries > MOST_WAITING) {
        problems.add(
            refusal(
                "the delays of synapse block "
                    + block.name()
                    + " need a memory of "
                    + entries
                    + " entries for events on their way, at most "
                    + MOST_WAITING
                    + "; shorten its delays"));
      }
    }
  }

  private static Diagnostic refusal(String message) {
    return Diagnostic.error(Code.B_REFUSED, SourceRef.NONE, "Verilog: " + message);
  }

  @Override
  public List<Artefact> emit(Program given) {
    Program program = given.listed();
    Assessment assessment = assess(program);
    if (assessment.fidelity() == Fidelity.REFUSED) {
      throw new UnsupportedFeatureException("program", name(), assessment.diagnostics().getFirst());
    }
    return new Export(program).files();
  }

  static Artefact text(String path, String content) {
    return new Artefact(path, content.getBytes(StandardCharsets.UTF_8));
  }
}
