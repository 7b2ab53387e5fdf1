package org.bitspike.compiler.dynamics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.expr.Expr.MathFunction;
import org.bitspike.ir.expr.ExprEvaluator;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.Action;
import org.bitspike.ir.network.ComponentType.Slot;
import org.bitspike.ir.network.Network;

/**
 * An input that depends on nothing but time, such as a pulse generator, computed in double
 * precision on the reference's grid: same order, same accumulated time.
 */
public final class GridInput {

  private final double dt;
  private final Part root;

  private GridInput(Network network, Component component, double weight, double dt) {
    this.dt = dt;
    this.root = new Part(network, component);
    if (root.values.containsKey("weight")) {
      root.values.put("weight", weight);
    }
  }

  /** A value from a tick on, until the next. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Changes(long[] tick, double[] value) {}

  /** Whether a component depends on nothing but time. */
  public static boolean isDeterministic(Network network, Component component) {
    ComponentType type = network.type(component.type());
    return type.requirements().isEmpty()
        && type.dynamics().regimes().isEmpty()
        && expressions(type).stream().noneMatch(GridInput::isRandom)
        && component.children().values().stream()
            .allMatch(slot -> slot.stream().allMatch(c -> isDeterministic(network, c)));
  }

  /**
   * Computes the value of an exposure at every tick.
   *
   * @param limit changes at most
   * @return the changes, or nothing when there are more than the limit
   */
  public static Optional<Changes> run(
      Network network,
      Component component,
      String exposure,
      double weight,
      double dt,
      long ticks,
      int limit) {
    return new GridInput(network, component, weight, dt).run(exposure, ticks, limit);
  }

