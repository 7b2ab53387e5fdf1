package org.bitspike.reference.converged;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.expr.ExprText;
import org.bitspike.reference.flat.FlatSystem;

/**
 * A cell with all that is attached to it, or several coupled ones, on its own way through time.
 *
 * <p>{@link #time} is committed; a step is planned from there to {@link #horizon}, which is the end
 * of the step, the first condition that changes within it, or a time at which a test of time does.
 */
final class Unit {

  static final DoubleSupplier NO_DRAWS = () -> 0;

  /** Rounds of conditions at one instant, beyond which they will never come to rest. */
  private static final int MOST_ROUNDS = 1000;

  private static final double PRECISION = 1e-14;

  /** Hears of events. */
  interface Listener {
    void emitted(Unit unit, int part, double time);
  }

  final int index;
  final Shape shape;
  final double[] base;
  double time;
  double horizon;

  private final DoubleSupplier[] draws;
  private final boolean[] held;
  private final double[] scale;
  private final Map<Mode, Flow> flows = new HashMap<>();
  private final Listener listener;
  private final double tolerance;
  private final double end;
  private final List<Probe> probes;
  private final String name;
  private Flow flow;
  private boolean fresh = true;
  private boolean planned;
  private int forced = -1;
  private int lastFound;
  private boolean stopping;

  Unit(
      int index,
      String name,
      Shape shape,
      DoubleSupplier[] draws,
      List<Probe> probes,
      double tolerance,
      double end,
      Listener listener) {
    this.index = index;
    this.name = name;
    this.shape = shape;
    this.draws = draws;
    this.probes = List.copyOf(probes);
    this.tolerance = tolerance;
    this.end = end;
    this.listener = listener;
    base = new double[shape.slots];
    scale = new double[shape.common];
    held = new boolean[shape.watches.length];
    for (FlatSystem.Property p : shape.system.properties()) {
      base[shape.slotOf(p.name())] = p.defaultValue();
    }
    for (FlatSystem.Machine m : shape.system.machines()) {
      base[shape.slotOf(m.variable())] = m.initial();
    }
    flow = flowOf();
  }

  private Flow flowOf() {
    return flows.computeIfAbsent(shape.mode(base), Flow::new);
  }

  // --------------------------------------------------------------------------------------------
  // start

  /**
   * Runs start actions, samples the start, and lets conditions act that hold from the beginning.
   */
  void start(Runnable restartDraws) {
    for (int pass = 0; pass < 3; pass++) {
      restartDraws.run();
      for (Doing start : shape.starts) {
        start.assign().run(base, draws[start.part()]);
      }
    }
    Occupancies.settle(shape, base);
    requireFinite();
    probes.forEach(p -> p.first(base));
    act();
    plan();
  }

  // --------------------------------------------------------------------------------------------
  // steps

  /** Plans a step from {@link #time}. */
  void plan() {
    double stop = nextStop();
    double limit = Math.min(stop, end);
    if (fresh) {
      flow = flowOf();
      flow.take(base, scale);
      flow.mode.prepare(base);
      flow.taylor.coefficients(base);
      flow.taylor.start(time, flow.exact, flow.exactScale);
    }
    forced = -1;
    planned = true;
    double to;
    if (limit - time <= 8 * Math.ulp(time)) {
      planned = false;
      to = limit;
    } else if (flow.mode.isExact()) {
      to = exactStep(limit);
    } else {
      to = pairStep(limit);
    }
    horizon = to;
    fresh = false;
    if (planned && flow.mode.located.length > 0) {
      look(to);
    }
    stopping = forced < 0 && horizon == stop;
  }

  private double exactStep(double limit) {
    if (flow.taylor.end() <= time + 8 * Math.ulp(time)) {
      flow.take(base, scale);
      flow.taylor.start(time, flow.exact, flow.exactScale);
    }
    double to = Math.min(limit, flow.taylor.end());
    if (!(to > time)) {
      throw unbounded();
    }
    return to;
  }

