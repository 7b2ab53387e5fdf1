package org.bitspike.compiler.lowering;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bitspike.compiler.dynamics.StepModel;
import org.bitspike.compiler.symbolic.Algebra;
import org.bitspike.compiler.symbolic.Sym;
import org.bitspike.compiler.symbolic.Sym.Ref;
import org.bitspike.ir.expr.Expr.BinaryOperator;

/**
 * Turns comparisons of times into comparisons of whole numbers of ticks.
 *
 * <p>The model's time is the accumulated sum of steps, so that a comparison whose two sides are
 * nominally equal is decided by rounding. A comparison with the time alone is decided once for all
 * here, on the accumulated time itself, and so is exact. A comparison of the time with an earlier
 * one is decided for every earlier time of the run: the answer changes with the present tick a few
 * times at most. Where two earlier times are compared, it is decided as most of the run's times
 * decide it.
 */
final class TimeComparisons {

  private static final double NEARLY_WHOLE = 1e-6;
  private static final int SAMPLES = 4001;

  /** Changes of an answer during a run up to which each is worth a comparison in the kernel. */
  private static final int MOST_CHANGES = 16;

  private final double dt;
  private final long ticks;
  private final Set<String> times;
  private double[] clock = {};

  /**
   * Compares in ticks.
   *
   * @param times variables that count ticks
   */
  TimeComparisons(double dt, long ticks, Set<String> times) {
    this.dt = dt;
    this.ticks = ticks;
    this.times = times;
  }

  /** The same condition with every comparison of times in whole ticks. */
  Sym lower(Sym sym) {
    return switch (sym) {
      case Sym.Compare c when isTime(c) -> ticks(c);
      case Sym.Both b -> Algebra.both(lower(b.left()), lower(b.right()));
      case Sym.Either e -> Algebra.either(lower(e.left()), lower(e.right()));
      case Sym.Negated n -> Algebra.not(lower(n.operand()));
      case Sym.Choice c ->
          Algebra.choose(lower(c.condition()), lower(c.then()), lower(c.otherwise()));
      default -> sym;
    };
  }

  private boolean isTime(Sym.Compare c) {
    Set<String> names = new TreeSet<>(c.names());
    return !names.isEmpty()
        && names.stream().allMatch(n -> n.equals(StepModel.NOW) || times.contains(n));
  }

  /**
   * {@code constant + dt * (sum of coefficients * counts) operator 0} as counts against a whole
   * number.
   */
  private Sym ticks(Sym.Compare given) {
    boolean facing =
        given.left().names().contains(StepModel.NOW)
            || !given.right().names().contains(StepModel.NOW);
    Sym.Compare c =
        facing ? given : new Sym.Compare(mirrored(given.operator()), given.right(), given.left());
    if (!(Algebra.subtract(c.left(), c.right()) instanceof Sym.Sum difference)) {
      return given;
    }
    Sym counts = Sym.ZERO;
    for (Sym.Term term : difference.terms()) {
      double multiple = Math.rint(term.coefficient() / dt);
      if (!(term.atom() instanceof Ref)
          || Math.abs(multiple - term.coefficient() / dt) > NEARLY_WHOLE) {
        return given;
      }
      counts = Algebra.add(counts, Algebra.scale(term.atom(), multiple));
    }
    // where the time itself stands on the left it is dt * (now + 1): what is left on the right is
    // the model's own number
    double seconds = constant(c.right()) - (constant(c.left()) - dt);
    return counts.equals(new Ref(StepModel.NOW))
        ? nowAgainst(c.operator(), seconds)
        : whole(c.operator(), counts, -difference.constant() / dt, seconds);
  }

  private static double constant(Sym sym) {
    return switch (sym) {
      case Sym.Const(double value) -> value;
      case Sym.Sum sum -> sum.constant();
      default -> 0;
    };
  }

  /**
   * The time alone: the first tick at which the answer changes is found on the accumulated time.
   */
  private Sym nowAgainst(BinaryOperator operator, double limit) {
    Ref now = new Ref(StepModel.NOW);
    return switch (operator) {
      case GREATER ->
          Algebra.compare(
              BinaryOperator.GREATER_OR_EQUAL, now, Algebra.number(firstTick(limit, true)));
      case GREATER_OR_EQUAL ->
          Algebra.compare(
              BinaryOperator.GREATER_OR_EQUAL, now, Algebra.number(firstTick(limit, false)));
      case LESS ->
          Algebra.compare(BinaryOperator.LESS, now, Algebra.number(firstTick(limit, false)));
      case LESS_OR_EQUAL ->
          Algebra.compare(BinaryOperator.LESS, now, Algebra.number(firstTick(limit, true)));
      default -> whole(operator, now, limit / dt - 1, limit);
    };
  }

  /** The first tick whose time is at or, strictly, after a limit; a whole number. */
  private double firstTick(double limit, boolean strictly) {
    double t = 0;
    for (long tick = 0; tick < ticks; tick++) {
      t += dt;
      if (strictly ? t > limit : t >= limit) {
        return (double) tick;
      }
    }
    return (double) ticks;
  }

  private static BinaryOperator mirrored(BinaryOperator operator) {
    return switch (operator) {
      case GREATER -> BinaryOperator.LESS;
      case LESS -> BinaryOperator.GREATER;
      case GREATER_OR_EQUAL -> BinaryOperator.LESS_OR_EQUAL;
      case LESS_OR_EQUAL -> BinaryOperator.GREATER_OR_EQUAL;
      default -> operator;
    };
  }

