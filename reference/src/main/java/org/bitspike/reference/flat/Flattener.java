package org.bitspike.reference.flat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.expr.Expr.BinaryOperator;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.Action;
import org.bitspike.ir.network.ComponentType.Definition;
import org.bitspike.ir.network.ComponentType.DerivedVariable;
import org.bitspike.ir.network.ComponentType.KineticScheme;
import org.bitspike.ir.network.ComponentType.OnEvent;
import org.bitspike.ir.network.ComponentType.Regime;
import org.bitspike.reference.flat.FlatSystem.Condition;
import org.bitspike.reference.flat.FlatSystem.Edge;
import org.bitspike.reference.flat.FlatSystem.FlatAction;
import org.bitspike.reference.flat.FlatSystem.FlatRegime;
import org.bitspike.reference.flat.FlatSystem.Guard;
import org.bitspike.reference.flat.FlatSystem.Handler;
import org.bitspike.reference.flat.FlatSystem.Machine;
import org.bitspike.reference.flat.FlatSystem.Part;
import org.bitspike.reference.flat.FlatSystem.Quantity;
import org.bitspike.reference.flat.FlatSystem.Rate;
import org.bitspike.reference.flat.FlatSystem.Relay;
import org.bitspike.reference.flat.FlatSystem.Scheme;
import org.bitspike.reference.flat.FlatSystem.Start;

/**
 * Flattens trees of components. Roots come first, then what is attached to them or coupled; {@link
 * #flatten} gives the system.
 *
 * <p>A required variable is that of the nearest component around that has it; a path leads down
 * through children and attachments; what neither provides becomes an input.
 */
public final class Flattener {

  private final Map<String, ComponentType> types = new LinkedHashMap<>();
  private final Diagnostics diagnostics = new Diagnostics();
  private final List<FlatNode> nodes = new ArrayList<>();
  private final Map<String, FlatSystem.Input> inputs = new LinkedHashMap<>();

  /** Starts with the types that components may have. */
  public Flattener(List<ComponentType> types) {
    types.forEach(t -> this.types.put(t.name(), t));
  }

  /**
   * Adds a tree.
   *
   * @param prefix path of its names; empty for none
   * @return a handle for {@link #attach}
   */
  public int root(String prefix, Component component) {
    return grow(component, prefix, Optional.empty(), false, "");
  }

  /**
   * Attaches a component to a root, in one of its {@code ATTACHMENTS} slots.
   *
   * @param name last part of its path, unique at the root
   * @return a handle for {@link #couple}
   * @throws org.bitspike.ir.diag.BitspikeException from {@link #flatten} when the root has no slot
   */
  public int attach(int root, String slot, Component component, String name) {
    FlatNode host = nodes.get(root);
    int at = grow(component, host.path(name), Optional.of(host), true, slot);
    host.attachments.computeIfAbsent(slot, s -> new ArrayList<>()).add(nodes.get(at));
    return at;
  }

  /** Makes two attached components each other's peer. */
  public void couple(int one, int other) {
    nodes.get(one).peer = Optional.of(nodes.get(other));
    nodes.get(other).peer = Optional.of(nodes.get(one));
  }

  private int grow(
      Component component, String path, Optional<FlatNode> parent, boolean attached, String slot) {
    ComponentType type = types.get(component.type());
    if (type == null) {
      throw new java.util.NoSuchElementException("component type " + component.type());
    }
    FlatNode node = new FlatNode(nodes.size(), path, component, type, parent, attached, slot);
    node.findConstants(diagnostics);
    nodes.add(node);
    for (ComponentType.Slot s : type.slots()) {
      switch (s.kind()) {
        case ATTACHMENTS, PEER -> {}
        case CHILD, CHILDREN, REFERENCE -> {
          List<FlatNode> inSlot = new ArrayList<>();
          for (Component child : component.children().getOrDefault(s.name(), List.of())) {
            String name = s.kind() == ComponentType.Slot.Kind.CHILDREN ? child.id() : s.name();
            int at = grow(child, node.path(name), Optional.of(node), false, s.name());
            inSlot.add(nodes.get(at));
          }
          node.slots.put(s.name(), inSlot);
        }
      }
    }
    return node.index;
  }

