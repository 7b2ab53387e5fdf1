package org.bitspike.reference.converged;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.bitspike.ir.diag.BitspikeBug;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.network.ComponentType.Definition;
import org.bitspike.reference.flat.Affine;
import org.bitspike.reference.flat.Exprs;
import org.bitspike.reference.flat.FlatSystem;
import org.bitspike.reference.flat.FlatSystem.Condition;
import org.bitspike.reference.flat.FlatSystem.Guard;
import org.bitspike.reference.flat.FlatSystem.Handler;

/**
 * A flattened system made ready to run: what all units of equal structure share.
 *
 * <p>A unit's frame holds time, states, regimes, properties, then quantities.
 */
final class Shape {

  /**
   * A condition.
   *
   * @param machine index of the machine it belongs to, negative for none
   * @param needs computes the quantities that its test reads
   * @param margin positive while it is true
   * @param edge the same, ready to be computed
   * @param located whether its changes must be searched for
   * @param stops times at which it may change, where they depend on the regime's own states
   * @param flag slot that is 1 while it is true and holds variables; negative for none
   * @param idempotent whether acting again would change nothing
   */
  record Watch(
      int part,
      int machine,
      int regime,
      Terms.Term test,
      Program needs,
      Expr margin,
      Terms.Term edge,
      boolean located,
      Terms.Term[] stops,
      Doing actions,
      int flag,
      boolean idempotent) {}

  /** A handler. */
  record Reaction(int machine, int regime, Doing actions) {}

  /** A variable that became a quantity, and where its last value is kept. */
  record Followed(int quantity, int last) {}

  final FlatSystem system;
  final int timeSlot;
  final int[] stateSlots;
  final int common;
  final int slots;
  final Watch[] watches;
  final Program stopNeeds;
  final double[] fixedStops;
  final Terms.Term[] dynamicStops;
  final Reaction[][] reactions;
  final Doing[] starts;
  final int[] machineSlots;
  final Doing[][] onEntry;
  final int[][] relays;
  final Followed[] followed;
  final Program followedValues;
  final int[] flagSlots;

  private final Map<String, Integer> slotOf = new HashMap<>();
  private final Map<String, Integer> machineIndex = new LinkedHashMap<>();
  private final Map<String, Mode> modes = new LinkedHashMap<>();
  private final Set<String> flowing;

  /**
   * Prepares.
   *
   * @param read symbols that are traced
   * @throws org.bitspike.ir.diag.BitspikeException when the system cannot be run this way
   */
  Shape(FlatSystem flat, Set<String> read) {
    refuse(flat);
    Levels.Result levels = Levels.of(Liveness.pruned(flat, read));
    system = levels.system();
    // the order of the compiler's own slots, so that frames can be copied
    slot(FlatSystem.TIME);
    system.states().forEach(s -> slot(s.name()));
    system.machines().forEach(m -> slot(m.variable()));
    system.properties().forEach(p -> slot(p.name()));
    common = slotOf.size();
    system.quantities().forEach(q -> slot(q.name()));
    slots = slotOf.size();
    timeSlot = slotOf(FlatSystem.TIME);
    stateSlots = system.states().stream().mapToInt(s -> slotOf(s.name())).toArray();
    system.machines().forEach(m -> machineIndex.put(m.variable(), machineIndex.size()));
    machineSlots = system.machines().stream().mapToInt(m -> slotOf(m.variable())).toArray();
    flowing = flowing();
    flagSlots = levels.flags().stream().mapToInt(f -> f.isEmpty() ? -1 : slotOf(f)).toArray();
    followed =
        levels.followed().stream()
            .map(x -> new Followed(slotOf(x), slotOf(x + Levels.LAST)))
            .toArray(Followed[]::new);
    followedValues = program(Map.of(), levels.followed());
    starts =
        system.starts().stream()
            .map(s -> doing(s.part(), redirected(s.actions(), levels.followed())))
            .toArray(Doing[]::new);
    onEntry =
        system.machines().stream()
            .map(
                m ->
                    m.regimes().stream()
                        .map(r -> doing(m.part(), redirected(r.onEntry(), levels.followed())))
                        .toArray(Doing[]::new))
            .toArray(Doing[][]::new);
    Stops stops = new Stops();
    watches = new Watch[system.conditions().size()];
    for (int c = 0; c < watches.length; c++) {
      watches[c] = watch(system.conditions().get(c), flagSlots[c], levels.followed(), stops);
    }
    system.quantities().forEach(q -> stops.ofDefinition(q.definition()));
    system.rates().forEach(r -> stops.ofDefinition(r.definition()));
    fixedStops = stops.fixed.stream().mapToDouble(Double::doubleValue).toArray();
    dynamicStops =
        stops.dynamic.stream().map(e -> Terms.of(e, this::slotOf)).toArray(Terms.Term[]::new);
    stopNeeds = program(Map.of(), stops.read);
    reactions = reactions(levels.followed());
    relays = relays();
  }

