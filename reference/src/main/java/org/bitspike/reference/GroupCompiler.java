package org.bitspike.reference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.network.ComponentType.Action;
import org.bitspike.ir.network.ComponentType.Definition;
import org.bitspike.ir.network.ComponentType.DerivedVariable;
import org.bitspike.ir.network.ComponentType.Dynamics;
import org.bitspike.ir.network.ComponentType.OnCondition;
import org.bitspike.ir.network.ComponentType.OnEvent;
import org.bitspike.ir.network.ComponentType.Regime;
import org.bitspike.ir.network.ComponentType.TimeDerivative;

/**
 * Compiles a group's dynamics to a {@link GroupCode}. {@link #resolve} first finds what the group
 * reads of others, for all groups; only then are all columns known and {@link #compile} can lay out
 * rows.
 */
final class GroupCompiler {

  /** Steps of all instances together from which on a group is translated to JVM code. */
  private static final long WORTH_COMPILING = 100_000;

  private final Group group;
  private final Dynamics dynamics;
  private final Diagnostics diagnostics;
  private final Frame frame = new Frame();
  private final Map<String, Integer> slots = new HashMap<>();
  private final List<GroupCode.Requirement> requirements = new ArrayList<>();
  private final List<Select> selects = new ArrayList<>();
  private final Set<String> eventNeeds = new LinkedHashSet<>();
  private int timeSlot;
  private int weightSlot = -1;

  GroupCompiler(Group group, Diagnostics diagnostics) {
    this.group = group;
    this.dynamics = group.type.dynamics();
    this.diagnostics = diagnostics;
  }

  /**
   * Finds requirements, paths and what event handlers need; asks other groups to publish what is
   * read of them.
   */
  void resolve() {
    timeSlot = frame.allocate();
    slots.put("t", timeSlot);
    group.constants.forEach((name, value) -> slots.put(name, frame.constant(value)));
    for (String column : group.ownColumnNames()) {
      slots.put(column, frame.allocate());
    }
    if (group.merged && group.propertyColumn("weight") >= 0) {
      weightSlot = slots.getOrDefault("weight", -1);
    }
    for (var r : group.type.requirements()) {
      int slot = frame.allocate();
      slots.put(r.name(), slot);
      resolveRequirement(r.name(), slot);
    }
    dynamics.derivedVariables().forEach(d -> slots.put(d.name(), frame.allocate()));
    for (DerivedVariable d : dynamics.derivedVariables()) {
      if (d.definition() instanceof Definition.Select select) {
        new PathResolver(group, diagnostics)
            .resolve(slots.getOrDefault(d.name(), -1), d.name(), select)
            .ifPresent(selects::add);
      }
    }
    eventActions().forEach(a -> collectEventNeeds(a));
    eventNeeds.forEach(group::publish);
  }

  private void resolveRequirement(String name, int slot) {
    Group unit = group.unit();
    for (Group at = group.parent; at != null; at = at.parent) {
      Optional<Group.Ref> ref = at.exposed(name);
      if (ref.isPresent()) {
        boolean outside = at.unit() != unit;
        requirements.add(new GroupCode.Requirement(slot, ref.get(), outside));
        return;
      }
    }
    unsupported("nothing that encloses it has the variable " + name + " that it requires");
  }

  private List<Action> eventActions() {
    List<Action> all = new ArrayList<>();
    dynamics.onEvents().forEach(e -> all.addAll(e.actions()));
    boolean transitions = false;
    for (Regime r : dynamics.regimes()) {
      for (OnEvent e : r.onEvents()) {
        all.addAll(e.actions());
        transitions |= e.actions().stream().anyMatch(Action.Transition.class::isInstance);
      }
    }
    if (transitions) {
      dynamics.regimes().forEach(r -> all.addAll(r.onEntry()));
    }
    return all;
  }

  private void collectEventNeeds(Action action) {
    if (action instanceof Action.Assign(String variable, Expr value)) {
      for (String name : Expressions.variables(value)) {
        boolean computed =
            name.equals("t")
                || dynamics.derivedVariables().stream().anyMatch(d -> d.name().equals(name))
                || group.type.requirements().stream().anyMatch(r -> r.name().equals(name));
        if (computed) {
          eventNeeds.add(name);
        }
      }
    }
  }

