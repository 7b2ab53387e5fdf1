package org.bitspike.backends.odin;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.UnsupportedFeatureException;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.spi.Backend;
import org.bitspike.ir.spi.Fidelity;

/**
 * Writes what the chip, its RTL or an FPGA with it loads: the SPI transactions that program it, the
 * same as memory images, and the stimulus as address events.
 */
public final class OdinBackend implements Backend {

  @Override
  public String name() {
    return "odin";
  }

  @Override
  public String summary() {
    return "ODIN's SPI programming, memory images for $readmemh and AER stimulus";
  }

  @Override
  public Assessment assess(Program given) {
    Program program = given.listed();
    List<Diagnostic> problems =
        new Demands(program)
            .problems().stream()
                .map(
                    p ->
                        Diagnostic.error(
                            Code.B_REFUSED,
                            SourceRef.NONE,
                            "ODIN: " + p,
                            "compile for the profile odin, within what it can do"))
                .toList();
    return problems.isEmpty()
        ? new Assessment(
            Fidelity.EXACT,
            "the chip's RTL computes every word and spike, when the host waits until the chip is"
                + " quiet after each event",
            List.of())
        : new Assessment(Fidelity.REFUSED, problems.getFirst().message(), problems);
  }

  @Override
  public List<Artefact> emit(Program given) {
    Program program = given.listed();
    Assessment assessment = assess(program);
    if (assessment.fidelity() == Fidelity.REFUSED) {
      throw new UnsupportedFeatureException("program", name(), assessment.diagnostics().getFirst());
    }
    Memory memory = Memory.of(program);
    return List.of(
        text("program.cmd", SpiSequence.of(memory, new Demands(program))),
        text("stimulus.cmd", AerEvents.of(program)),
        text("neurons.hex", memory.neuronImage()),
        text("synapses.hex", memory.synapseImage()),
        text("addresses.txt", Readme.addresses(program)),
        text("README.txt", Readme.of(program)));
  }

  private static Artefact text(String path, String content) {
    return new Artefact(path, content.getBytes(StandardCharsets.UTF_8));
  }
}