  private double pairStep(double limit) {
    DormandPrince pair = flow.pair;
    boolean goesOn = !fresh && pair.end() == time;
    if (!fresh) {
      flow.take(base, scale);
    }
    if (!fresh && flow.taylor.size() > 0) {
      flow.taylor.start(time, flow.exact, flow.exactScale);
    }
    if (goesOn) {
      pair.proceed();
    } else {
      pair.start(time, flow.stepped, flow::rates);
      double guess = pair.guess(flow.steppedScale);
      flow.step = flow.step > 0 ? Math.min(flow.step, 10 * guess) : guess;
    }
    double furthest = Math.min(limit, flow.taylor.end());
    double most = furthest - time;
    double wanted = flow.step > 0 ? flow.step : most;
    while (true) {
      double h = Math.min(wanted, most);
      if (!(h > 4 * Math.ulp(time))) {
        throw unbounded();
      }
      double error = pair.attempt(h, flow::rates, tolerance, flow.steppedScale);
      double next = pair.next(error);
      if (error <= 1) {
        pair.accept();
        // a step that was cut short says nothing against a longer one
        flow.step = h < wanted ? Math.max(next, wanted) : next;
        return h == most ? furthest : time + h;
      }
      wanted = next;
    }
  }

  private double nextStop() {
    double next = Double.POSITIVE_INFINITY;
    double[] fixed = shape.fixedStops;
    int at = Arrays.binarySearch(fixed, time);
    at = at < 0 ? -at - 1 : at + 1;
    if (at < fixed.length) {
      next = fixed[at];
    }
    base[0] = time;
    if (shape.dynamicStops.length > 0 || shape.machineSlots.length > 0) {
      shape.stopNeeds.run(base, NO_DRAWS);
      for (Terms.Term s : shape.dynamicStops) {
        next = sooner(next, s.value(base, NO_DRAWS));
      }
      for (Shape.Watch w : shape.watches) {
        if (w.machine() >= 0 && inForce(w)) {
          for (Terms.Term s : w.stops()) {
            next = sooner(next, s.value(base, NO_DRAWS));
          }
        }
      }
    }
    return next;
  }

  private double sooner(double next, double candidate) {
    return candidate > time && candidate < next ? candidate : next;
  }

  private boolean inForce(Shape.Watch w) {
    return w.machine() < 0 || base[shape.machineSlots[w.machine()]] == w.regime();
  }

  // --------------------------------------------------------------------------------------------
  // conditions

  /** Looks for the first change of a condition before the planned end. */
  private void look(double to) {
    double[][] seen = flow.seen;
    double from = time;
    for (int j = 0; j <= Flow.LOOKS; j++) {
      flow.look(Flow.at(from, to, j), seen[j]);
    }
    for (int m = 0; m < flow.mode.located.length; m++) {
      int w = flow.mode.located[m];
      double when = held[w] ? falls(m, from, to) : rises(m, from, to);
      if (when < horizon || (when == horizon && forced < 0)) {
        horizon = when;
        forced = w;
      }
    }
  }

