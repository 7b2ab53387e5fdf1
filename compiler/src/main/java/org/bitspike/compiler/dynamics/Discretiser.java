package org.bitspike.compiler.dynamics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bitspike.compiler.dynamics.StepModel.Kind;
import org.bitspike.compiler.dynamics.StepModel.Variable;
import org.bitspike.compiler.symbolic.Algebra;
import org.bitspike.compiler.symbolic.Interval;
import org.bitspike.compiler.symbolic.Shape;
import org.bitspike.compiler.symbolic.Sym;
import org.bitspike.compiler.symbolic.Sym.Ref;
import org.bitspike.compiler.symbolic.Translate;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.expr.Expr.BinaryOperator;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.Action;
import org.bitspike.ir.network.ComponentType.Slot;
import org.bitspike.ir.network.ComponentType.TimeDerivative;
import org.bitspike.ir.network.Network;

/**
 * Runs a cell and what is attached to it through one step of forward Euler, symbolically.
 *
 * <p>The order is the grid contract of the reference simulator. First the events of the step change what they arrive at.
 * Then attachments advance, then the cell: derived variables from the values at the start of the step, all rates from these,
 * all updates together, conditions in order, each with its assignments, then its events, then its transition; last the
 * active regime, whose updates see one another.
 */
public final class Discretiser {

  private final Network network;
  private final double dt;
  private final Instance cell;
  private final List<Receptor> receptors;
  private final Set<String> levels;
  private final Names names = new Names();
  private final Map<String, Variable> variables = new LinkedHashMap<>();
  private final Map<Instance, Map<String, String>> words = new LinkedHashMap<>();
  private final Map<Instance, Set<String>> timeStates = new LinkedHashMap<>();
  private List<Step> out = new ArrayList<>();
  private boolean keepsDerived = true;

  private Discretiser(Network network, double dt, Component cell, List<Receptor> receptors, Set<String> levels) {
    this.network = network;
    this.dt = dt;
    this.cell = new Instance(network, cell, Optional.empty(), "", "");
    this.receptors = receptors;
    this.levels = levels;
  }

  /**
   * Discretises.
   *
   * @param dt length of a tick, s
   * @param cell the cell's component
   * @param receptors its synaptic inputs
   * @param levels names of the exposures that inputs add to, such as {@code i}
   * @param watched derived variables of the cell that are recorded
   * @throws NotLowerable naming the feature in the way
   */
  public static StepModel discretise(
      Network network,
      double dt,
      Component cell,
      List<Receptor> receptors,
      Set<String> levels,
      Set<String> watched) {
    return new Discretiser(network, dt, cell, receptors, levels).run(watched);
  }

  private StepModel run(Set<String> watched) {
    cell.partsFirst().forEach(this::declare);
    List<Instance> attached = new ArrayList<>();
    for (Receptor receptor : receptors) {
      Instance instance =
          new Instance(
              network,
              receptor.synapse(),
              Optional.of(cell),
              receptor.name() + "_",
              receptor.synapse().id() + ".");
      instance.partsFirst().forEach(this::declare);
      attachmentSlot(instance).add(instance);
      attached.add(instance);
    }
    for (String level : levels) {
      String name = names.fresh("level_" + level);
      variables.put(name, new Variable(name, new Kind.Level(level), 0, "", Optional.empty()));
    }
    for (int i = 0; i < receptors.size(); i++) {
      arrive(receptors.get(i), attached.get(i));
    }
    cell.partsFirst().forEach(i -> advance(i, i == cell ? watched : Set.of()));
    return Liveness.prune(new StepModel(List.copyOf(variables.values()), out));
  }

  private List<Instance> attachmentSlot(Instance synapse) {
    for (Slot slot : cell.type.slots()) {
      if (slot.kind() == Slot.Kind.ATTACHMENTS && synapse.type.isA(slot.type())) {
        return slotOf(cell, slot.name());
      }
    }
    throw NotLowerable.because(
        "component type " + cell.type.name() + " has no place to attach " + synapse.type.name());
  }

  private static List<Instance> slotOf(Instance instance, String slot) {
    List<Instance> list = instance.children.get(slot);
    if (list == null) {
      throw NotLowerable.because("the path segment '" + slot + "', which is no slot of " + instance.type.name());
    }
    return list;
  }

