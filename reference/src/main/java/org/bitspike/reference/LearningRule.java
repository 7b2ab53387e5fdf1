package org.bitspike.reference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.Action;
import org.bitspike.ir.network.ComponentType.DerivedVariable;
import org.bitspike.ir.network.ComponentType.Dynamics;
import org.bitspike.ir.network.ComponentType.OnEvent;
import org.bitspike.ir.network.ComponentType.TimeDerivative;

/**
 * A rule by which weights learn, compiled from the component type of a projection's plasticity.
 * Each connection has the type's state variables, {@code weight} among them; the handlers of the
 * ports {@code pre} and {@code post} run when a spike reaches the synapse; between spikes nothing
 * is computed, since every state variable stands still or follows {@code dx/dt = a x + b} with
 * constants a and b, which is solved exactly.
 */
final class LearningRule {

  /** The state variable that is the weight. */
  static final String WEIGHT = "weight";

  static final String PRE = "pre";
  static final String POST = "post";

  /** {@code dx/dt = a x + b} of one state variable. */
  record Drift(int state, double a, double b) {

    double after(double x, double seconds) {
      if (a == 0) {
        return x + b * seconds;
      }
      double rest = -b / a;
      return x == rest ? x : rest + (x - rest) * StrictMath.exp(a * seconds);
    }
  }

  private final Component component;
  private final Dynamics dynamics;
  private final Map<String, Double> constants;
  private final Diagnostics diagnostics;
  private final Frame frame = new Frame();
  private final Map<String, Integer> slots = new HashMap<>();
  private final List<String> states;
  private final int timeSlot;
  private final Drift[] drifts;
  private final Tape start;
  private final Routines onPre;
  private final Routines onPost;
  private final double[] values;

  private LearningRule(
      Component component,
      ComponentType type,
      Map<String, Double> constants,
      Diagnostics diagnostics) {
    this.component = component;
    this.dynamics = type.dynamics();
    this.constants = constants;
    this.diagnostics = diagnostics;
    states = dynamics.stateVariables().stream().map(s -> s.name()).toList();
    timeSlot = frame.allocate();
    slots.put("t", timeSlot);
    constants.forEach((name, value) -> slots.put(name, frame.constant(value)));
    states.forEach(s -> slots.put(s, frame.allocate()));
    dynamics.derivedVariables().forEach(d -> slots.put(d.name(), frame.allocate()));
    refuseWhatHasNoPlace(type);
    drifts =
        dynamics.timeDerivatives().stream()
            .map(this::drift)
            .flatMap(Optional::stream)
            .toArray(Drift[]::new);
    start = tape(dynamics.onStart());
    onPre = routine(PRE);
    onPost = routine(POST);
    values = frame.build();
  }

  /**
   * Compiles.
   *
   * @param constants values of the component's parameters, constants and derived parameters
   * @param diagnostics takes what makes the type no rule of learning
   */
  static LearningRule compile(
      Component component,
      ComponentType type,
      Map<String, Double> constants,
      Diagnostics diagnostics) {
    return new LearningRule(component, type, constants, diagnostics);
  }

  /** Names of the state variables. */
  List<String> states() {
    return states;
  }

  /** Number of the state variable {@code weight}. */
  int weightState() {
    return Math.max(0, states.indexOf(WEIGHT));
  }

  /**
   * Values of the state variables of a new connection: what the start actions set, 0 for others.
   *
   * @param weight weight of the connection, which start actions may read
   */
  double[] startOf(double weight) {
    for (String s : states) {
      values[slot(s)] = s.equals(WEIGHT) ? weight : 0;
    }
    values[timeSlot] = 0;
    start.run(values, Draws.NONE);
    return states.stream().mapToDouble(s -> values[slot(s)]).toArray();
  }