  /** The exposures by which inputs act on cells. */
  public static Optional<String> exposure(ComponentType type) {
    for (String candidate : List.of("i", "I")) {
      boolean exposed =
          type.dynamics().stateVariables().stream()
                  .anyMatch(s -> s.exposure().filter(candidate::equals).isPresent())
              || type.dynamics().derivedVariables().stream()
                  .anyMatch(d -> d.exposure().filter(candidate::equals).isPresent());
      if (exposed) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private Optional<Changes> run(String exposure, long ticks, int limit) {
    List<Long> when = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    double last = 0;
    double t = 0;
    for (long tick = 0; tick < ticks; tick++) {
      t += dt;
      root.advance(t, dt);
      double value = root.exposed(exposure);
      if (value != last) {
        if (when.size() == limit) {
          return Optional.empty();
        }
        when.add(tick);
        values.add(value);
        last = value;
      }
    }
    return Optional.of(
        new Changes(
            when.stream().mapToLong(Long::longValue).toArray(),
            values.stream().mapToDouble(Double::doubleValue).toArray()));
  }

  private static List<Expr> expressions(ComponentType type) {
    List<Expr> all = new ArrayList<>();
    type.dynamics().timeDerivatives().forEach(d -> all.add(d.rate()));
    type.dynamics()
        .derivedVariables()
        .forEach(
            d -> {
              switch (d.definition()) {
                case ComponentType.Definition.Value v -> all.add(v.value());
                case ComponentType.Definition.Conditional c ->
                    c.cases().forEach(k -> all.add(k.value()));
                case ComponentType.Definition.Select s -> {}
              }
            });
    List<Action> actions = new ArrayList<>(type.dynamics().onStart());
    type.dynamics()
        .onConditions()
        .forEach(
            c -> {
              all.add(c.test());
              actions.addAll(c.actions());
            });
    actions.forEach(
        a -> {
          if (a instanceof Action.Assign assign) {
            all.add(assign.value());
          }
        });
    return all;
  }

  private static boolean isRandom(Expr expr) {
    return switch (expr) {
      case Expr.Num n -> false;
      case Expr.Var v -> false;
      case Expr.Unary u -> isRandom(u.operand());
      case Expr.Binary b -> isRandom(b.left()) || isRandom(b.right());
      case Expr.Call c ->
          c.function() == MathFunction.RANDOM
              || c.arguments().stream().anyMatch(GridInput::isRandom);
    };
  }

  /** A component with its values. */
  private static final class Part {
    private final ComponentType type;
    private final Map<String, Double> values = new HashMap<>();
    private final Map<String, List<Part>> children = new HashMap<>();

    Part(Network network, Component component) {
      type = network.type(component.type());
      for (Slot slot : type.slots()) {
        List<Part> parts = new ArrayList<>();
        component
            .children()
            .getOrDefault(slot.name(), List.of())
            .forEach(c -> parts.add(new Part(network, c)));
        children.put(slot.name(), parts);
      }
      type.properties().forEach(p -> values.put(p.name(), p.defaultValue()));
      values.putAll(Instance.constantsOf(type, component));
      type.dynamics().stateVariables().forEach(s -> values.put(s.name(), 0.0));
      values.put("t", 0.0);
      perform(type.dynamics().onStart());
    }

    void advance(double t, double dt) {
      children.values().forEach(parts -> parts.forEach(p -> p.advance(t, dt)));
      values.put("t", t);
      for (ComponentType.DerivedVariable derived : type.dynamics().derivedVariables()) {
        values.put(derived.name(), define(derived.definition()));
      }
      List<ComponentType.TimeDerivative> rates = type.dynamics().timeDerivatives();
      double[] change = new double[rates.size()];
      for (int i = 0; i < change.length; i++) {
        change[i] = dt * evaluate(rates.get(i).rate());
      }
      for (int i = 0; i < change.length; i++) {
        values.merge(rates.get(i).variable(), change[i], Double::sum);
      }
      for (ComponentType.OnCondition condition : type.dynamics().onConditions()) {
        if (evaluate(condition.test()) != 0) {
          perform(condition.actions());
        }
      }
    }

    double exposed(String exposure) {
      for (ComponentType.StateVariable state : type.dynamics().stateVariables()) {
        if (state.exposure().filter(exposure::equals).isPresent()) {
          return value(state.name());
        }
      }
      for (ComponentType.DerivedVariable derived : type.dynamics().derivedVariables()) {
        if (derived.exposure().filter(exposure::equals).isPresent()) {
          return value(derived.name());
        }
      }
      return value(exposure);
    }

    private double define(ComponentType.Definition definition) {
      return switch (definition) {
        case ComponentType.Definition.Value(Expr value) -> evaluate(value);
        case ComponentType.Definition.Conditional c -> {
          for (ComponentType.Definition.Case k : c.cases()) {
            if (k.condition().isEmpty() || evaluate(k.condition().get()) != 0) {
              yield evaluate(k.value());
            }
          }
          yield 0;
        }
        case ComponentType.Definition.Select s -> select(s);
      };
    }

    private double select(ComponentType.Definition.Select s) {
      int slash = s.path().indexOf('/');
      String slot = s.path().substring(0, slash).replaceFirst("\\[.*", "");
      boolean multiply =
          s.reduce().filter(r -> r == ComponentType.Definition.Reduce.MULTIPLY).isPresent();
      double result = multiply ? 1 : 0;
      for (Part part : children.getOrDefault(slot, List.of())) {
        double value = part.exposed(s.path().substring(slash + 1));
        result = multiply ? result * value : result + value;
      }
      return result;
    }

    private void perform(List<Action> actions) {
      for (Action action : actions) {
        if (action instanceof Action.Assign(String variable, Expr value)) {
          values.put(variable, evaluate(value));
        }
      }
    }

    private double evaluate(Expr expr) {
      return ExprEvaluator.evaluate(expr, this::value);
    }

    private double value(String name) {
      Double value = values.get(name);
      if (value == null) {
        throw NotLowerable.because("the input's variable '" + name + "'");
      }
      return value;
    }
  }
}