  /**
   * The system.
   *
   * @throws org.bitspike.ir.diag.BitspikeException with every finding: a path that leads nowhere, a
   *     name that is not defined, values that depend on each other in a circle ({@code BS-R001})
   */
  public FlatSystem flatten() {
    List<Part> parts = new ArrayList<>();
    List<FlatSystem.State> states = new ArrayList<>();
    List<FlatSystem.Property> properties = new ArrayList<>();
    List<Quantity> quantities = new ArrayList<>();
    List<Machine> machines = new ArrayList<>();
    List<Condition> conditions = new ArrayList<>();
    List<Handler> handlers = new ArrayList<>();
    List<Start> starts = new ArrayList<>();
    List<Scheme> schemes = new ArrayList<>();
    Map<String, String> aliases = new LinkedHashMap<>();
    RateBook rates = new RateBook();
    for (FlatNode node : nodes) {
      parts.add(node.part());
      var dynamics = node.type.dynamics();
      dynamics
          .stateVariables()
          .forEach(s -> states.add(new FlatSystem.State(node.path(s.name()), node.index)));
      node.type
          .properties()
          .forEach(
              p -> properties.add(new FlatSystem.Property(node.path(p.name()), p.defaultValue())));
      for (DerivedVariable d : dynamics.derivedVariables()) {
        quantities.add(
            new Quantity(node.path(d.name()), node.index, definition(node, d.name(), d)));
      }
      node.type.requirements().forEach(r -> alias(aliases, node, r.name()));
      dynamics
          .timeDerivatives()
          .forEach(r -> rates.add(node.path(r.variable()), flat(node, r.rate())));
      machine(node).ifPresent(machines::add);
      regimeRates(node, rates);
      start(node).ifPresent(starts::add);
      dynamics
          .onConditions()
          .forEach(
              c ->
                  conditions.add(
                      new Condition(
                          node.index,
                          Optional.empty(),
                          flat(node, c.test()),
                          actions(node, c.actions()))));
      events(node, dynamics.onEvents(), Optional.empty(), handlers);
      regimeActions(node, conditions, handlers);
      dynamics.kineticSchemes().forEach(k -> scheme(node, k, rates).ifPresent(schemes::add));
    }
    nodes.forEach(n -> exposures(aliases, n));
    List<Quantity> ordered = new QuantityOrder(quantities, this::cycle).ordered();
    diagnostics.throwIfErrors();
    return new FlatSystem(
        parts,
        states,
        properties,
        List.copyOf(inputs.values()),
        ordered,
        rates.rates(states),
        machines,
        conditions,
        handlers,
        starts,
        relays(),
        schemes,
        aliases);
  }

  private void cycle(List<Quantity> circle) {
    FlatNode node = nodes.get(circle.getFirst().part());
    node.unsupported(
        diagnostics,
        "values depend on each other in a circle: "
            + String.join(" <- ", circle.stream().map(Quantity::name).toList()));
  }

  private void alias(Map<String, String> aliases, FlatNode node, String name) {
    if (resolve(node, name) instanceof Expr.Var(String symbol)) {
      String path = node.path(name);
      if (!path.equals(symbol)) {
        aliases.put(path, symbol);
      }
    }
  }

  private void exposures(Map<String, String> aliases, FlatNode node) {
    var dynamics = node.type.dynamics();
    dynamics
        .derivedVariables()
        .forEach(
            d ->
                d.exposure()
                    .filter(e -> !e.equals(d.name()))
                    .ifPresent(e -> aliases.putIfAbsent(node.path(e), node.path(d.name()))));
    dynamics
        .stateVariables()
        .forEach(
            s ->
                s.exposure()
                    .filter(e -> !e.equals(s.name()))
                    .ifPresent(e -> aliases.put(node.path(e), node.path(s.name()))));
  }

  // --------------------------------------------------------------------------------------------
  // dynamics

  private Definition definition(FlatNode node, String name, DerivedVariable d) {
    return switch (d.definition()) {
      case Definition.Value(Expr value) -> new Definition.Value(flat(node, value));
      case Definition.Conditional(var cases) ->
          new Definition.Conditional(
              cases.stream()
                  .map(
                      c ->
                          new Definition.Case(
                              c.condition().map(t -> flat(node, t)), flat(node, c.value())))
                  .toList());
      case Definition.Select select ->
          new Definition.Value(new SelectPath(this, node).value(name, select));
    };
  }

  private Optional<Machine> machine(FlatNode node) {
    List<Regime> regimes = node.type.dynamics().regimes();
    if (regimes.isEmpty()) {
      return Optional.empty();
    }
    List<FlatRegime> flat =
        regimes.stream().map(r -> new FlatRegime(r.name(), actions(node, r.onEntry()))).toList();
    return Optional.of(new Machine(node.machine(), node.index, flat, node.initialRegime()));
  }

