package org.bitspike.backends.sanafe;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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
 * Writes the YAML of SANA-FE: {@code <name>.arch.yaml}, an architecture with the profile's cores,
 * and {@code <name>.snn.yaml}, the network as mapped with the core of every neuron.
 */
public final class SanaFeBackend implements Backend {

  /** Edges that the text takes at most: each is a line. */
  static final int MOST_EDGES = 2_000_000;

  /** Entries of all spike trains together, one per source and step. */
  static final long MOST_STEPS = 20_000_000;

  @Override
  public String name() {
    return "sana-fe";
  }

  @Override
  public String summary() {
    return "SANA-FE's network and architecture, for estimates of energy and latency";
  }

  /** The network, or what stands against it. */
  private record Reading(Optional<StandardNetwork> network, List<Diagnostic> problems) {}

  private static Reading read(ExportInput input) {
    StandardReader reader = new StandardReader(input, "SANA-FE", true, Set.of());
    Optional<StandardNetwork> network = reader.read();
    List<Diagnostic> problems = new ArrayList<>(reader.problems());
    network.ifPresent(n -> check(n, problems));
    return new Reading(network, problems);
  }

  private static void check(StandardNetwork network, List<Diagnostic> problems) {
    for (StandardNetwork.Cells cells : network.cells()) {
      if (!cells.type().startsWith("IF_")) {
        problems.add(
            refusal(
                "population "
                    + cells.label()
                    + " of "
                    + cells.type()
                    + " is no leaky integrate-and-fire"
                    + " cell",
                "use iafCell, iafRefCell or PyNN's IF cells"));
      }
    }
    int edges = network.connections().stream().mapToInt(c -> c.weight().length).sum();
    if (edges > MOST_EDGES) {
      problems.add(
          refusal(
              "the network has " + edges + " synapses, at most " + MOST_EDGES,
              "export a smaller network"));
    }
    long sources = network.sources().stream().mapToLong(StandardNetwork.Sources::size).sum();
    double steps = sources * network.durationMs() / network.stepMs();
    if (steps > MOST_STEPS) {
      problems.add(
          refusal(
              "trains have " + Math.round(steps) + " entries, at most " + MOST_STEPS,
              "shorten the run"));
    }
    if (!network.currents().isEmpty()) {
      problems.add(refusal("the network has current sources", "use spikes, or a constant offset"));
    }
  }

  private static Diagnostic refusal(String message, String remedy) {
    return Diagnostic.error(Code.B_REFUSED, SourceRef.NONE, "SANA-FE: " + message, remedy);
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
            "SANA-FE's neuron is a leaky integrator in double precision without synaptic time"
                + " constants, delays or refractory periods; energies and latencies are Loihi's",
            List.of())
        : new Assessment(Fidelity.REFUSED, problems.getFirst().message(), problems);
  }

  @Override
  public List<Artefact> emit(ExportInput input) {
    Reading reading = read(input);
    if (!reading.problems().isEmpty()) {
      throw new UnsupportedFeatureException("network", name(), reading.problems().getFirst());
    }
    StandardNetwork network = reading.network().orElseThrow();
    String name = Script.fileName(input.program().info().name());
    Placement placement = new Placement(input, network);
    String origin = "# " + Script.origin(input.program()) + "\n";
    return List.of(
        text(name + ".arch.yaml", origin + new Architecture(placement).text()),
        text(name + ".snn.yaml", origin + new SpikingNetwork(name, network, placement).text()));
  }

  private static Artefact text(String path, String content) {
    return new Artefact(path, content.getBytes(StandardCharsets.UTF_8));
  }
}
