package org.bitspike.frontends.lems;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.OutputRequest;
import org.bitspike.ir.unit.Dimension;

/** Reads a Simulation element: step, duration, seed, and what is to be recorded. */
final class SimulationImport extends ElementReader {

  private static final Set<String> IGNORED = Set.of("notes", "annotation", "property");

  private final LemsOptions options;

  SimulationImport(LemsOptions options, Definitions definitions, Diagnostics diagnostics) {
    super(definitions, diagnostics);
    this.options = options;
  }

  /** The Simulation that the Target names, or the only one there is. */
  Optional<Element> find() {
    List<Element> targets = definitions.targets();
    if (!targets.isEmpty()) {
      Element target = targets.get(0);
      Optional<String> id = required(target, "component");
      if (id.isEmpty()) {
        return Optional.empty();
      }
      Optional<Element> simulation = definitions.component(id.get());
      if (simulation.isEmpty()) {
        error(
            Code.F_UNRESOLVED,
            target.where(),
            "Target names the component '" + id.get() + "', which is not defined");
      } else if (!isSimulation(simulation.get())) {
        error(
            Code.F_UNSUPPORTED,
            target.where(),
            "Target names '"
                + id.get()
                + "', which is a "
                + simulation.get().name()
                + " and no Simulation");
        return Optional.empty();
      }
      return simulation;
    }
    List<Element> all =
        definitions.components().values().stream().filter(SimulationImport::isSimulation).toList();
    if (all.size() > 1) {
      warn(
          Code.F_NO_TARGET,
          all.get(1).where(),
          "there are " + all.size() + " Simulations and no Target; the first one is run");
    }
    return all.stream().findFirst();
  }

  private static boolean isSimulation(Element e) {
    return e.name().equals("Simulation")
        || e.name().equals("Component") && e.attribute("type").orElse("").equals("Simulation");
  }

  /** Step, duration and seed; {@code simulation} may be empty when the options say all. */
  Optional<Network.Run> run(Optional<Element> simulation, SourceRef where) {
    Optional<Double> length = duration(simulation, "length", options.durationSeconds());
    Optional<Double> step = duration(simulation, "step", options.stepSeconds());
    Optional<Long> seed = seed(simulation);
    if (length.isEmpty() || step.isEmpty() || seed.isEmpty()) {
      if (simulation.isEmpty()) {
        error(
            Code.F_NO_TARGET,
            where,
            "the file holds no Simulation, and no duration and step were given");
      }
      return Optional.empty();
    }
    if (!(step.get() > 0) || !(length.get() >= step.get())) {
      error(
          Code.N_BAD_RUN,
          simulation.map(Element::where).orElse(where),
          "length " + length.get() + " s with step " + step.get() + " s");
      return Optional.empty();
    }
    return Optional.of(new Network.Run(step.get(), length.get(), seed.get()));
  }

  private Optional<Double> duration(
      Optional<Element> simulation, String attribute, java.util.OptionalDouble option) {
    if (option.isPresent()) {
      return Optional.of(option.getAsDouble());
    }
    return simulation.flatMap(
        s ->
            required(s, attribute)
                .flatMap(t -> definitions.value(t, Dimension.TIME, attribute, s.where())));
  }

  private Optional<Long> seed(Optional<Element> simulation) {
    if (options.seed().isPresent()) {
      return Optional.of(options.seed().getAsLong());
    }
    Optional<String> text = simulation.flatMap(s -> s.attribute("seed"));
    if (text.isEmpty()) {
      return Optional.of(LemsOptions.DEFAULT_SEED);
    }
    try {
      return Optional.of(Long.parseLong(text.get().strip()));
    } catch (NumberFormatException problem) {
      error(
          Code.F_BAD_VALUE,
          simulation.map(Element::where).orElse(SourceRef.NONE),
          "seed='" + text.get() + "' is no whole number");
      return Optional.empty();
    }
  }

  /**
   * What is to be recorded.
   *
   * @param single id of the population that stands for a component run by itself; its paths name no
   *     population
   */
  List<OutputRequest> outputs(
      Element simulation, Populations populations, Optional<String> single) {
    List<OutputRequest> requests = new ArrayList<>();
    for (Element e : simulation.children()) {
      switch (e.name()) {
        case "OutputFile" ->
            requests.add(
                request(e, OutputRequest.Kind.TRACES, "OutputColumn", populations, single));
        case "EventOutputFile" ->
            requests.add(
                request(e, OutputRequest.Kind.SPIKES, "EventSelection", populations, single));
        case "Display" ->
            requests.add(request(e, OutputRequest.Kind.DISPLAY, "Line", populations, single));
        case "Meta" -> meta(e);
        default -> {
          if (!IGNORED.contains(e.name())) {
            unknown(e, "Simulation");
          }
        }
      }
    }
    return requests;
  }

