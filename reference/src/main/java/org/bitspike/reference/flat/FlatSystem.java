package org.bitspike.reference.flat;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.network.ComponentType.Definition;

/**
 * One system of ordinary differential equations with events.
 *
 * <p>At any time, quantities follow from time, states, regimes, properties and inputs, each from
 * those before it; rates follow from all of these. Conditions and handlers change states at once.
 *
 * @param parts the components that were flattened, each before what it encloses
 * @param states variables that keep their value
 * @param properties values that differ per instance but not in time
 * @param inputs variables that nothing inside provides
 * @param quantities computed values, in order of dependence; never a {@link Definition.Select}
 * @param rates at most one for each state; a state without one changes by actions only
 * @param machines components with regimes
 * @param conditions in the order of parts, then of their types
 * @param handlers what parts do when an event arrives
 * @param starts what is done before the first step, one for each part that does anything
 * @param relays ways of events from part to part
 * @param schemes kinetic schemes, whose transitions are among the rates already
 * @param aliases further names of symbols: requirements and exposures, by path
 */
public record FlatSystem(
    List<Part> parts,
    List<State> states,
    List<Property> properties,
    List<Input> inputs,
    List<Quantity> quantities,
    List<Rate> rates,
    List<Machine> machines,
    List<Condition> conditions,
    List<Handler> handlers,
    List<Start> starts,
    List<Relay> relays,
    List<Scheme> schemes,
    Map<String, String> aliases) {

  /** Name of the time, in seconds. */
  public static final String TIME = "t";

  public FlatSystem {
    parts = List.copyOf(parts);
    states = List.copyOf(states);
    properties = List.copyOf(properties);
    inputs = List.copyOf(inputs);
    quantities = List.copyOf(quantities);
    rates = List.copyOf(rates);
    machines = List.copyOf(machines);
    conditions = List.copyOf(conditions);
    handlers = List.copyOf(handlers);
    starts = List.copyOf(starts);
    relays = List.copyOf(relays);
    schemes = List.copyOf(schemes);
    aliases = Collections.unmodifiableMap(new LinkedHashMap<>(aliases));
  }

  /**
   * A component.
   *
   * @param path empty for a root without a prefix
   * @param parent index of the part around it, negative for a root
   * @param draws whether any of its expressions draws random numbers
   * @param ordinal place among the parts of its unit (a root or an attached component), which is 0
   */
  public record Part(
      String path,
      String component,
      String type,
      int parent,
      boolean attached,
      Optional<String> inPort,
      Optional<String> outPort,
      boolean draws,
      int ordinal,
      SourceRef source) {}

  /** A variable that keeps its value. */
  public record State(String name, int part) {}

  /** A value per instance. */
  public record Property(String name, double defaultValue) {}

  /** A variable from outside. */
  public record Input(String name, int part) {}

  /** A computed value. */
  public record Quantity(String name, int part, Definition definition) {}

  /** The change of a state, per second. */
  public record Rate(String state, Definition definition) {}

  /**
   * The regimes of a part.
   *
   * @param variable symbol whose value is the index of the active regime
   */
  public record Machine(String variable, int part, List<FlatRegime> regimes, int initial) {
    public Machine {
      regimes = List.copyOf(regimes);
    }
  }

  /** One regime. */
  public record FlatRegime(String name, List<FlatAction> onEntry) {
    public FlatRegime {
      onEntry = List.copyOf(onEntry);
    }
  }

  /** Limits a condition or handler to one regime. */
  public record Guard(String machine, int regime) {}

  /** Actions done while a test holds. */
  public record Condition(int part, Optional<Guard> guard, Expr test, List<FlatAction> actions) {
    public Condition {
      actions = List.copyOf(actions);
    }
  }

  /** Actions done when an event arrives at a part's in port. */
  public record Handler(int part, Optional<Guard> guard, List<FlatAction> actions) {
    public Handler {
      actions = List.copyOf(actions);
    }
  }

  /**
   * Assignments of one part before the first step: its start actions, then those of the entry to
   * its first regime. All parts run theirs in order, three times over, with quantities computed
   * anew before each, so that those that need values of each other find them; draws begin anew each
   * time.
   */
  public record Start(int part, List<FlatAction> actions) {
    public Start {
      actions = List.copyOf(actions);
    }
  }

  /** An event that one part emits arrives at another. */
  public record Relay(int from, int to) {}

  /**
   * A kinetic scheme.
   *
   * @param nodes states that hold the occupancies
   */
  public record Scheme(int part, String name, List<String> nodes, List<Edge> edges) {
    public Scheme {
      nodes = List.copyOf(nodes);
      edges = List.copyOf(edges);
    }
  }

  /** A transition between the nodes of the given indices; rates are per second. */
  public record Edge(int from, int to, Expr forward, Expr reverse) {}

  /** What a condition or handler does. */
  public sealed interface FlatAction {
    /** Sets a state. */
    record Assign(String state, Expr value) implements FlatAction {}

    /** Emits at a port of the part. */
    record Emit(int part, String port) implements FlatAction {}

    /** Makes a regime the active one and runs its entry actions. */
    record Enter(String machine, int regime) implements FlatAction {}
  }

  /** The symbol behind a name or alias, if it is known. */
  public Optional<String> symbol(String path) {
    if (symbols().contains(path)) {
      return Optional.of(path);
    }
    return Optional.ofNullable(aliases.get(path));
  }

  /** Every symbol that has a value: time, states, regimes, properties, inputs, quantities. */
  public java.util.Set<String> symbols() {
    java.util.Set<String> all = new java.util.LinkedHashSet<>();
    all.add(TIME);
    states.forEach(s -> all.add(s.name()));
    machines.forEach(m -> all.add(m.variable()));
    properties.forEach(p -> all.add(p.name()));
    inputs.forEach(i -> all.add(i.name()));
    quantities.forEach(q -> all.add(q.name()));
    return all;
  }

  /** The rate of a state, if it has one. */
  public Optional<Rate> rate(String state) {
    return rates.stream().filter(r -> r.state().equals(state)).findFirst();
  }

  /** The system as a person reads it, one line for each thing. */
  public String text() {
    return new FlatText(this).text();
  }
}