  private void regimeRates(FlatNode node, RateBook rates) {
    List<Regime> regimes = node.type.dynamics().regimes();
    for (int r = 0; r < regimes.size(); r++) {
      for (var d : regimes.get(r).timeDerivatives()) {
        rates.add(node.path(d.variable()), new Guard(node.machine(), r), flat(node, d.rate()));
      }
    }
  }

  private void regimeActions(FlatNode node, List<Condition> conditions, List<Handler> handlers) {
    List<Regime> regimes = node.type.dynamics().regimes();
    for (int r = 0; r < regimes.size(); r++) {
      Optional<Guard> guard = Optional.of(new Guard(node.machine(), r));
      for (var c : regimes.get(r).onConditions()) {
        conditions.add(
            new Condition(node.index, guard, flat(node, c.test()), actions(node, c.actions())));
      }
      events(node, regimes.get(r).onEvents(), guard, handlers);
    }
  }

  private void events(
      FlatNode node, List<OnEvent> events, Optional<Guard> guard, List<Handler> handlers) {
    Optional<String> port = node.inPort();
    events.stream()
        .filter(e -> port.filter(e.port()::equals).isPresent())
        .findFirst()
        .ifPresent(e -> handlers.add(new Handler(node.index, guard, actions(node, e.actions()))));
  }

  private Optional<Start> start(FlatNode node) {
    List<FlatAction> all = new ArrayList<>(actions(node, node.type.dynamics().onStart()));
    List<Regime> regimes = node.type.dynamics().regimes();
    if (!regimes.isEmpty()) {
      all.addAll(actions(node, regimes.get(node.initialRegime()).onEntry()));
    }
    all.removeIf(a -> !(a instanceof FlatAction.Assign));
    return all.isEmpty() ? Optional.empty() : Optional.of(new Start(node.index, all));
  }

  private List<FlatAction> actions(FlatNode node, List<Action> actions) {
    List<FlatAction> flat = new ArrayList<>();
    for (Action action : actions) {
      switch (action) {
        case Action.Assign(String variable, Expr value) ->
            flat.add(new FlatAction.Assign(node.path(variable), flat(node, value)));
        case Action.Emit(String port) -> flat.add(new FlatAction.Emit(node.index, port));
        case Action.Transition(String regime) -> {
          int to = node.regime(regime);
          if (to < 0) {
            node.unsupported(
                diagnostics, "it changes to the regime " + regime + ", which it does not have");
          } else {
            flat.add(new FlatAction.Enter(node.machine(), to));
          }
        }
      }
    }
    return flat;
  }

  private Optional<Scheme> scheme(FlatNode node, KineticScheme k, RateBook rates) {
    List<FlatNode> states = node.slots.getOrDefault(k.nodes(), List.of());
    List<String> names = states.stream().map(n -> n.path(k.stateVariable())).toList();
    List<Edge> edges = new ArrayList<>();
    for (FlatNode edge : node.slots.getOrDefault(k.edges(), List.of())) {
      int from = indexOf(states, edge.component.texts().get(k.edgeSource()));
      int to = indexOf(states, edge.component.texts().get(k.edgeTarget()));
      Optional<Expr> forward = exposed(edge, k.forwardRate());
      Optional<Expr> reverse = exposed(edge, k.reverseRate());
      if (from < 0 || to < 0 || forward.isEmpty() || reverse.isEmpty()) {
        edge.unsupported(
            diagnostics, "as a transition of " + k.name() + " it lacks its states or its rates");
        return Optional.empty();
      }
      edges.add(new Edge(from, to, forward.get(), reverse.get()));
      Expr flow =
          Exprs.subtract(
              Exprs.multiply(forward.get(), new Expr.Var(names.get(from))),
              Exprs.multiply(reverse.get(), new Expr.Var(names.get(to))));
      rates.add(names.get(to), flow);
      rates.add(names.get(from), Exprs.negate(flow));
    }
    return Optional.of(new Scheme(node.index, node.path(k.name()), names, edges));
  }

  private static int indexOf(List<FlatNode> states, @org.jspecify.annotations.Nullable String id) {
    for (int k = 0; k < states.size(); k++) {
      if (states.get(k).component.id().equals(id)) {
        return k;
      }
    }
    return -1;
  }

