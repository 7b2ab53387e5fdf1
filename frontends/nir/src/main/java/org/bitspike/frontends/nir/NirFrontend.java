package org.bitspike.frontends.nir;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.NetworkVerifier;
import org.bitspike.ir.spi.Frontend;
import org.bitspike.ir.spi.RunOverrides;

/**
 * Reads {@code .nir} files.
 *
 * <p>A graph says nothing of a run: duration and step are the user's, or those in the metadata of a
 * file that bitspike wrote. Spikes of Input nodes come from a file of their own, {@link
 * RunOverrides#inputSpikes}; without it they stay silent.
 */
public final class NirFrontend implements Frontend {

  @Override
  public String name() {
    return "nir";
  }

  /** By the name's ending {@code .nir}. */
  @Override
  public boolean accepts(Path file) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".nir");
  }

  @Override
  public boolean takesInputSpikes() {
    return true;
  }

  @Override
  public Import read(Path file, List<Path> includePath) {
    return read(file, includePath, RunOverrides.NONE);
  }

  @Override
  public Import read(Path file, List<Path> includePath, RunOverrides overrides) {
    Faults faults = new Faults(file.toString());
    NirNode root = NirFile.read(file, faults);
    Network.Run run = run(root, overrides, faults);
    double pulse = metadata(root, "dt").orElse(run.stepSeconds());
    FlatGraph graph = new FlatGraph(root, faults);
    Signals signals = new Signals(graph, faults);
    signals.check();
    Map<String, Integer> sizes = new LinkedHashMap<>();
    Map<String, NeuronParameters> neurons = new LinkedHashMap<>();
    Map<String, Signal> incoming = new LinkedHashMap<>();
    graph
        .nodes()
        .forEach(
            (name, node) -> {
              if (graph.isInput(name)) {
                sizes.put(name, size(node, faults));
              } else if (Signals.NEURONS.contains(node.type())) {
                neurons.put(name, new NeuronParameters(node, faults));
              }
            });
    if (neurons.isEmpty()) {
      throw faults.error(
          Code.F_NO_TARGET, "/node", "the graph has no neurons", "give a graph with LIF nodes");
    }
    neurons.forEach((name, p) -> incoming.put(name, signals.into(name, p.size())));
    InputSpikes spikes = spikes(overrides, sizes, faults);
    NetworkMaker maker = new NetworkMaker(faults);
    sizes.forEach((name, size) -> maker.sources(name, graph.node(name), size, spikes));
    neurons.forEach(
        (name, p) ->
            maker.neurons(name, graph.node(name), p, steps(graph.node(name), incoming.get(name))));
    neurons.forEach(
        (name, p) ->
            maker.connect(
                name,
                graph.node(name),
                p,
                java.util.Objects.requireNonNull(incoming.get(name)),
                pulse));
    Network network = maker.network(networkName(file), run);
    Diagnostics found = new Diagnostics();
    found.addAll(NetworkVerifier.verify(network));
    found.throwIfErrors();
    return new Import(network, faults.warnings());
  }

  private static boolean steps(NirNode node, @org.jspecify.annotations.Nullable Signal in) {
    if (in == null || node.type().equals("CubaLIF")) {
      return false;
    }
    for (Connections x : in.connections()) {
      for (int c = 0; c < x.size(); c++) {
        if (x.tau(c) == 0) {
          return true;
        }
      }
    }
    return false;
  }

  private static int size(NirNode input, Faults faults) {
    double size = 1;
    for (double n : new LinearMaps(faults).parameter(input, "shape").values()) {
      size *= n;
    }
    if (!(size >= 1 && size <= NeuronParameters.MOST)) {
      throw faults.error(
          Code.F_TOO_LARGE,
          input.path(),
          "the shape has " + size + " elements; 1 to " + NeuronParameters.MOST);
    }
    return (int) size;
  }

  private static InputSpikes spikes(
      RunOverrides overrides, Map<String, Integer> sizes, Faults faults) {
    if (overrides.inputSpikes().isPresent()) {
      return InputSpikes.read(overrides.inputSpikes().get(), sizes);
    }
    if (!sizes.isEmpty()) {
      faults.warn(
          "/node",
          "the Input nodes " + String.join(", ", sizes.keySet()) + " stay silent",
          "give their spikes with --input-spikes FILE");
    }
    return InputSpikes.none();
  }

  private static Network.Run run(NirNode root, RunOverrides overrides, Faults faults) {
    Optional<Double> dt = metadata(root, "dt").filter(x -> x > 0);
    Optional<Double> ticks = metadata(root, "ticks").filter(x -> x > 0);
    OptionalDouble step = or(overrides.stepSeconds(), dt);
    OptionalDouble duration =
        or(overrides.durationSeconds(), dt.flatMap(x -> ticks.map(n -> x * n)));
    if (step.isEmpty() || duration.isEmpty()) {
      throw noRun(faults);
    }
    return new Network.Run(step.getAsDouble(), duration.getAsDouble(), overrides.seed().orElse(1L));
  }

  private static BitspikeException noRun(Faults faults) {
    return faults.error(
        Code.F_NO_TARGET,
        "/node",
        "the file says neither how long nor in which steps to run",
        "give --duration and --step");
  }

  private static OptionalDouble or(OptionalDouble given, Optional<Double> otherwise) {
    return given.isPresent()
        ? given
        : otherwise.map(OptionalDouble::of).orElse(OptionalDouble.empty());
  }

  private static Optional<Double> metadata(NirNode root, String name) {
    return Optional.ofNullable(root.metadata().get(name))
        .filter(t -> t.size() == 1)
        .map(t -> t.at(0));
  }

  private static String networkName(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(0, name.length() - 4).replaceAll("[^A-Za-z0-9_]", "_");
  }
}