  private double rises(int m, double from, double to) {
    double[][] g = flow.seen;
    if (g[0][m] == 0 && g[1][m] > 0) {
      double below = Roots.below(t -> flow.margin(m, t), from, Flow.at(from, to, 1), PRECISION);
      return below == from ? from : root(m, below, Flow.at(from, to, 1));
    }
    for (int j = 1; j <= Flow.LOOKS; j++) {
      if (g[j][m] >= 0 && g[j - 1][m] < 0) {
        return root(m, Flow.at(from, to, j - 1), Flow.at(from, to, j));
      }
      boolean peak =
          j < Flow.LOOKS
              && g[j][m] < 0
              && g[j][m] >= g[j - 1][m]
              && g[j][m] >= g[j + 1][m]
              && (g[j][m] > g[j - 1][m] || g[j][m] > g[j + 1][m]);
      if (peak && Roots.mayReachZero(g[j - 1][m], g[j][m], g[j + 1][m])) {
        int looked = m;
        double top =
            Roots.greatest(
                t -> flow.margin(looked, t),
                Flow.at(from, to, j - 1),
                Flow.at(from, to, j + 1),
                40);
        if (flow.margin(m, top) >= 0) {
          return root(m, Flow.at(from, to, j - 1), top);
        }
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  private double falls(int m, double from, double to) {
    // where it is 0 the condition may still be true: the root is where it is below
    double[][] g = flow.seen;
    for (int j = 1; j <= Flow.LOOKS; j++) {
      if (g[j][m] < 0 && g[j - 1][m] >= 0) {
        return root(
            t -> -flow.margin(m, t) - Double.MIN_VALUE,
            Flow.at(from, to, j - 1),
            Flow.at(from, to, j));
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  private double root(int m, double from, double to) {
    return root(t -> flow.margin(m, t), from, to);
  }

  private static double root(DoubleUnaryOperator f, double from, double to) {
    return Roots.crossing(f, from, to, Math.max(PRECISION, 2 * Math.ulp(to)));
  }

  // --------------------------------------------------------------------------------------------
  // commit

  /** Commits the planned step up to a time within it. */
  void commit(double to) {
    if (planned && to > time) {
      for (Probe p : probes) {
        p.sample(flow, time, to, base);
      }
      flow.fill(base, to);
      for (int slot : shape.stateSlots) {
        scale[slot] = Math.max(scale[slot], Math.abs(base[slot]));
      }
      requireFinite();
    } else if (to > time) {
      for (Probe p : probes) {
        p.still(to, base);
      }
    }
    time = to;
    base[0] = to;
  }

  /** Takes the last samples. */
  void finish() {
    probes.forEach(p -> p.still(Double.POSITIVE_INFINITY, base));
  }

  /** Whether anything happens at the horizon besides the end of a step. */
  boolean eventful() {
    return forced >= 0 || stopping || fresh;
  }

  /** An event arrives at a part, at the committed time. */
  void receive(int part) {
    keepFollowed();
    react(part);
    // what was planned from here on no longer holds
    forced = -1;
    stopping = false;
    fresh = true;
  }

  private void react(int part) {
    base[0] = time;
    for (Shape.Reaction r : shape.reactions[part]) {
      if (r.machine() < 0 || base[shape.machineSlots[r.machine()]] == r.regime()) {
        perform(r.actions());
      }
    }
  }

  /** Lets conditions act, until none does. */
  void act() {
    keepFollowed();
    int expected = forced;
    int found = forced >= 0 && !held[forced] ? forced : -1;
    lastFound = found >= 0 ? found : lastFound;
    forced = -1;
    fresh = true;
    boolean again = true;
    for (int round = 0; again; round++) {
      again = false;
      for (int w = 0; w < shape.watches.length; w++) {
        Shape.Watch watch = shape.watches[w];
        if (!inForce(watch)) {
          held[w] = false;
          continue;
        }
        boolean flipped = w == expected;
        boolean stays = w == found && held[w] && isAtEdge(watch);
        boolean now = flipped ? !held[w] : stays || holds(watch);
        expected = flipped ? -1 : expected;
        if (watch.flag() >= 0) {
          base[watch.flag()] = now ? 1 : 0;
        }
        if (now && !held[w]) {
          if (round > MOST_ROUNDS) {
            throw neverRests(watch);
          }
          held[w] = watch.idempotent();
          perform(watch.actions());
          again = true;
        } else if (!now) {
          held[w] = false;
        }
      }
    }
  }

  /** Tests just after the present, so that a time that has come has passed. */
  private boolean holds(Shape.Watch watch) {
    base[0] = time + 16 * Math.ulp(Math.max(time, 1e-3));
    watch.needs().run(base, NO_DRAWS);
    boolean now = watch.test().value(base, NO_DRAWS) != 0;
    base[0] = time;
    return now;
  }

  /**
   * Whether a condition that was found to come true, and has done all it can, is still where it was
   * found. One that would do more at its edge is looked for anew: a ball that bounces leaves it.
   */
  private boolean isAtEdge(Shape.Watch watch) {
    watch.needs().run(base, NO_DRAWS);
    return watch.edge().value(base, NO_DRAWS) >= 0;
  }

  private void keepFollowed() {
    if (shape.followed.length > 0) {
      base[0] = time;
      shape.followedValues.run(base, NO_DRAWS);
      for (Shape.Followed f : shape.followed) {
        base[f.last()] = base[f.quantity()];
      }
    }
  }

  private void perform(Doing doing) {
    doing.assign().run(base, draws[doing.part()]);
    for (int part : doing.emits()) {
      for (int to : shape.relays[part]) {
        react(to);
      }
      listener.emitted(this, part, time);
    }
    for (Doing.Entry e : doing.entries()) {
      base[shape.machineSlots[e.machine()]] = e.regime();
      for (int w = 0; w < held.length; w++) {
        if (shape.watches[w].machine() == e.machine()) {
          held[w] = false;
        }
      }
      perform(shape.onEntry[e.machine()][e.regime()]);
    }
  }

  // --------------------------------------------------------------------------------------------
  // findings

  private void requireFinite() {
    double sum = 0;
    for (int slot : shape.stateSlots) {
      sum += base[slot] * 0.0;
    }
    if (sum != 0) {
      for (int s = 0; s < shape.stateSlots.length; s++) {
        double x = base[shape.stateSlots[s]];
        if (!Double.isFinite(x)) {
          FlatSystem.State state = shape.system.states().get(s);
          throw new BitspikeException(
              Diagnostic.error(
                  Code.R_NOT_FINITE,
                  shape.system.parts().get(state.part()).source(),
                  state.name() + " of " + name + " became " + x + " at t = " + time + " s"));
        }
      }
    }
  }

  private BitspikeException unbounded() {
    int worst = 0;
    double fastest = 0;
    for (int i = 0; i < flow.stepped.length; i++) {
      double size = Math.max(flow.steppedScale[i], Math.abs(flow.stepped[i]));
      double rate = Math.abs(flow.frame[flow.mode.rateSlots[i]]) / size;
      if (!(rate <= fastest)) {
        fastest = rate;
        worst = i;
      }
    }
    String variable = "";
    for (FlatSystem.State s : shape.system.states()) {
      if (flow.stepped.length > 0 && shape.slotOf(s.name()) == flow.mode.steppedSlots[worst]) {
        variable = s.name();
      }
    }
    FlatSystem.Part part = shape.system.parts().getFirst();
    return new BitspikeException(
        Diagnostic.error(
            Code.R_UNBOUNDED,
            part.source(),
            String.format(
                Locale.ROOT,
                "the solution for %s of %s grows without bound at t = %s s: steps of %s s are too"
                    + " long",
                variable,
                name,
                time,
                4 * Math.ulp(time))));
  }

  /** Blames the condition that was found last. */
  BitspikeException neverRests() {
    return neverRests(shape.watches[lastFound]);
  }

  private BitspikeException neverRests(Shape.Watch watch) {
    FlatSystem.Part part = shape.system.parts().get(watch.part());
    int w = Arrays.asList(shape.watches).indexOf(watch);
    return new BitspikeException(
        Diagnostic.error(
            Code.R_NO_LIMIT,
            part.source(),
            "a condition of component "
                + part.component()
                + " of "
                + name
                + " still holds after thousands of its own actions at t = "
                + time
                + " s: "
                + ExprText.print(shape.system.conditions().get(w).test())));
  }
}
