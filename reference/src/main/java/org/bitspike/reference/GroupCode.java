package org.bitspike.reference;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * What the instances of a group do. An instance's values are copied from the columns into the
 * frame, the tapes run, and the values are written back.
 *
 * <p>A step computes requirements, values from other components, derived variables and all rates,
 * then updates the states, then tests the conditions in order; then what others see is refreshed;
 * then the active regime updates and tests. This is the order of LEMS's own interpreter.
 */
final class GroupCode {

  /** Receives a group's events. */
  interface Outlet {
    void emit(int instance);
  }

  /** A variable of an enclosing component, read before each step. */
  record Requirement(int slot, Group.Ref ref, boolean throughHost) {}

  /** The compiled parts; see {@link GroupCompiler}. */
  record Parts(
      Frame layout,
      double[] frame,
      int timeSlot,
      int[] ownSlots,
      int[] publishedSlots,
      int[] publishedColumns,
      List<Requirement> requirements,
      List<Select> selects,
      Tape derived,
      Tape main,
      Routines routines,
      Condition[] conditions,
      Actions onStart,
      Actions onEvent,
      int[] eventSlots,
      int[] eventColumns,
      RegimeCode[] regimes,
      int initialRegime,
      int weightSlot,
      Map<String, Integer> slots,
      Draws draws) {}

  /** Values of all instances, by column: states, properties, published values. */
  final double[][] columns;

  private final Group group;
  private final int states;
  private final int weightColumn;
  private final double[] frame;
  private final Parts parts;
  private final Routines routines;
  private final int[] ownSlots;
  private final Requirement[] requirements;
  private final Select[] selects;

  /** Active regime of each instance; empty when there are none. */
  final double[] regime;

  private static final Outlet NOWHERE = instance -> {};

  private Outlet outlet = NOWHERE;
  private long emissions;
  private @Nullable EventKernel events;
  private @Nullable RangeLog ranges;

  GroupCode(Group group, Parts parts) {
    this.group = group;
    this.parts = parts;
    this.states = group.stateCount();
    this.columns = new double[group.columnCount()][group.size];
    this.frame = parts.frame;
    this.weightColumn = group.propertyColumn("weight");
    this.routines = parts.routines;
    this.ownSlots = parts.ownSlots;
    this.requirements = parts.requirements.toArray(Requirement[]::new);
    this.selects = parts.selects.toArray(Select[]::new);
    this.regime = parts.regimes.length == 0 ? new double[0] : new double[group.size];
    java.util.Arrays.fill(regime, parts.initialRegime);
  }

  Parts parts() {
    return parts;
  }

  Outlet outlet() {
    return outlet;
  }

  void sendTo(Outlet newOutlet) {
    outlet = newOutlet;
  }

  void watch(RangeLog log) {
    ranges = log;
  }

  /** Whether nothing takes this group's events. */
  boolean emitsToNobody() {
    return outlet == NOWHERE;
  }

  /** How often instances have emitted. */
  long emissions() {
    return emissions;
  }

  /** Takes a loop for runs of events, where there is one. */
  void deliverBy(EventKernel kernel) {
    events = kernel;
  }

  /** Events of connections {@code from} to {@code to}, exclusive, arrive. */
  void receive(int[] instance, double[] weight, int from, int to) {
    EventKernel kernel = events;
    if (kernel != null) {
      kernel.deliver(columns, instance, weight, from, to);
      return;
    }
    for (int k = from; k < to; k++) {
      receive(instance[k], weight[k]);
    }
  }

  /** Whether a step does nothing but what its parts say: no ranges are watched. */
  boolean isPlain() {
    return ranges == null;
  }

  /** Frame place of a derived variable or state; for watching its range. */
  int slotOf(String name) {
    return parts.slots.getOrDefault(name, -1);
  }

  // ------------------------------------------------------------------------------------------------ hot path

  void step(int i, double t) {
    double[] f = frame;
    load(i);
    f[parts.timeSlot] = t;
    parts.draws.select(i);
    readOthers(i);
    routines.main(f, parts.draws);
    if (ranges != null) {
      ranges.seeAll(f);
    }
    requireFinite(i, t);
    int held = routines.condition(Routines.PLAIN, 0, f, parts.draws);
    while (held >= 0) {
      act(i, parts.conditions[held].actions());
      held = routines.condition(Routines.PLAIN, held + 1, f, parts.draws);
    }
    store(i);
    publish(i);
    if (regime.length > 0) {
      stepRegime(i, t);
    }
  }

