package org.bitspike.frontends.lems;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.bitspike.frontends.lems.hdf5.Hdf5Reader;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.NetworkVerifier;
import org.bitspike.ir.network.OutputRequest;
import org.bitspike.ir.spi.Frontend;
import org.bitspike.ir.spi.RunOverrides;

/**
 * Reads LEMS files with a Simulation, and NeuroML 2 files with a network.
 *
 * <p>Component types come from the user's files, from the folders of the include path, or from the
 * library, in this order. What a single run needs is resolved and checked; what the files define
 * besides is only checked for its form. A component that is no network, named by a Simulation,
 * becomes a network of one population with one member.
 */
public final class LemsFrontend implements Frontend {

  /** Findings after which too much is missing for further ones to mean anything. */
  private static final Set<Code> INCOMPLETE =
      Set.of(
          Code.F_NOT_XML,
          Code.F_DTD,
          Code.F_INCLUDE_MISSING,
          Code.F_INCLUDE_OUTSIDE,
          Code.F_TOO_DEEP,
          Code.F_TOO_LARGE,
          Code.F_UNREADABLE);

  /** Elements of the top level that are read without their types. */
  private static final Set<String> NATIVE =
      Set.of("Simulation", "network", "networkWithTemperature");

  private final LemsOptions options;
  private final Limits limits;

  /** Reads with {@link LemsOptions#defaults()}. */
  public LemsFrontend() {
    this(LemsOptions.defaults());
  }

  /** Reads with the given options, which overrule the file. */
  public LemsFrontend(LemsOptions options) {
    this(options, Limits.DEFAULT);
  }

  LemsFrontend(LemsOptions options, Limits limits) {
    this.options = options;
    this.limits = limits;
  }

  @Override
  public String name() {
    return "lems";
  }