  /**
   * Hints to other engines mean nothing here; a method of integration for LEMS itself is worth a
   * word.
   */
  private void meta(Element e) {
    Optional<String> method = e.attribute("method");
    boolean forLems =
        e.attribute("for")
            .map(f -> f.equalsIgnoreCase("jlems") || f.equalsIgnoreCase("lems"))
            .orElse(true);
    if (forLems
        && method.isPresent()
        && !method.get().toLowerCase(java.util.Locale.ROOT).contains("euler")) {
      warn(
          Code.F_UNSUPPORTED,
          e.where(),
          "method='"
              + method.get()
              + "' is not taken; the grid is integrated by forward Euler steps");
    }
  }

  private OutputRequest request(
      Element e,
      OutputRequest.Kind kind,
      String column,
      Populations populations,
      Optional<String> single) {
    boolean spikes = kind == OutputRequest.Kind.SPIKES;
    List<OutputRequest.Column> columns = new ArrayList<>();
    for (Element c : e.children()) {
      if (!c.name().equals(column)) {
        unknown(c, e.name());
        continue;
      }
      Optional<String> path = required(c, spikes ? "select" : "quantity");
      path.flatMap(p -> column(c, p, spikes, populations, single)).ifPresent(columns::add);
    }
    String fileName =
        kind == OutputRequest.Kind.DISPLAY
            ? ""
            : e.attribute("path").orElse("") + required(e, "fileName").orElse("");
    return new OutputRequest(
        e.label(), fileName, kind, spikes ? format(e) : "", columns, e.where());
  }

  private String format(Element e) {
    String format = e.attribute("format").orElse("TIME_ID");
    if (!format.equals("TIME_ID") && !format.equals("ID_TIME")) {
      error(Code.F_BAD_VALUE, e.where(), "format='" + format + "' is neither ID_TIME nor TIME_ID");
    }
    return format;
  }

  private Optional<OutputRequest.Column> column(
      Element c, String text, boolean spikes, Populations populations, Optional<String> single) {
    if (single.isPresent()) {
      String variable = spikes ? c.attribute("eventPort").orElse("spike") : text;
      return Optional.of(new OutputRequest.Column(c.label(), single.get(), 0, variable));
    }
    Optional<CellPath> path = CellPath.parse(text);
    if (path.isEmpty() || path.get().population().isEmpty()) {
      error(
          Code.F_BAD_VALUE,
          c.where(),
          "'" + text + "' is no path to a quantity, such as population[0]/v");
      return Optional.empty();
    }
    Optional<Populations.Entry> entry =
        populations.require(path.get().population(), "population", c.where());
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    Optional<Integer> member = populations.member(entry.get(), path.get().index(), text, c.where());
    String below = path.get().below(entry.get().population().component());
    String variable = spikes ? c.attribute("eventPort").orElse("spike") : below;
    check(c, text, variable, spikes, entry.get());
    return member.map(
        m -> new OutputRequest.Column(c.label(), entry.get().population().id(), m, variable));
  }

  private void check(
      Element c, String text, String variable, boolean spikes, Populations.Entry entry) {
    TypeModel type = entry.type();
    if (spikes) {
      if (!type.eventPorts.containsKey(variable) || type.eventPorts.get(variable).in()) {
        error(
            Code.F_UNRESOLVED,
            c.where(),
            "'"
                + text
                + "': a "
                + type.name
                + " has no event port '"
                + variable
                + "' with direction out");
      }
      return;
    }
    boolean known =
        variable.indexOf('/') > 0
            || type.exposures.containsKey(variable)
            || type.dynamics.states.stream().anyMatch(s -> s.name().equals(variable))
            || type.dynamics.derived.stream().anyMatch(d -> d.name().equals(variable));
    if (!known) {
      error(
          Code.F_UNRESOLVED,
          c.where(),
          "'" + text + "': a " + type.name + " has no variable '" + variable + "'");
    }
  }
}