  private void declare(Instance instance) {
    Map<String, String> own = new LinkedHashMap<>();
    words.put(instance, own);
    Set<String> times = TimeStates.of(instance.type);
    timeStates.put(instance, times);
    instance.values.put(
        "t", Algebra.scale(Algebra.add(new Ref(StepModel.NOW), Sym.ONE), dt));
    InitialValues initial = new InitialValues(instance);
    for (ComponentType.StateVariable state : instance.type.dynamics().stateVariables()) {
      String word = names.fresh(instance.prefix + state.name());
      own.put(state.name(), word);
      boolean time = times.contains(state.name());
      double value = initial.of(state.name());
      String rangeName = time ? "" : instance.rangePrefix + state.name();
      variables.put(
          word,
          new Variable(
              word, time ? new Kind.Ticks() : new Kind.State(), time ? value / dt : value, rangeName, Optional.empty()));
      Sym read = new Ref(word);
      instance.values.put(state.name(), time ? Algebra.scale(read, dt) : read);
    }
    if (!instance.type.dynamics().regimes().isEmpty()) {
      String word = names.fresh(instance.prefix + "regime");
      own.put("", word);
      Interval bound = new Interval(0, instance.type.dynamics().regimes().size() - 1.0);
      variables.put(word, new Variable(word, new Kind.Regime(), initial.regime(), "", Optional.of(bound)));
    }
  }

  // ---- events

  private void arrive(Receptor receptor, Instance synapse) {
    String port = names.fresh(receptor.port());
    variables.put(port, new Variable(port, new Kind.Arrivals(receptor.name()), 0, "", Optional.empty()));
    if (receptor.isMerged()) {
      arriveMerged(receptor, synapse, port);
      return;
    }
    String gain = gain(receptor, 1, receptor.name());
    setWeight(synapse, Algebra.multiply(new Ref(gain), new Ref(port)));
    List<Step> body = nested(() -> deliver(synapse));
    out.add(new Step.If(Algebra.compare(BinaryOperator.NOT_EQUAL, new Ref(port), Sym.ZERO), body, List.of()));
  }

  /** All connections at once: events only add to states, in proportion to their weights. */
  private void arriveMerged(Receptor receptor, Instance synapse, String port) {
    setWeight(synapse, new Ref("weight"));
    keepsDerived = false; // in a linear synapse no handler reads what another handler changed
    List<Step> handled = nested(() -> deliver(synapse));
    keepsDerived = true;
    for (Step step : handled) {
      if (!(step instanceof Step.Assign(String variable, Sym value))) {
        continue;
      }
      Sym increment = Algebra.subtract(value, new Ref(variable));
      Sym effect =
          receptor.weightless()
              ? increment
              : Shape.affine(increment, "weight").map(Shape.Affine::factor).orElse(increment);
      if (!(effect instanceof Sym.Const(double factor))) {
        // a state that the synapse's current does not depend on, else the synapse would not be linear
        continue;
      }
      String gain = gain(receptor, factor, variable);
      out.add(
          new Step.Assign(variable, Algebra.add(new Ref(variable), Algebra.multiply(new Ref(gain), new Ref(port)))));
    }
  }

  private String gain(Receptor receptor, double factor, String hint) {
    String name = names.fresh("gain_" + hint);
    variables.put(name, new Variable(name, new Kind.Gain(receptor.name(), factor), 0, "", Optional.empty()));
    return name;
  }

  private static void setWeight(Instance synapse, Sym weight) {
    if (synapse.type.properties().stream().anyMatch(p -> p.name().equals("weight"))) {
      synapse.values.put("weight", weight);
    }
  }

  /** An event reaches the first in-port of an instance, and its parts where it passes it on. */
  private void deliver(Instance instance) {
    var dynamics = instance.type.dynamics();
    if (dynamics.regimes().stream().anyMatch(r -> !r.onEvents().isEmpty())) {
      throw NotLowerable.because("events that a regime of " + instance.type.name() + " handles");
    }
    // derived variables that the handlers read are those of the step before: nothing has changed since
    instance.partsFirst().forEach(this::deriveAll);
    dynamics.onEvents().stream().limit(1).forEach(e -> perform(instance, e.actions()));
  }

  private void emit(Instance instance) {
    if (instance == cell) {
      out.add(new Step.Spike());
      return;
    }
    for (List<Instance> slot : instance.children.values()) {
      for (Instance child : slot) {
        if (!child.type.dynamics().onEvents().isEmpty()) {
          perform(child, child.type.dynamics().onEvents().get(0).actions());
        }
      }
    }
  }

  // ---- the step of one instance

  private void advance(Instance instance, Set<String> watched) {
    var dynamics = instance.type.dynamics();
    deriveAll(instance);
    for (String name : watched) {
      Sym value = instance.values.get(name);
      if (value != null && !isState(instance, name)) {
        String word = names.fresh(name);
        variables.put(word, new Variable(word, new Kind.Watched(), 0, instance.rangePrefix + name, Optional.empty()));
        out.add(new Step.Assign(word, value));
      }
    }
    updateTogether(instance, dynamics.timeDerivatives());
    dynamics.onConditions().forEach(c -> conditional(instance, c));
    if (!dynamics.regimes().isEmpty()) {
      regimes(instance, dynamics.regimes());
    }
  }

