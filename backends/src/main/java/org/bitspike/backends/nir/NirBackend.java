package org.bitspike.backends.nir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bitspike.backends.mapped.MappedNetwork;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.UnsupportedFeatureException;
import org.bitspike.ir.hdf5.HdfImage;
import org.bitspike.ir.hdf5.HdfNode;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.spi.Backend;
import org.bitspike.ir.spi.ExportInput;
import org.bitspike.ir.spi.Fidelity;

/** Writes the network as mapped as a {@code .nir} file, and its input spikes beside it. */
public final class NirBackend implements Backend {

  @Override
  public String name() {
    return "nir";
  }

  @Override
  public String summary() {
    return "the network as mapped in the Neuromorphic Intermediate Representation, for nir 1.0";
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
        MappedNetwork.of(input).map(NirRefusals::of).orElseGet(NirBackend::noNetwork);
    if (!problems.isEmpty()) {
      return new Assessment(Fidelity.REFUSED, problems.getFirst().message(), problems);
    }
    List<String> lost = new ArrayList<>();
    lost.add("NIR means equations in continuous time and real numbers, not the chip's integers");
    lost.addAll(new NirGraph(MappedNetwork.of(input).orElseThrow(), input.losses()).notes());
    return new Assessment(Fidelity.APPROXIMATE, String.join("; ", lost), List.of());
  }

  @Override
  public List<Artefact> emit(ExportInput input) {
    Assessment assessment = assess(input);
    if (assessment.fidelity() == Fidelity.REFUSED) {
      Diagnostic first = assessment.diagnostics().getFirst();
      throw new UnsupportedFeatureException(first.message(), name(), first);
    }
    MappedNetwork mapped = MappedNetwork.of(input).orElseThrow();
    HdfNode.Group file = new NirGraph(mapped, input.losses()).file();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      new HdfImage(file).write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.of(
        new Artefact("network.nir", out.toByteArray()),
        new Artefact("input-spikes.csv", NirSpikes.text(mapped).getBytes(StandardCharsets.UTF_8)));
  }

  private static List<Diagnostic> noNetwork() {
    return List.of(
        Diagnostic.error(
            Code.B_REFUSED,
            SourceRef.NONE,
            "NIR: a program alone does not say what its integers mean",
            "give the model and --hw instead of the program"));
  }
}
