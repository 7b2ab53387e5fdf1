package org.bitspike.backends.nest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bitspike.backends.python.Script;
import org.bitspike.backends.standard.StandardNetwork;
import org.bitspike.backends.standard.StandardReader;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.UnsupportedFeatureException;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.spi.Backend;
import org.bitspike.ir.spi.ExportInput;
import org.bitspike.ir.spi.Fidelity;

/**
 * Writes a PyNEST script, for NEST 3.x: static synapses, and the look-up tables of the FACETS
 * hardware as NEST's own model of them.
 */
public final class NestBackend implements Backend {

  @Override
  public String name() {
    return "nest";
  }

  @Override
  public String summary() {
    return "PyNEST script, with stdp_facetshw_synapse_hom for look-up table STDP";
  }

  @Override
  public Map<String, String> options() {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("as", "mapped (what the hardware's values mean; the default) or meant");
    return options;
  }

  /** The network, or what stands against it. */
  private record Reading(Optional<StandardNetwork> network, List<Diagnostic> problems) {}

  private static boolean mapped(ExportInput input) {
    return input.option("as", "mapped").equals("mapped");
  }

  private static Reading read(ExportInput input) {
    List<Diagnostic> problems = new ArrayList<>();
    if (!Set.of("mapped", "meant").contains(input.option("as", "mapped"))) {
      problems.add(
          refusal("option as is '" + input.option("as", "mapped") + "'", "use mapped or meant"));
      return new Reading(Optional.empty(), problems);
    }
    StandardReader reader =
        new StandardReader(input, "NEST", mapped(input), Set.of(FacetsSynapse.RULE));
    Optional<StandardNetwork> network = reader.read();
    problems.addAll(reader.problems());
    for (StandardNetwork.Cells cells : network.map(StandardNetwork::cells).orElse(List.of())) {
      if (NestModels.model(cells.type()).isEmpty()) {
        problems.add(
            refusal(
                "population "
                    + cells.label()
                    + ": NEST has no cell with the parameters of "
                    + cells.type(),
                "use an integrate-and-fire cell, or export for PyNN"));
      }
    }
    return new Reading(network, problems);
  }

  private static Diagnostic refusal(String message, String remedy) {
    return Diagnostic.error(Code.B_REFUSED, SourceRef.NONE, "NEST: " + message, remedy);
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
    List<Diagnostic> problems = read(input).problems();
    return problems.isEmpty()
        ? new Assessment(
            Fidelity.APPROXIMATE,
            "the same equations and numbers in floating point, by NEST's own solvers; checked"
                + " against NEST 3.9's documentation, not run on it",
            List.of())
        : new Assessment(Fidelity.REFUSED, problems.getFirst().message(), problems);
  }

  @Override
  public List<Artefact> emit(ExportInput input) {
    Reading reading = read(input);
    if (!reading.problems().isEmpty()) {
      throw new UnsupportedFeatureException("network", name(), reading.problems().getFirst());
    }
    List<String> about = new ArrayList<>();
    about.add(Script.origin(input.program()));
    about.add(mapped(input) ? "The network as mapped." : "The network as meant.");
    about.addAll(reading.network().orElseThrow().notes());
    return new NestScript(reading.network().orElseThrow())
        .files(Script.fileName(input.program().info().name()), about);
  }
}