  /**
   * By the name's ending {@code .xml}, {@code .nml}, {@code .lems} or {@code .h5}, or by a first
   * element Lems or neuroml.
   */
  @Override
  public boolean accepts(Path file) {
    Path last = file.getFileName();
    String fileName = last == null ? "" : last.toString().toLowerCase(Locale.ROOT);
    if (fileName.endsWith(".xml") || fileName.endsWith(".nml") || fileName.endsWith(".lems")) {
      return true;
    }
    if (fileName.endsWith(".nir")) {
      return false; // HDF5 too, but of another kind
    }
    if (fileName.endsWith(".h5") || Hdf5Reader.accepts(file)) {
      return true;
    }
    try (InputStream in = Files.newInputStream(file)) {
      String start =
          new String(in.readNBytes(4096), StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
      return start.contains("<lems") || start.contains("<neuroml");
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * What is overridden need not stand in the file: a NeuroML document without a Simulation can be
   * run.
   */
  @Override
  public Import read(Path file, List<Path> includePath, RunOverrides overrides) {
    LemsOptions overruled =
        new LemsOptions(
            overrides.durationSeconds().isPresent()
                ? overrides.durationSeconds()
                : options.durationSeconds(),
            overrides.stepSeconds().isPresent() ? overrides.stepSeconds() : options.stepSeconds(),
            overrides.seed().map(OptionalLong::of).orElse(options.seed()),
            options.networkId());
    return new LemsFrontend(overruled, limits).read(file, includePath);
  }

  @Override
  public Import read(Path file, List<Path> includePath) {
    Diagnostics diagnostics = new Diagnostics();
    Optional<Network> network = read(file, includePath, diagnostics);
    diagnostics.throwIfErrors();
    return network
        .map(n -> new Import(n, diagnostics.all()))
        .orElseThrow(
            () ->
                new BitspikeException(
                    Diagnostic.error(
                        Code.F_NO_TARGET,
                        new SourceRef(file.toString(), 0, 0, ""),
                        "there is nothing to run")));
  }

  private Optional<Network> read(Path file, List<Path> includePath, Diagnostics diagnostics) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      diagnostics.add(
          Diagnostic.error(
              Code.F_UNREADABLE,
              new SourceRef(file.toString(), 0, 0, ""),
              "'" + file + "' is no readable file"));
      return Optional.empty();
    }
    Definitions definitions = Loader.load(file, includePath, limits, diagnostics);
    if (diagnostics.all().stream().anyMatch(d -> INCOMPLETE.contains(d.code()))) {
      return Optional.empty();
    }
    TypeTable types = new TypeTable(definitions, diagnostics);
    types.resolveOwn();
    ComponentTable components = new ComponentTable(types, definitions, limits, diagnostics);
    SimulationImport simulations = new SimulationImport(options, types, definitions, diagnostics);
    SourceRef whole = new SourceRef(file.toString(), 0, 0, "");
    Optional<SimulationImport.Found> found = simulations.find();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Optional<Element> simulation = found.get().simulation();
    Optional<Network.Run> run = simulations.run(simulation, whole);
    Optional<Element> target =
        found
            .get()
            .direct()
            .filter(e -> options.networkId().isEmpty())
            .or(() -> target(simulation, simulations, types, definitions, whole, diagnostics));
    if (target.isEmpty()) {
      return Optional.empty();
    }
    NetworkImport reader =
        new NetworkImport(target.get(), types, components, definitions, limits, diagnostics);
    if (NetworkImport.isNetwork(target.get(), types)) {
      reader.read(target.get());
    } else if (isStructural(target.get(), types, definitions, diagnostics)) {
      reader.readStructure(target.get());
    } else {
      Optional<ComponentTable.Built> component =
          components.require(target.get().label(), "target", target.get().where());
      component.ifPresent(c -> reader.readSingle(c, target.get()));
      if (component.isEmpty()) {
        return Optional.empty();
      }
    }
    List<OutputRequest> outputs =
        simulation.isEmpty()
            ? List.of()
            : new OutputImport(types, reader.members(), reader.paths(), definitions, diagnostics)
                .outputs(simulation.get());
    if (diagnostics.hasErrors()) {
      warnOfUnknownTypes(definitions, types, diagnostics);
      return Optional.empty();
    }
    Optional<Network> network = run.map(r -> reader.finish(target.get(), outputs, r));
    network.ifPresent(n -> diagnostics.addAll(NetworkVerifier.verify(n)));
    warnOfUnknownTypes(definitions, types, diagnostics);
    return network;
  }

  private boolean isStructural(
      Element target, TypeTable types, Definitions definitions, Diagnostics diagnostics) {
    String name =
        target.name().equals("Component") ? target.attribute("type").orElse("") : target.name();
    String written = target.attribute("type").filter(types::isKnown).orElse(name);
    StructureTree tree = new StructureTree(types, definitions, limits, diagnostics);
    return types.find(written).filter(t -> tree.isStructural(target, t, 0)).isPresent();
  }

  /** What is not used is not read, but a name that leads nowhere is worth a word. */
  private static void warnOfUnknownTypes(
      Definitions definitions, TypeTable types, Diagnostics diagnostics) {
    for (Element e : definitions.components().values()) {
      String type = e.name().equals("Component") ? e.attribute("type").orElse("") : e.name();
      if (!type.isEmpty() && !types.isKnown(type) && !NATIVE.contains(type)) {
        diagnostics.add(
            Diagnostic.warning(
                Code.F_UNKNOWN_TYPE,
                e.where(),
                "'" + e.label() + "' is of type '" + type + "', which is not defined"));
      }
    }
  }

  /** The network to run: the option's, the simulation's, or the only one there is. */
  private Optional<Element> target(
      Optional<Element> simulation,
      SimulationImport simulations,
      TypeTable types,
      Definitions definitions,
      SourceRef whole,
      Diagnostics diagnostics) {
    Optional<String> id = options.networkId().or(() -> simulation.flatMap(simulations::target));
    SourceRef where = simulation.map(Element::where).orElse(whole);
    if (id.isPresent()) {
      Optional<Element> found = definitions.component(id.get());
      if (found.isEmpty()) {
        diagnostics.add(
            Diagnostic.error(
                Code.F_UNRESOLVED, where, "the network '" + id.get() + "' is not defined"));
      }
      return found;
    }
    if (simulation.isPresent()) {
      return Optional.empty();
    }
    List<Element> networks =
        definitions.components().values().stream()
            .filter(e -> NetworkImport.isNetwork(e, types))
            .toList();
    if (networks.size() == 1) {
      return Optional.of(networks.get(0));
    }
    diagnostics.add(
        Diagnostic.error(
            Code.F_NO_TARGET,
            where,
            networks.isEmpty()
                ? "the file holds no network"
                : "the file holds "
                    + networks.size()
                    + " networks; say which is to be run: "
                    + String.join(", ", networks.stream().map(Element::label).toList())));
    return Optional.empty();
  }
}
