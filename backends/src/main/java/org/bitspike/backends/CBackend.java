package org.bitspike.backends;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.UnsupportedFeatureException;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.SynapseBlock;
import org.bitspike.ir.spi.Backend;
import org.bitspike.ir.spi.Fidelity;

/**
 * Writes C99 that computes the same bits: one header, one source, one text that says how to use
 * them.
 */
public final class CBackend implements Backend {

  /** Synapses that an export takes at most: each is some bytes of source text. */
  static final long MOST_SYNAPSES = 10_000_000;

  /** Bytes of static memory for events on their way that an export takes at most. */
  static final long MOST_EVENT_BYTES = 1L << 30;

  @Override
  public String name() {
    return "c";
  }

  @Override
  public String summary() {
    return "C99 in integers that needs stdint.h alone, without undefined behaviour";
  }

  @Override
  public Assessment assess(Program given) {
    Program program = given.listed();
    List<Diagnostic> problems = new ArrayList<>();
    if (program.synapseCount() > MOST_SYNAPSES) {
      problems.add(
          refusal(
              "the program has " + program.synapseCount() + " synapses, at most " + MOST_SYNAPSES));
    }
    for (SynapseBlock block : program.synapses()) {
      long members = Math.max(program.blockSize(block.target()), block.size());
      long bytes = 8L * members * (CSynapses.longestDelay(block) + 1);
      if (bytes > MOST_EVENT_BYTES) {
        problems.add(
            refusal(
                "the delays of synapse block "
                    + block.name()
                    + " need "
                    + bytes
                    + " bytes of static memory, at most "
                    + MOST_EVENT_BYTES));
      }
    }
    return problems.isEmpty()
        ? new Assessment(Fidelity.EXACT, "integer operations of C99 compute every bit", List.of())
        : new Assessment(Fidelity.REFUSED, problems.getFirst().message(), problems);
  }

  private static Diagnostic refusal(String message) {
    return Diagnostic.error(Code.B_REFUSED, SourceRef.NONE, "C: " + message);
  }

  @Override
  public List<Artefact> emit(Program given) {
    Program program = given.listed();
    Assessment assessment = assess(program);
    if (assessment.fidelity() == Fidelity.REFUSED) {
      throw new UnsupportedFeatureException(
          "program size", name(), assessment.diagnostics().getFirst());
    }
    CProgram c = new CProgram(program);
    String source = c.source();
    return List.of(
        text(c.prefix() + ".h", c.header()),
        text(c.prefix() + ".c", source),
        text("README.txt", CReadme.text(program, c.prefix(), CMemory.of(source))));
  }

  private static Artefact text(String path, String content) {
    return new Artefact(path, content.getBytes(StandardCharsets.UTF_8));
  }
}
