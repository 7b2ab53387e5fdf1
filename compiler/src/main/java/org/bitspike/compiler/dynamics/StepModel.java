package org.bitspike.compiler.dynamics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bitspike.compiler.symbolic.Interval;
import org.bitspike.compiler.symbolic.Sym;

/**
 * What a neuron does in one tick, over real numbers in SI units.
 *
 * @param variables everything that has a value at the start of a tick
 * @param steps what is done, in order
 */
public record StepModel(List<Variable> variables, List<Step> steps) {

  /** The name that stands for the number of the tick. */
  public static final String NOW = "now";

  public StepModel {
    variables = List.copyOf(variables);
    steps = List.copyOf(steps);
  }

  /** The variable of that name. */
  public Optional<Variable> variable(String name) {
    return variables.stream().filter(v -> v.name().equals(name)).findFirst();
  }

  /** The same with every expression mapped. */
  public StepModel map(UnaryOperator<Sym> change) {
    return new StepModel(variables, map(steps, change));
  }

  private static List<Step> map(List<Step> steps, UnaryOperator<Sym> change) {
    List<Step> mapped = new ArrayList<>();
    for (Step step : steps) {
      mapped.add(
          switch (step) {
            case Step.Let(String name, Sym value) -> new Step.Let(name, change.apply(value));
            case Step.Assign(String variable, Sym value) ->
                new Step.Assign(variable, change.apply(value));
            case Step.If(Sym condition, List<Step> then, List<Step> otherwise) ->
                new Step.If(change.apply(condition), map(then, change), map(otherwise, change));
            case Step.Spike spike -> spike;
          });
    }
    return mapped;
  }

  /**
   * A value that a tick starts with.
   *
   * @param name as kernels name it
   * @param kind who sets it
   * @param initial value before tick 0
   * @param rangeName the reference recording's name for its range; empty when its bound is static
   * @param bound static bound, where there is one
   */
  public record Variable(
      String name, Kind kind, double initial, String rangeName, Optional<Interval> bound) {}

  /** Kinds of values. */
  public sealed interface Kind {
    /** A real number kept between ticks. */
    record State() implements Kind {}

    /** A time kept between ticks, counted in ticks: the variable is {@code dt} times the word. */
    record Ticks() implements Kind {}

    /** Ticks since something happened, saturating at the largest number that matters. */
    record Elapsed() implements Kind {}

    /** The number of the active regime. */
    record Regime() implements Kind {}

    /** The sum of the weight codes that arrive at a receptor in this tick. */
    record Arrivals(String receptor) implements Kind {}

    /** {@code factor} times the weight that one code of a receptor stands for. */
    record Gain(String receptor, double factor) implements Kind {}

    /** The sum of the currents of a kind that inputs give. */
    record Level(String exposure) implements Kind {}

    /** A derived variable that is recorded. */
    record Watched() implements Kind {}
  }
}