  private int slot(String name) {
    return slotOf.computeIfAbsent(name, n -> slotOf.size());
  }

  int slotOf(String name) {
    Integer slot = slotOf.get(name);
    if (slot == null) {
      throw new BitspikeBug("no slot for " + name);
    }
    return slot;
  }

  /** The slot of a symbol or alias that a path names, if there is one. */
  Optional<Integer> find(String path) {
    return Optional.ofNullable(slotOf.get(path))
        .or(() -> Optional.ofNullable(system.aliases().get(path)).map(slotOf::get));
  }

  Program program(Map<String, Expr> assignments, Set<String> read) {
    return Program.of(system, this::slotOf, assignments, read);
  }

  private Doing doing(int part, List<FlatSystem.FlatAction> actions) {
    return Doing.of(system, this::slotOf, machineIndex, part, actions);
  }

  /** Assignments to variables that became quantities go to where their last value is kept. */
  private static List<FlatSystem.FlatAction> redirected(
      List<FlatSystem.FlatAction> actions, Set<String> followed) {
    return actions.stream()
        .map(
            a ->
                a instanceof FlatSystem.FlatAction.Assign(String x, Expr value)
                        && followed.contains(x)
                    ? new FlatSystem.FlatAction.Assign(x + Levels.LAST, value)
                    : a)
        .toList();
  }

  private static void refuse(FlatSystem flat) {
    Diagnostics diagnostics = new Diagnostics();
    for (FlatSystem.Input i : flat.inputs()) {
      diagnostics.add(
          cannot(
              flat, i.part(), "nothing provides the variable " + i.name() + " that it requires"));
    }
    for (FlatSystem.Quantity q : flat.quantities()) {
      if (Exprs.draws(q.definition())) {
        diagnostics.add(drawn(flat, q.part(), q.name()));
      }
    }
    for (FlatSystem.Rate r : flat.rates()) {
      if (Exprs.draws(r.definition())) {
        diagnostics.add(drawn(flat, 0, "the rate of " + r.state()));
      }
    }
    for (Condition c : flat.conditions()) {
      if (Exprs.draws(c.test())) {
        diagnostics.add(drawn(flat, c.part(), "a condition"));
      }
    }
    diagnostics.throwIfErrors();
  }

  private static Diagnostic drawn(FlatSystem flat, int part, String what) {
    return cannot(
        flat,
        part,
        what + " draws a random number at every instant, which has no limit when steps go to zero");
  }

  static Diagnostic cannot(FlatSystem flat, int part, String why) {
    FlatSystem.Part p = flat.parts().get(part);
    return Diagnostic.error(
        Code.R_UNSUPPORTED,
        p.source(),
        "component "
            + p.component()
            + " of type "
            + p.type()
            + " cannot run in converged mode: "
            + why,
        "use grid mode for this model, or change the component");
  }

  // --------------------------------------------------------------------------------------------
  // conditions

  private Set<String> flowing() {
    Set<String> all = new HashSet<>();
    system.rates().forEach(r -> all.add(r.state()));
    for (FlatSystem.Quantity q : system.quantities()) {
      Set<String> read = Exprs.variables(q.definition());
      if (read.contains(FlatSystem.TIME) || read.stream().anyMatch(all::contains)) {
        all.add(q.name());
      }
    }
    return all;
  }

  private boolean isStatic(Expr e) {
    return Exprs.variables(e).stream()
        .noneMatch(n -> n.equals(FlatSystem.TIME) || flowing.contains(n));
  }