  private List<Relay> relays() {
    List<Relay> relays = new ArrayList<>();
    for (FlatNode node : nodes) {
      for (List<FlatNode> inSlot : node.slots.values()) {
        for (FlatNode child : inSlot) {
          if (child.inPort().isPresent()) {
            relays.add(new Relay(node.index, child.index));
          } else if (node.inPort().isPresent() && child.outPort().isPresent()) {
            relays.add(new Relay(child.index, node.index));
          }
        }
      }
    }
    return relays;
  }

  // --------------------------------------------------------------------------------------------
  // names

  /** The expression with every name resolved. */
  private Expr flat(FlatNode node, Expr expr) {
    return Exprs.simplify(Exprs.replace(expr, name -> resolve(node, name)));
  }

  /** What a name means to a component: a number or a symbol. */
  Expr resolve(FlatNode node, String name) {
    if (name.equals(FlatSystem.TIME)) {
      return new Expr.Var(name);
    }
    if (name.startsWith("../") && node.parent.isPresent()) {
      FlatNode parent = node.parent.get();
      String rest = name.substring(3);
      return rest.startsWith("../")
          ? resolve(parent, rest)
          : exposed(parent, rest).orElseGet(() -> undefined(node, name));
    }
    return node.own(name)
        .or(() -> node.requires(name) ? Optional.of(requirement(node, name)) : Optional.empty())
        .orElseGet(() -> undefined(node, name));
  }

  private Expr undefined(FlatNode node, String name) {
    node.unsupported(diagnostics, "it uses the variable " + name + ", which is not defined");
    return new Expr.Num(0);
  }

  private Expr requirement(FlatNode node, String name) {
    FlatNode at = node;
    while (at.parent.isPresent()) {
      at = at.parent.get();
      Optional<Expr> found = exposed(at, name);
      if (found.isPresent()) {
        return found.get();
      }
    }
    return input(at, at.path(name));
  }

  Expr input(FlatNode node, String name) {
    inputs.putIfAbsent(name, new FlatSystem.Input(name, node.index));
    return new Expr.Var(name);
  }

  /** What others see of a component under a name. */
  Optional<Expr> exposed(FlatNode node, String name) {
    Optional<Expr> exposed = node.exposed(name);
    if (exposed.isPresent()) {
      return exposed;
    }
    return node.own(name)
        .or(() -> node.requires(name) ? Optional.of(requirement(node, name)) : Optional.empty());
  }

  void unsupported(FlatNode node, String why) {
    node.unsupported(diagnostics, why);
  }

  static Diagnostic cannotRun(FlatNode node, String why) {
    return Diagnostic.error(
        Code.R_UNSUPPORTED,
        node.component.source(),
        "component "
            + node.component.id()
            + " of type "
            + node.type.name()
            + (node.path.isEmpty() ? "" : " (at " + node.path + ")")
            + " cannot run: "
            + why);
  }

  /** The sums of rates, by state. */
  private static final class RateBook {
    private final Map<String, Expr> plain = new LinkedHashMap<>();
    private final Map<String, Map<Guard, Expr>> guarded = new LinkedHashMap<>();

    void add(String state, Expr rate) {
      plain.merge(state, rate, Exprs::add);
    }

    void add(String state, Guard guard, Expr rate) {
      guarded.computeIfAbsent(state, s -> new LinkedHashMap<>()).merge(guard, rate, Exprs::add);
    }

    List<Rate> rates(List<FlatSystem.State> states) {
      List<Rate> rates = new ArrayList<>();
      for (FlatSystem.State s : states) {
        Optional<Expr> base = Optional.ofNullable(plain.get(s.name()));
        Map<Guard, Expr> cases = guarded.getOrDefault(s.name(), Map.of());
        if (cases.isEmpty()) {
          base.ifPresent(r -> rates.add(new Rate(s.name(), new Definition.Value(r))));
          continue;
        }
        List<Definition.Case> all = new ArrayList<>();
        cases.forEach(
            (guard, rate) ->
                all.add(
                    new Definition.Case(
                        Optional.of(
                            new Expr.Binary(
                                BinaryOperator.EQUAL,
                                new Expr.Var(guard.machine()),
                                new Expr.Num(guard.regime()))),
                        base.map(b -> Exprs.add(b, rate)).orElse(rate))));
        all.add(new Definition.Case(Optional.empty(), base.orElse(new Expr.Num(0))));
        rates.add(new Rate(s.name(), new Definition.Conditional(all)));
      }
      return rates;
    }
  }
}