  /** Compiles, once every group is resolved. */
  void compile(double dt, long steps, Draws draws) {
    int dtSlot = frame.constant(dt);
    Tape derived = derivedTape();
    Tape main = mainTape(dtSlot);
    Condition[] conditions = conditions(dynamics.onConditions());
    Actions onStart = actions(dynamics.onStart());
    if (onStart.emits() > 0 || onStart.transition() >= 0) {
      unsupported("its start actions emit an event or change the regime");
    }
    RegimeCode[] regimes = new RegimeCode[dynamics.regimes().size()];
    int initial = 0;
    for (int r = 0; r < regimes.length; r++) {
      Regime regime = dynamics.regimes().get(r);
      initial = regime.initial() ? r : initial;
      regimes[r] =
          new RegimeCode(
              regime.name(),
              regimeUpdate(regime, dtSlot),
              conditions(regime.onConditions()),
              actions(regime.onEntry()),
              events(regime.onEvents()));
    }
    Routines routines =
        group.size * steps >= WORTH_COMPILING
            ? RoutineCompiler.compile(frame, main, conditions, regimes)
            : Routines.interpreted(main, conditions, regimes);
    Actions onEvent = events(dynamics.onEvents());
    Map<String, Integer> published = group.published();
    int[] ownSlots = new int[group.ownColumns()];
    List<String> names = group.ownColumnNames();
    for (int c = 0; c < ownSlots.length; c++) {
      int slot = slot(names.get(c));
      ownSlots[c] = slot == weightSlot ? -1 : slot;
    }
    group.compiled(
        new GroupCode(
            group,
            new GroupCode.Parts(
                frame,
                frame.build(),
                timeSlot,
                ownSlots,
                published.keySet().stream().mapToInt(this::slot).toArray(),
                published.values().stream().mapToInt(Integer::intValue).toArray(),
                requirements,
                selects,
                derived,
                main,
                routines,
                conditions,
                onStart,
                onEvent,
                eventNeeds.stream().mapToInt(this::slot).toArray(),
                eventNeeds.stream().mapToInt(group::publish).toArray(),
                regimes,
                initial,
                weightSlot,
                slots,
                draws)));
  }

  private Tape derivedTape() {
    TapeWriter out = new TapeWriter(frame, this::slot);
    writeDerived(out);
    return out.finish();
  }

  private void writeDerived(TapeWriter out) {
    for (DerivedVariable d : dynamics.derivedVariables()) {
      out.define(slot(d.name()), d.definition());
    }
  }

  /** Derived variables, then all rates, then all updates. */
  private Tape mainTape(int dtSlot) {
    TapeWriter out = new TapeWriter(frame, this::slot);
    writeDerived(out);
    List<int[]> updates = new ArrayList<>();
    for (TimeDerivative d : dynamics.timeDerivatives()) {
      int rate = frame.temporary();
      out.assign(rate, d.rate());
      updates.add(new int[] {slot(d.variable()), rate});
    }
    updates.forEach(u -> out.emit(Tape.ACCUMULATE, u[0], dtSlot, u[1]));
    return out.finish();
  }

  /** Rates of a regime act one after the other. */
  private Tape regimeUpdate(Regime regime, int dtSlot) {
    TapeWriter out = new TapeWriter(frame, this::slot);
    for (TimeDerivative d : regime.timeDerivatives()) {
      out.emit(Tape.ACCUMULATE, slot(d.variable()), dtSlot, out.value(d.rate()));
    }
    return out.finish();
  }

  private Condition[] conditions(List<OnCondition> list) {
    return list.stream()
        .map(
            c -> {
              TapeWriter out = new TapeWriter(frame, this::slot);
              int result = out.value(c.test());
              return new Condition(out.finish(), result, actions(c.actions()));
            })
        .toArray(Condition[]::new);
  }

  private Actions events(List<OnEvent> list) {
    Optional<String> port = group.inPort();
    return list.stream()
        .filter(e -> port.isPresent() && e.port().equals(port.get()))
        .findFirst()
        .map(e -> actions(e.actions()))
        .orElse(Actions.NOTHING);
  }

  private Actions actions(List<Action> list) {
    TapeWriter out = new TapeWriter(frame, this::slot);
    int emits = 0;
    int transition = -1;
    for (Action action : list) {
      switch (action) {
        case Action.Assign(String variable, Expr value) -> out.assign(slot(variable), value);
        case Action.Emit(String port) ->
            emits += group.outPort().filter(port::equals).isPresent() ? 1 : 0;
        case Action.Transition(String regime) -> {
          for (int r = 0; r < dynamics.regimes().size(); r++) {
            transition = dynamics.regimes().get(r).name().equals(regime) ? r : transition;
          }
          if (transition < 0) {
            unsupported("it changes to the regime " + regime + ", which it does not have");
          }
        }
      }
    }
    return new Actions(out.finish(), emits, transition);
  }

  private int slot(String name) {
    Integer slot = slots.get(name);
    if (slot == null) {
      unsupported("it uses the variable " + name + ", which is not defined");
      slots.put(name, frame.constant(0));
      return frame.constant(0);
    }
    return slot;
  }

  private void unsupported(String why) {
    String where = group.path.isEmpty() ? group.population : group.population + "/" + group.path;
    diagnostics.add(
        Diagnostic.error(
            Code.R_UNSUPPORTED,
            group.component.source(),
            "component "
                + group.component.id()
                + " of type "
                + group.type.name()
                + " (in "
                + where
                + ") cannot run: "
                + why));
  }
}