  private Watch watch(Condition c, int flag, Set<String> followed, Stops stops) {
    List<Expr> switches = new ArrayList<>();
    Margins.switches(c.test(), switches);
    boolean located = false;
    Stops own = new Stops();
    for (Expr s : switches) {
      located |= !isStatic(s) && !own.add(s);
    }
    // a test that is no comparison, such as one that is a quantity
    located |= switches.isEmpty() && !isStatic(c.test());
    boolean always = c.guard().isEmpty();
    if (always) {
      stops.fixed.addAll(own.fixed);
      stops.dynamic.addAll(own.dynamic);
      own.dynamic.clear();
    } else {
      own.fixed.forEach(x -> own.dynamic.add(new Expr.Num(x)));
    }
    stops.read.addAll(own.read);
    Condition redirected =
        new Condition(c.part(), c.guard(), c.test(), redirected(c.actions(), followed));
    return new Watch(
        c.part(),
        c.guard().map(this::machine).orElse(-1),
        c.guard().map(Guard::regime).orElse(-1),
        Terms.of(c.test(), this::slotOf),
        program(Map.of(), Exprs.variables(c.test())),
        Margins.of(c.test()),
        Terms.of(Margins.of(c.test()), this::slotOf),
        located,
        own.dynamic.stream().map(e -> Terms.of(e, this::slotOf)).toArray(Terms.Term[]::new),
        doing(c.part(), redirected.actions()),
        flag,
        flag >= 0 || Levels.isIdempotent(c));
  }

  private int machine(Guard guard) {
    return machineIndex.getOrDefault(guard.machine(), -1);
  }

  /** Times at which tests of time change. */
  private final class Stops {
    final TreeSet<Double> fixed = new TreeSet<>();
    final List<Expr> dynamic = new ArrayList<>();
    final Set<String> read = new LinkedHashSet<>();

    /** Adds the zero of a function that is linear in time; false when it is none. */
    boolean add(Expr difference) {
      Optional<Affine> a = Affine.of(system, difference, Set.of(FlatSystem.TIME));
      if (a.isEmpty()
          || Exprs.isZero(a.get().factor(FlatSystem.TIME))
          || !isStatic(a.get().factor(FlatSystem.TIME))
          || !isStatic(a.get().rest())) {
        return false;
      }
      Expr zero =
          Exprs.simplify(
              Exprs.divide(Exprs.negate(a.get().rest()), a.get().factor(FlatSystem.TIME)));
      if (zero instanceof Expr.Num(double x)) {
        fixed.add(x);
      } else if (!dynamic.contains(zero)) {
        dynamic.add(zero);
        read.addAll(Exprs.variables(zero));
      }
      return true;
    }

    void ofDefinition(Definition definition) {
      List<Expr> switches = new ArrayList<>();
      switch (definition) {
        case Definition.Value(Expr value) -> Margins.switches(value, switches);
        case Definition.Conditional(var cases) ->
            cases.forEach(
                k -> {
                  k.condition().ifPresent(t -> Margins.switches(t, switches));
                  Margins.switches(k.value(), switches);
                });
        case Definition.Select s -> {}
      }
      switches.stream().filter(s -> !isStatic(s)).forEach(this::add);
    }
  }

  // --------------------------------------------------------------------------------------------
  // events

  private Reaction[][] reactions(Set<String> followed) {
    List<List<Reaction>> all = new ArrayList<>();
    system.parts().forEach(p -> all.add(new ArrayList<>()));
    for (Handler h : system.handlers()) {
      all.get(h.part())
          .add(
              new Reaction(
                  h.guard().map(this::machine).orElse(-1),
                  h.guard().map(Guard::regime).orElse(-1),
                  doing(h.part(), redirected(h.actions(), followed))));
    }
    return all.stream().map(l -> l.toArray(Reaction[]::new)).toArray(Reaction[][]::new);
  }

  private int[][] relays() {
    List<List<Integer>> all = new ArrayList<>();
    system.parts().forEach(p -> all.add(new ArrayList<>()));
    system.relays().forEach(r -> all.get(r.from()).add(r.to()));
    return all.stream()
        .map(l -> l.stream().mapToInt(Integer::intValue).toArray())
        .toArray(int[][]::new);
  }

  /** What holds in the combination of regimes that a frame is in. */
  Mode mode(double[] frame) {
    StringBuilder key = new StringBuilder();
    for (int slot : machineSlots) {
      key.append((int) frame[slot]).append(',');
    }
    for (int slot : flagSlots) {
      if (slot >= 0) {
        key.append((int) frame[slot]);
      }
    }
    return modes.computeIfAbsent(key.toString(), k -> new Mode(this, frame));
  }

  /** Names and values of what tells modes apart. */
  Map<String, Double> modeValues(double[] frame) {
    Map<String, Double> values = new LinkedHashMap<>();
    system.machines().forEach(m -> values.put(m.variable(), frame[slotOf(m.variable())]));
    for (FlatSystem.State s : system.states()) {
      if (s.name().startsWith("@held")) {
        values.put(s.name(), frame[slotOf(s.name())]);
      }
    }
    return values;
  }
}