  private void deriveAll(Instance instance) {
    for (ComponentType.DerivedVariable derived : instance.type.dynamics().derivedVariables()) {
      instance.values.put(derived.name(), define(instance, derived.definition()));
    }
  }

  private Sym define(Instance instance, ComponentType.Definition definition) {
    return switch (definition) {
      case ComponentType.Definition.Value(Expr value) -> sym(instance, value);
      case ComponentType.Definition.Conditional(List<ComponentType.Definition.Case> cases) -> {
        Sym result = Sym.ZERO;
        for (int i = cases.size() - 1; i >= 0; i--) {
          ComponentType.Definition.Case c = cases.get(i);
          Sym value = sym(instance, c.value());
          Sym otherwise = result;
          result =
              c.condition().map(e -> Algebra.choose(sym(instance, e), value, otherwise)).orElse(value);
        }
        yield result;
      }
      case ComponentType.Definition.Select select -> select(instance, select);
    };
  }

  private Sym select(Instance instance, ComponentType.Definition.Select select) {
    List<String> segments = List.of(select.path().split("/"));
    List<Instance> reached = List.of(instance);
    boolean attachments = false;
    for (String segment : segments.subList(0, segments.size() - 1)) {
      String slot = segment.replaceFirst("\\[.*", "");
      List<Instance> next = new ArrayList<>();
      for (Instance from : reached) {
        next.addAll(slotOf(from, slot));
        attachments |=
            from.type.slots().stream().anyMatch(s -> s.name().equals(slot) && s.kind() == Slot.Kind.ATTACHMENTS);
      }
      if (segment.contains("[") && !segment.endsWith("[*]")) {
        throw NotLowerable.because("the selecting path '" + select.path() + "'");
      }
      reached = next;
    }
    String exposure = segments.get(segments.size() - 1);
    boolean multiply = select.reduce().filter(r -> r == ComponentType.Definition.Reduce.MULTIPLY).isPresent();
    Sym result = multiply ? Sym.ONE : Sym.ZERO;
    for (Instance from : reached) {
      Sym value = from.exposed(from.behindExposure(exposure));
      result = multiply ? Algebra.multiply(result, value) : Algebra.add(result, value);
    }
    if (attachments && levels.contains(exposure)) {
      result = Algebra.add(result, new Ref("level_" + exposure));
    }
    return result;
  }