  private void stepRegime(int i, double t) {
    double[] f = frame;
    int active = (int) regime[i];
    routines.update(active, f, parts.draws);
    if (ranges != null) {
      ranges.seeAll(f);
    }
    requireFinite(i, t);
    int held = routines.condition(active, 0, f, parts.draws);
    while (held >= 0) {
      act(i, parts.regimes[active].conditions()[held].actions());
      held = routines.condition(active, held + 1, f, parts.draws);
    }
    store(i);
  }

  /** An event arrives from a component around this one, or inside it. */
  void receive(int i) {
    load(i);
    for (int p = 0; p < parts.eventSlots.length; p++) {
      frame[parts.eventSlots[p]] = columns[parts.eventColumns[p]][i];
    }
    parts.draws.select(i);
    act(i, parts.onEvent);
    if (regime.length > 0) {
      act(i, parts.regimes[(int) regime[i]].onEvent());
    }
    store(i);
  }

  /** An event arrives by a connection of the given weight. */
  void receive(int i, double weight) {
    if (parts.weightSlot >= 0) {
      frame[parts.weightSlot] = weight;
    } else if (weightColumn >= 0) {
      columns[weightColumn][i] = weight;
    }
    receive(i);
  }

  private void act(int i, Actions actions) {
    actions.assign().run(frame, parts.draws);
    if (ranges != null) {
      ranges.seeStates(frame);
    }
    if (actions.emits() > 0) {
      store(i);
      emissions++;
      for (int e = 0; e < actions.emits(); e++) {
        outlet.emit(i);
      }
      load(i);
    }
    if (actions.transition() >= 0) {
      regime[i] = actions.transition();
      act(i, parts.regimes[actions.transition()].onEntry());
    }
  }

  private void load(int i) {
    int[] slots = ownSlots;
    for (int c = 0; c < slots.length; c++) {
      if (slots[c] >= 0) {
        frame[slots[c]] = columns[c][i];
      }
    }
  }

  private void store(int i) {
    for (int s = 0; s < states; s++) {
      columns[s][i] = frame[ownSlots[s]];
    }
  }

  private void publish(int i) {
    int[] slots = parts.publishedSlots;
    int[] to = parts.publishedColumns;
    for (int p = 0; p < slots.length; p++) {
      columns[to[p]][i] = frame[slots[p]];
    }
  }

  private void readRequirements(int i) {
    for (Requirement r : requirements) {
      Group.Ref ref = r.ref;
      if (ref.isConstant()) {
        frame[r.slot] = ref.constant();
      } else {
        GroupCode source = ref.group().code();
        int[] host = group.host;
        int at = r.throughHost && host != null ? host[i] : i;
        frame[r.slot] = source.columns[ref.column()][at];
      }
    }
  }

  private void readOthers(int i) {
    readRequirements(i);
    for (Select s : selects) {
      frame[s.slot] = s.value(i);
    }
  }

  // ------------------------------------------------------------------------------------------------ start and checks

  void start(int i, boolean withDerived) {
    load(i);
    frame[parts.timeSlot] = 0;
    parts.draws.restart(i);
    readRequirements(i);
    if (withDerived) {
      for (Select s : selects) {
        frame[s.slot] = s.value(i);
      }
      parts.derived.run(frame, parts.draws);
    }
    for (int run = 0; run < parts.draws.startRuns(); run++) {
      parts.onStart.assign().run(frame, parts.draws);
    }
    if (regime.length > 0) {
      regime[i] = parts.initialRegime;
      parts.regimes[parts.initialRegime].onEntry().assign().run(frame, parts.draws);
    }
    store(i);
    publish(i);
    if (ranges != null) {
      ranges.seeStates(frame);
    }
  }

  private void requireFinite(int i, double t) {
    double sum = 0;
    for (int s = 0; s < states; s++) {
      sum += frame[ownSlots[s]] * 0.0;
    }
    if (sum != 0) {
      throw notFinite(i, t);
    }
  }

  private BitspikeException notFinite(int i, double t) {
    int s = 0;
    while (Double.isFinite(frame[ownSlots[s]])) {
      s++;
    }
    String variable = group.type.dynamics().stateVariables().get(s).name();
    int[] host = group.host;
    int member = host == null ? i : host[i];
    String name = group.path.isEmpty() ? variable : group.path + "." + variable;
    return new BitspikeException(
        Diagnostic.error(
            Code.R_NOT_FINITE,
            group.component.source(),
            String.format(
                Locale.ROOT,
                "%s of %s[%d] became %s at t = %s s",
                name,
                group.population,
                member,
                frame[ownSlots[s]],
                t)));
  }
}
