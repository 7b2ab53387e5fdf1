package org.bitspike.backends.neuroml;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bitspike.backends.mapped.MappedNetwork;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.UnsupportedFeatureException;
import org.bitspike.ir.loss.Loss;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.spi.Backend;
import org.bitspike.ir.spi.ExportInput;
import org.bitspike.ir.spi.Fidelity;

/** Writes the network as mapped as NeuroML 2, for every simulator of it. */
public final class NeuromlBackend implements Backend {

  @Override
  public String name() {
    return "neuroml";
  }

  @Override
  public String summary() {
    return "the network as mapped in NeuroML 2, with a LEMS file that runs it";
  }

  @Override
  public Assessment assess(Program program) {
    return assess(ExportInput.of(program));
  }

  @Override
  public List<Artefact> emit(Program program) {
    return emit(ExportInput.of(program));
  }

  @Override
  public Assessment assess(ExportInput input) {
    List<Diagnostic> problems =
        MappedNetwork.of(input).map(NeuromlRefusals::of).orElseGet(NeuromlBackend::noNetwork);
    if (!problems.isEmpty()) {
      return new Assessment(Fidelity.REFUSED, problems.getFirst().message(), problems);
    }
    List<String> lost = new ArrayList<>();
    lost.add(
        "weights, delays, registers and input spikes are the hardware's, but simulators compute in"
            + " real numbers");
    input
        .losses()
        .ifPresent(
            report ->
                report.losses().stream()
                    .filter(Loss.Approximated.class::isInstance)
                    .map(Loss.Approximated.class::cast)
                    .map(a -> "as meant, not as the chip has it: " + a.element())
                    .distinct()
                    .forEach(lost::add));
    return new Assessment(Fidelity.APPROXIMATE, String.join("; ", lost), List.of());
  }

  @Override
  public List<Artefact> emit(ExportInput input) {
    Assessment assessment = assess(input);
    if (assessment.fidelity() == Fidelity.REFUSED) {
      Diagnostic first = assessment.diagnostics().getFirst();
      throw new UnsupportedFeatureException(first.message(), name(), first);
    }
    Parts parts = new Parts(MappedNetwork.of(input).orElseThrow());
    String network = parts.name() + ".net.nml";
    return List.of(
        text(network, new NeuromlDocument(parts).text()),
        text("LEMS_" + parts.name() + ".xml", SimulationDocument.text(parts, network)));
  }

  private static Artefact text(String path, String content) {
    return new Artefact(path, content.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Diagnostic> noNetwork() {
    return List.of(
        Diagnostic.error(
            Code.B_REFUSED,
            SourceRef.NONE,
            "NeuroML: a program alone does not say what its integers mean",
            "give the model and --hw instead of the program"));
  }
}