  private void updateTogether(Instance instance, List<TimeDerivative> rates) {
    List<String> changed = new ArrayList<>();
    List<Sym> increments = new ArrayList<>();
    for (TimeDerivative rate : rates) {
      changed.add(rate.variable());
      increments.add(increment(instance, rate));
    }
    for (int i = 0; i < changed.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (increments.get(i).names().contains(wordOf(instance, changed.get(j)))) {
          String name = names.fresh("change_" + instance.prefix + changed.get(i));
          out.add(new Step.Let(name, increments.get(i)));
          increments.set(i, new Ref(name));
          break;
        }
      }
    }
    // every later use of a derived variable means its value before the updates
    freeze(changed.stream().map(v -> wordOf(instance, v)).toList());
    for (int i = 0; i < changed.size(); i++) {
      grow(instance, changed.get(i), increments.get(i));
    }
  }

  private Sym increment(Instance instance, TimeDerivative rate) {
    return Algebra.scale(sym(instance, rate.rate()), isTime(instance, rate.variable()) ? 1 : dt);
  }

  private void grow(Instance instance, String variable, Sym increment) {
    String word = wordOf(instance, variable);
    if (!(increment instanceof Sym.Const(double value) && value == 0)) {
      out.add(new Step.Assign(word, Algebra.add(new Ref(word), increment)));
    }
  }

  private void regimes(Instance instance, List<ComponentType.Regime> regimes) {
    freeze(regimes.stream().flatMap(r -> assignedBy(instance, r).stream()).toList());
    Sym regime = new Ref(wordOf(instance, ""));
    List<Step> chain = List.of();
    for (int i = regimes.size() - 1; i >= 0; i--) {
      ComponentType.Regime r = regimes.get(i);
      List<Step> body =
          nested(
              () -> {
                for (TimeDerivative rate : r.timeDerivatives()) {
                  grow(instance, rate.variable(), increment(instance, rate));
                }
                r.onConditions().forEach(c -> conditional(instance, c));
              });
      chain =
          i == regimes.size() - 1 && regimes.size() > 1
              ? body
              : List.of(new Step.If(Algebra.compare(BinaryOperator.EQUAL, regime, Algebra.number(i)), body, chain));
    }
    out.addAll(chain);
  }

  private void conditional(Instance instance, ComponentType.OnCondition condition) {
    Sym test = sym(instance, condition.test());
    if (test instanceof Sym.Const(double value)) {
      if (value != 0) {
        perform(instance, condition.actions());
      }
      return;
    }
    freeze(assignedBy(instance, condition.actions()));
    List<Step> body = nested(() -> perform(instance, condition.actions()));
    if (!body.isEmpty()) {
      out.add(new Step.If(test, body, List.of()));
    }
  }

  /** Assignments in order, then events, then the transition: a block's events leave after all of its assignments. */
  private void perform(Instance instance, List<Action> actions) {
    for (Action action : actions) {
      if (action instanceof Action.Assign(String variable, Expr value)) {
        Sym sym = sym(instance, value);
        String word = wordOf(instance, variable);
        freeze(List.of(word));
        out.add(new Step.Assign(word, isTime(instance, variable) ? Algebra.divide(sym, Algebra.number(dt)) : sym));
      }
    }
    for (Action action : actions) {
      if (action instanceof Action.Emit) {
        emit(instance);
      }
    }
    for (Action action : actions) {
      if (action instanceof Action.Transition(String regime)) {
        List<ComponentType.Regime> regimes = instance.type.dynamics().regimes();
        for (int i = 0; i < regimes.size(); i++) {
          if (regimes.get(i).name().equals(regime)) {
            out.add(new Step.Assign(wordOf(instance, ""), Algebra.number(i)));
            perform(instance, regimes.get(i).onEntry());
          }
        }
      }
    }
  }

  private List<String> assignedBy(Instance instance, ComponentType.Regime regime) {
    List<String> assigned = new ArrayList<>();
    regime.timeDerivatives().forEach(d -> assigned.add(wordOf(instance, d.variable())));
    regime.onConditions().forEach(c -> assigned.addAll(assignedBy(instance, c.actions())));
    return assigned;
  }

  private List<String> assignedBy(Instance instance, List<Action> actions) {
    List<String> assigned = new ArrayList<>();
    for (Action action : actions) {
      switch (action) {
        case Action.Assign a -> assigned.add(wordOf(instance, a.variable()));
        case Action.Transition t ->
            instance.type.dynamics().regimes().stream()
                .filter(r -> r.name().equals(t.regime()))
                .forEach(
                    r ->
                        r.onEntry().forEach(
                            e -> {
                              if (e instanceof Action.Assign a) {
                                assigned.add(wordOf(instance, a.variable()));
                              }
                            }));
        case Action.Emit e -> {}
      }
    }
    return assigned;
  }

  // ---- names and values

  private Sym sym(Instance instance, Expr expr) {
    return Translate.expr(expr, instance::exposed);
  }

  private boolean isTime(Instance instance, String variable) {
    return timeStates.getOrDefault(instance, Set.of()).contains(variable);
  }

  private boolean isState(Instance instance, String variable) {
    return words.getOrDefault(instance, Map.of()).containsKey(variable);
  }

  private String wordOf(Instance instance, String variable) {
    String word = words.getOrDefault(instance, Map.of()).get(variable);
    if (word == null) {
      throw NotLowerable.because("an assignment to '" + variable + "', which is no state variable of " + instance.type.name());
    }
    return word;
  }

  private List<Step> nested(Runnable body) {
    List<Step> outer = out;
    out = new ArrayList<>();
    body.run();
    List<Step> inner = out;
    out = outer;
    return inner;
  }

  /** Keeps the present value of every derived variable that an assignment to one of these words would change. */
  private void freeze(List<String> assigned) {
    if (!keepsDerived) {
      return;
    }
    for (Map.Entry<Instance, Map<String, String>> entry : words.entrySet()) {
      Instance instance = entry.getKey();
      for (ComponentType.DerivedVariable derived : instance.type.dynamics().derivedVariables()) {
        Sym value = instance.values.get(derived.name());
        if (value != null && !(value instanceof Ref) && value.names().stream().anyMatch(assigned::contains)) {
          String name = names.fresh(instance.prefix + derived.name() + "_before");
          out.add(new Step.Let(name, value));
          instance.values.put(derived.name(), new Ref(name));
        } else if (value instanceof Ref(String ref) && assigned.contains(ref)) {
          String name = names.fresh(instance.prefix + derived.name() + "_before");
          out.add(new Step.Let(name, value));
          instance.values.put(derived.name(), new Ref(name));
        }
      }
    }
  }
}