  /**
   * Counts against a limit that is brought to a whole number such that the comparison is the
   * model's.
   */
  private Sym whole(BinaryOperator operator, Sym counts, double limit, double seconds) {
    double nearest = Math.rint(limit);
    if (Math.abs(limit - nearest) > NEARLY_WHOLE * Math.max(1, Math.abs(limit))) {
      return switch (operator) {
        case GREATER, GREATER_OR_EQUAL ->
            Algebra.compare(BinaryOperator.GREATER, counts, Algebra.number(Math.floor(limit)));
        case LESS, LESS_OR_EQUAL ->
            Algebra.compare(BinaryOperator.LESS, counts, Algebra.number(Math.ceil(limit)));
        case EQUAL -> Sym.ZERO;
        default -> Sym.ONE;
      };
    }
    Sym number = Algebra.number(nearest);
    return switch (operator) {
      case GREATER, GREATER_OR_EQUAL ->
          beyondOrEqual(BinaryOperator.GREATER, operator, counts, nearest, seconds);
      case LESS, LESS_OR_EQUAL ->
          beyondOrEqual(BinaryOperator.LESS, operator, counts, nearest, seconds);
      default -> Algebra.compare(operator, counts, number);
    };
  }

  /** Whether counts are beyond a number, or at it at a time when the model's times are beyond. */
  private Sym beyondOrEqual(
      BinaryOperator strict, BinaryOperator operator, Sym counts, double nearest, double seconds) {
    Sym number = Algebra.number(nearest);
    Sym whenEqual = sinceEarlier(counts) ? whenEqual(operator, nearest, seconds) : Sym.ZERO;
    if (!whenEqual.isConstant()) {
      return Algebra.either(
          Algebra.compare(strict, counts, number),
          Algebra.both(Algebra.compare(BinaryOperator.EQUAL, counts, number), whenEqual));
    }
    boolean holds =
        sinceEarlier(counts)
            ? whenEqual.equals(Sym.ONE)
            : holdsMostlyWhenEqual(operator, nearest + 1, seconds);
    BinaryOperator orEqual =
        strict == BinaryOperator.GREATER
            ? BinaryOperator.GREATER_OR_EQUAL
            : BinaryOperator.LESS_OR_EQUAL;
    return Algebra.compare(holds ? orEqual : strict, counts, number);
  }

  /** Whether counts are the present less an earlier time, so that the present tells both. */
  private static boolean sinceEarlier(Sym counts) {
    return counts instanceof Sym.Sum(double constant, List<Sym.Term> terms)
        && constant == 0
        && terms.size() == 2
        && terms.stream().anyMatch(t -> t.equals(new Sym.Term(1, new Ref(StepModel.NOW))))
        && terms.stream()
            .anyMatch(t -> t.coefficient() == -1 && !t.atom().equals(new Ref(StepModel.NOW)));
  }

  /**
   * When {@code t(m + span) operator t(m) + seconds} holds, as a condition on the tick {@code m +
   * span - 1} in which it is asked; as most starting times have it where the answer changes too
   * often.
   *
   * <p>Between two powers of two all times are multiples of one unit, and the accumulated time
   * grows by the same number of units every step. So the answer changes a few times in a run only.
   */
  private Sym whenEqual(BinaryOperator operator, double nearest, double seconds) {
    long span = (long) nearest + 1;
    double[] t = clock();
    if (span < 0 || t.length - 1 - span < 1) {
      return holdsMostlyWhenEqual(operator, nearest + 1, seconds) ? Sym.ONE : Sym.ZERO;
    }
    boolean first = holds(operator, t[(int) span + 1], t[1] + seconds);
    boolean last = first;
    List<Double> changes = new ArrayList<>();
    for (int m = 2; m + span < t.length; m++) {
      boolean now = holds(operator, t[(int) (m + span)], t[m] + seconds);
      if (now != last) {
        changes.add((double) (m + span - 1));
        last = now;
        if (changes.size() > MOST_CHANGES) {
          return holdsMostlyWhenEqual(operator, nearest + 1, seconds) ? Sym.ONE : Sym.ZERO;
        }
      }
    }
    Sym condition = first ? Sym.ONE : Sym.ZERO;
    boolean value = first;
    for (double change : changes) {
      value = !value;
      Sym since =
          Algebra.compare(
              value ? BinaryOperator.GREATER_OR_EQUAL : BinaryOperator.LESS,
              new Ref(StepModel.NOW),
              Algebra.number(change));
      condition = value ? Algebra.either(condition, since) : Algebra.both(condition, since);
    }
    return condition;
  }

  private static boolean holds(BinaryOperator operator, double left, double right) {
    return switch (operator) {
      case GREATER -> left > right;
      case GREATER_OR_EQUAL -> left >= right;
      case LESS -> left < right;
      default -> left <= right;
    };
  }

  /** The model's time at every tick. */
  private double[] clock() {
    if (clock.length == 0) {
      clock = new double[(int) Math.min(ticks + 1, 4_000_000)];
      for (int i = 1; i < clock.length; i++) {
        clock[i] = clock[i - 1] + dt;
      }
    }
    return clock;
  }

  /**
   * Whether {@code t(m + span) operator t(m) + seconds} holds for most of the run's starting times
   * {@code t(m)}.
   */
  private boolean holdsMostlyWhenEqual(BinaryOperator operator, double span, double seconds) {
    double[] t = clock();
    long starts = t.length - 1 - (long) Math.abs(span);
    if (starts <= 0) {
      return operator == BinaryOperator.GREATER_OR_EQUAL
          || operator == BinaryOperator.LESS_OR_EQUAL;
    }
    long stride = Math.max(1, starts / SAMPLES);
    int holds = 0;
    int asked = 0;
    for (long m = 1; m <= starts; m += stride) {
      asked++;
      holds +=
          holds(operator, t[(int) (m + (long) Math.abs(span))], t[(int) m] + Math.abs(seconds))
              ? 1
              : 0;
    }
    return 2 * holds > asked;
  }
}
