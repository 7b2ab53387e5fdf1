package org.bitspike.frontends.lems;

import java.util.List;
import java.util.Optional;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.unit.Dimension;

/** Finds the simulation to run and reads its step, duration and seed. */
final class SimulationImport extends ElementReader {

  private final LemsOptions options;
  private final TypeTable types;

  SimulationImport(
      LemsOptions options, TypeTable types, Definitions definitions, Diagnostics diagnostics) {
    super(definitions, diagnostics);
    this.options = options;
    this.types = types;
  }

  /**
   * What is to be run.
   *
   * @param simulation the Simulation that the Target names, or the only one there is
   * @param direct the component that the Target names, where it is no Simulation
   */
  record Found(Optional<Element> simulation, Optional<Element> direct) {}

  /** Empty when the Target is wrong, which is told. */
  Optional<Found> find() {
    List<Element> targets = definitions.targets();
    if (!targets.isEmpty()) {
      Element target = targets.get(0);
      Optional<Element> named = required(target, "component").flatMap(id -> named(target, id));
      return named.map(
          e ->
              isSimulation(e)
                  ? new Found(Optional.of(e), Optional.empty())
                  : new Found(Optional.empty(), Optional.of(e)));
    }
    List<Element> all =
        definitions.components().values().stream().filter(this::isSimulation).toList();
    if (all.size() > 1) {
      warn(
          Code.F_NO_TARGET,
          all.get(1).where(),
          "there are " + all.size() + " Simulations and no Target; the first one is run");
    }
    return Optional.of(new Found(all.stream().findFirst(), Optional.empty()));
  }

  private Optional<Element> named(Element target, String id) {
    Optional<Element> component = definitions.component(id);
    if (component.isEmpty()) {
      error(
          Code.F_UNRESOLVED,
          target.where(),
          "Target names the component '" + id + "', which is not defined");
      return Optional.empty();
    }
    List<Element> inside = component.get().children().stream().filter(this::isSimulation).toList();
    if (!inside.isEmpty()) {
      error(
          Code.F_UNSUPPORTED,
          target.where(),
          "Target names '"
              + id
              + "', which holds "
              + inside.size()
              + " Simulations; write the one to run at the top level and name it");
      return Optional.empty();
    }
    return component;
  }

  private boolean isSimulation(Element e) {
    return typeName(e).equals("Simulation") || runOf(e).isPresent();
  }

  private String typeName(Element e) {
    String name = e.name().equals("Component") ? e.attribute("type").orElse("") : e.name();
    return e.attribute("type").filter(types::isKnown).orElse(name);
  }

  /** What a type of the user's own says a simulation runs, and for how long. */
  private Optional<Element> runOf(Element e) {
    return types
        .find(typeName(e))
        .flatMap(t -> t.simulation)
        .flatMap(s -> s.children("Run").stream().findFirst());
  }

  private String attributeFor(Element simulation, String part, String otherwise) {
    return runOf(simulation).flatMap(r -> r.attribute(part)).orElse(otherwise);
  }

  /** The id of the component that a simulation runs. */
  Optional<String> target(Element simulation) {
    return required(simulation, attributeFor(simulation, "component", "target"));
  }

  /** Step, duration and seed; {@code simulation} may be empty when the options say all. */
  Optional<Network.Run> run(Optional<Element> simulation, SourceRef where) {
    Optional<Double> length = duration(simulation, "total", "length", options.durationSeconds());
    Optional<Double> step = duration(simulation, "increment", "step", options.stepSeconds());
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
      Optional<Element> simulation,
      String part,
      String otherwise,
      java.util.OptionalDouble option) {
    if (option.isPresent()) {
      return Optional.of(option.getAsDouble());
    }
    return simulation.flatMap(
        s -> {
          String attribute = attributeFor(s, part, otherwise);
          return required(s, attribute)
              .flatMap(t -> definitions.value(t, Dimension.TIME, attribute, s.where()));
        });
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
}
