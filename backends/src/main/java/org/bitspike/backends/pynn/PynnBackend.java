package org.bitspike.backends.pynn;

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
 * Writes a PyNN script, for PyNN 0.10 and later: standard cells, recorded spike trains, one
 * projection for each receptor, with all numbers in a NumPy archive beside it.
 */
public final class PynnBackend implements Backend {

  private static final Set<String> FLAVOURS = Set.of("standard", "brainscales2");
  private static final Set<String> VIEWS = Set.of("mapped", "meant");
  private static final Set<String> LEARNING = Set.of("refuse", "static");

  @Override
  public String name() {
    return "pynn";
  }

  @Override
  public String summary() {
    return "PyNN script of the network as mapped or as meant, also for pynn-brainscales";
  }

  @Override
  public Map<String, String> options() {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("as", "mapped (what the hardware's values mean; the default) or meant");
    options.put("flavour", "standard, or brainscales2: integer weights, no delays, HXNeuron");
    options.put("learning", "refuse (the default), or static: plastic synapses keep their weights");
    return options;
  }

  /** The network, or what stands against it. */
  private record Reading(Optional<StandardNetwork> network, List<Diagnostic> problems) {}

  private static Reading read(ExportInput input) {
    List<Diagnostic> problems = new ArrayList<>();
    check(input, "as", "mapped", VIEWS, problems);
    check(input, "flavour", "standard", FLAVOURS, problems);
    check(input, "learning", "refuse", LEARNING, problems);
    if (!problems.isEmpty()) {
      return new Reading(Optional.empty(), problems);
    }
    Set<String> rules =
        input.option("learning", "refuse").equals("static") ? Set.of("*") : Set.of();
    StandardReader reader =
        new StandardReader(input, "PyNN", input.option("as", "mapped").equals("mapped"), rules);
    Optional<StandardNetwork> network = reader.read();
    problems.addAll(reader.problems());
    if (network.isPresent() && brainscales(input)) {
      problems.addAll(new Brainscales2(network.get()).problems());
    }
    return new Reading(network, problems);
  }

  private static void check(
      ExportInput input,
      String option,
      String otherwise,
      Set<String> allowed,
      List<Diagnostic> problems) {
    String value = input.option(option, otherwise);
    if (!allowed.contains(value)) {
      problems.add(
          Diagnostic.error(
              Code.B_REFUSED,
              SourceRef.NONE,
              "PyNN: option " + option + " is '" + value + "'",
              "use one of " + String.join(", ", allowed.stream().sorted().toList())));
    }
  }

  private static boolean brainscales(ExportInput input) {
    return input.option("flavour", "standard").equals("brainscales2");
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
    if (!problems.isEmpty()) {
      return new Assessment(Fidelity.REFUSED, problems.getFirst().message(), problems);
    }
    String reason =
        brainscales(input)
            ? "analogue hardware runs the topology and the scaled weights; delays, time constants and"
                + " voltages are its own"
            : "the same equations and numbers in floating point, by the simulator's own solver";
    return new Assessment(Fidelity.APPROXIMATE, reason, List.of());
  }

  @Override
  public List<Artefact> emit(ExportInput input) {
    Reading reading = read(input);
    if (!reading.problems().isEmpty()) {
      throw new UnsupportedFeatureException("network", name(), reading.problems().getFirst());
    }
    StandardNetwork network = reading.network().orElseThrow();
    String name = Script.fileName(input.program().info().name());
    List<String> about = new ArrayList<>();
    about.add(Script.origin(input.program()));
    about.add(
        input.option("as", "mapped").equals("mapped")
            ? "The network as mapped: weights, delays and parameters are what the hardware's codes mean."
            : "The network as meant.");
    about.addAll(network.notes());
    if (brainscales(input)) {
      return new Brainscales2(network).files(name, about);
    }
    return new PynnScript(network).files(name, about);
  }
}