  /**
   * Runs the handler of a spike that reaches the synapse.
   *
   * @param row states of all connections, one after the other
   * @param at first state of this connection
   * @param seconds since the last spike of any kind
   * @param t time of the spike, seconds
   */
  void handle(boolean pre, double[] row, int at, double seconds, double t) {
    for (Drift d : drifts) {
      row[at + d.state] = d.after(row[at + d.state], seconds);
    }
    int first = stateSlot();
    System.arraycopy(row, at, values, first, states.size());
    values[timeSlot] = t;
    (pre ? onPre : onPost).main(values, Draws.NONE);
    System.arraycopy(values, first, row, at, states.size());
  }

  /** State variables stand in the frame one after the other. */
  private int stateSlot() {
    return states.isEmpty() ? 0 : slot(states.getFirst());
  }

  // -------------------------------------------------------------------------- compilation

  private void refuseWhatHasNoPlace(ComponentType type) {
    if (!states.contains(WEIGHT)) {
      refuse("its type has no state variable 'weight'");
    }
    if (dynamics.onEvents().stream()
        .noneMatch(e -> e.port().equals(PRE) || e.port().equals(POST))) {
      refuse("its type does nothing at events on the ports 'pre' and 'post'");
    }
    if (!dynamics.regimes().isEmpty() || !dynamics.onConditions().isEmpty()) {
      refuse("it has regimes or conditions, and nothing happens to a synapse between spikes");
    }
    if (!type.requirements().isEmpty() || !type.slots().isEmpty()) {
      refuse("it needs other components, and a rule has only its own variables");
    }
    if (Expressions.drawsRandom(type)) {
      refuse("it draws random numbers");
    }
  }

  private Optional<Drift> drift(TimeDerivative d) {
    Optional<Affine> rate = Affine.of(d.rate(), d.variable(), constants);
    if (rate.isEmpty()) {
      refuse(
          "the rate of "
              + d.variable()
              + " is not of the form a * "
              + d.variable()
              + " + b with constants a and b");
    }
    return rate.map(r -> new Drift(states.indexOf(d.variable()), r.slope(), r.offset()));
  }

  private Routines routine(String port) {
    List<Action> actions =
        dynamics.onEvents().stream()
            .filter(e -> e.port().equals(port))
            .map(OnEvent::actions)
            .flatMap(List::stream)
            .toList();
    return RoutineCompiler.compile(frame, tape(actions), new Condition[0], new RegimeCode[0]);
  }

  /** The derived variables that the actions need, as they are before them, then the actions. */
  private Tape tape(List<Action> actions) {
    TapeWriter out = new TapeWriter(frame, this::slot);
    Set<String> needed = new HashSet<>();
    for (Action action : actions) {
      if (action instanceof Action.Assign(String variable, Expr value)) {
        needed.addAll(Expressions.variables(value));
      } else {
        refuse("its handlers emit events or change regimes");
      }
    }
    writeDerived(out, needed);
    for (Action action : actions) {
      if (action instanceof Action.Assign(String variable, Expr value)) {
        out.assign(slot(variable), value);
      }
    }
    return out.finish();
  }

  private void writeDerived(TapeWriter out, Set<String> needed) {
    List<DerivedVariable> used = new ArrayList<>();
    for (DerivedVariable d : dynamics.derivedVariables().reversed()) {
      if (needed.contains(d.name())) {
        needed.addAll(Expressions.variables(d.definition()));
        used.addFirst(d);
      }
    }
    for (DerivedVariable d : used) {
      if (!out.define(slot(d.name()), d.definition())) {
        refuse("its variable " + d.name() + " selects from other components");
      }
    }
  }

  private int slot(String name) {
    Integer slot = slots.get(name);
    if (slot == null) {
      refuse("it uses the variable " + name + ", which is not defined");
      slot = frame.constant(0);
      slots.put(name, slot);
    }
    return slot;
  }

  private void refuse(String why) {
    diagnostics.add(
        Diagnostic.error(
            Code.R_UNSUPPORTED,
            component.source(),
            "component "
                + component.id()
                + " of type "
                + component.type()
                + " cannot learn: "
                + why,
            "use a type that extends basePlasticityRule, such as pairStdp, or remove the"
                + " plasticity"));
  }
}
