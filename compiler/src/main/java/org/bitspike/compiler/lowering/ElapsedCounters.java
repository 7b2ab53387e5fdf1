package org.bitspike.compiler.lowering;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.bitspike.compiler.dynamics.Step;
import org.bitspike.compiler.dynamics.StepModel;
import org.bitspike.compiler.dynamics.StepModel.Kind;
import org.bitspike.compiler.dynamics.StepModel.Variable;
import org.bitspike.compiler.symbolic.Algebra;
import org.bitspike.compiler.symbolic.Interval;
import org.bitspike.compiler.symbolic.Sym;
import org.bitspike.compiler.symbolic.Sym.Ref;

/**
 * Replaces times that are only ever compared with the present by saturating counters of the ticks
 * that have passed since.
 */
final class ElapsedCounters {

  /** Limits up to which a counter is worth its bits. */
  private static final double LONGEST = 1e9;

  private final Set<String> times;
  private final Map<String, Long> largest = new HashMap<>();

  /**
   * Counts.
   *
   * @param times variables that count ticks
   */
  ElapsedCounters(Set<String> times) {
    this.times = times;
  }

  /** The same step with counters. */
  StepModel replace(StepModel model) {
    Set<String> since = new TreeSet<>();
    for (String time : times) {
      if (onlySetToNow(model.steps(), time) && onlyComparedWithNow(model.steps(), time)) {
        since.add(time);
      }
    }
    if (since.isEmpty()) {
      return model;
    }
    List<Step> steps = new ArrayList<>();
    List<Variable> variables = new ArrayList<>();
    for (Variable variable : model.variables()) {
      if (since.contains(variable.name())) {
        long largestLimit = largest.getOrDefault(variable.name(), 1L);
        Interval bound = new Interval(0, largestLimit + 1.0);
        variables.add(new Variable(variable.name(), new Kind.Elapsed(), 0, "", Optional.of(bound)));
        steps.add(new Step.Assign(variable.name(), Algebra.add(new Ref(variable.name()), Sym.ONE)));
      } else {
        variables.add(variable);
      }
    }
    steps.addAll(rewrite(model.steps(), since));
    return new StepModel(variables, steps);
  }

  private static boolean onlySetToNow(List<Step> steps, String time) {
    return steps.stream()
        .allMatch(
            step ->
                switch (step) {
                  case Step.Assign a ->
                      !a.variable().equals(time)
                          || a.value().equals(Algebra.add(new Ref(StepModel.NOW), Sym.ONE));
                  case Step.If i ->
                      onlySetToNow(i.then(), time) && onlySetToNow(i.otherwise(), time);
                  default -> true;
                });
  }

  private boolean onlyComparedWithNow(List<Step> steps, String time) {
    return steps.stream()
        .allMatch(
            step ->
                switch (step) {
                  case Step.Let l -> !l.value().names().contains(time);
                  case Step.Assign a -> !a.value().names().contains(time);
                  case Step.If i ->
                      isSince(i.condition(), time)
                          && onlyComparedWithNow(i.then(), time)
                          && onlyComparedWithNow(i.otherwise(), time);
                  case Step.Spike s -> true;
                });
  }

  /** Whether every mention is in {@code now - time} against a number; keeps the largest number. */
  private boolean isSince(Sym condition, String time) {
    if (!condition.names().contains(time)) {
      return true;
    }
    return switch (condition) {
      case Sym.Compare c -> {
        boolean since =
            c.left().equals(Algebra.subtract(new Ref(StepModel.NOW), new Ref(time)))
                && c.right() instanceof Sym.Const(double limit)
                && limit < LONGEST;
        if (since && c.right() instanceof Sym.Const(double limit)) {
          largest.merge(time, (long) Math.max(1, limit + 1), Math::max);
        }
        yield since;
      }
      case Sym.Both b -> isSince(b.left(), time) && isSince(b.right(), time);
      case Sym.Either e -> isSince(e.left(), time) && isSince(e.right(), time);
      case Sym.Negated n -> isSince(n.operand(), time);
      default -> false;
    };
  }

  private static List<Step> rewrite(List<Step> steps, Set<String> since) {
    List<Step> rewritten = new ArrayList<>();
    UnaryOperator<Sym> elapsed = s -> elapsed(s, since);
    for (Step step : steps) {
      rewritten.add(
          switch (step) {
            case Step.Assign a when since.contains(a.variable()) ->
                new Step.Assign(a.variable(), Sym.ZERO);
            case Step.If i ->
                new Step.If(
                    elapsed.apply(i.condition()),
                    rewrite(i.then(), since),
                    rewrite(i.otherwise(), since));
            default -> step;
          });
    }
    return rewritten;
  }

  /**
   * {@code now - time} is one less than the ticks that have passed, since {@code time} counts from
   * the end of a tick.
   */
  private static Sym elapsed(Sym sym, Set<String> since) {
    return switch (sym) {
      case Sym.Compare c when c.right() instanceof Sym.Const(double limit) -> {
        for (String time : since) {
          if (c.left().names().contains(time)) {
            yield Algebra.compare(c.operator(), new Ref(time), Algebra.number(limit + 1));
          }
        }
        yield c;
      }
      case Sym.Both b -> Algebra.both(elapsed(b.left(), since), elapsed(b.right(), since));
      case Sym.Either e -> Algebra.either(elapsed(e.left(), since), elapsed(e.right(), since));
      case Sym.Negated n -> Algebra.not(elapsed(n.operand(), since));
      default -> sym;
    };
  }
}
