package org.bitspike.reference;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.expr.Expr.BinaryOperator;
import org.bitspike.ir.expr.Expr.MathFunction;
import org.bitspike.ir.expr.Expr.UnaryOperator;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.Action;
import org.bitspike.ir.network.ComponentType.Definition;
import org.bitspike.ir.network.ComponentType.DerivedVariable;
import org.bitspike.ir.network.ComponentType.Dynamics;

/**
 * Tells whether all connections to one target may share one instance of a synapse. They may when
 * the sum of many instances obeys the same equations as one: states start at 0, events add amounts
 * that depend on no state, rates and what the target reads are linear and homogeneous in the
 * states, and everything else they depend on is the same for all instances at the target. Sharing
 * then changes nothing but the order of floating-point sums.
 */
final class MergeAnalysis {

  private enum Kind {
    /** The same in every instance at one target. */
    SHARED,
    /** Linear and homogeneous in the states. */
    LINEAR,
    OTHER
  }

  private final ComponentType type;
  private final Map<String, Double> constants;
  private final Map<String, Kind> kinds = new HashMap<>();

  private MergeAnalysis(ComponentType type, Map<String, Double> constants) {
    this.type = type;
    this.constants = constants;
  }

  /**
   * Decides.
   *
   * @param constants values of parameters and constants of the synapse
   * @param children types of everything the synapse encloses
   * @param read names of the variables that the target reads from it
   */
  static boolean mergeable(
      ComponentType type,
      Map<String, Double> constants,
      List<ComponentType> children,
      Set<String> read) {
    boolean childrenIgnoreEvents =
        children.stream()
            .allMatch(
                c ->
                    c.eventPorts().stream().noneMatch(p -> p.in())
                        && !c.emitsEvents()
                        && !Expressions.drawsRandom(c));
    return childrenIgnoreEvents && new MergeAnalysis(type, constants).linear(read);
  }

  private boolean linear(Set<String> read) {
    Dynamics d = type.dynamics();
    if (!d.regimes().isEmpty() || !d.onConditions().isEmpty() || Expressions.drawsRandom(type)) {
      return false;
    }
    constants.keySet().forEach(c -> kinds.put(c, Kind.SHARED));
    kinds.put("t", Kind.SHARED);
    type.requirements().forEach(r -> kinds.put(r.name(), Kind.SHARED));
    // a property may differ between connections: allowed only in what an event adds
    type.properties().forEach(p -> kinds.put(p.name(), Kind.OTHER));
    d.stateVariables().forEach(s -> kinds.put(s.name(), Kind.LINEAR));
    for (DerivedVariable v : d.derivedVariables()) {
      kinds.put(v.name(), kind(v.definition()));
    }
    return d.onStart().stream().allMatch(this::startsAtZero)
        && d.timeDerivatives().stream()
            .allMatch(r -> kind(r.rate()) == Kind.LINEAR || isZero(r.rate()))
        && read.stream().allMatch(this::readsLinearly)
        && eventsAdd(d);
  }

  private boolean startsAtZero(Action action) {
    return action instanceof Action.Assign(String variable, Expr value) && isZero(value);
  }

  private boolean isZero(Expr value) {
    return switch (value) {
      case Expr.Num(double x) -> x == 0;
      case Expr.Var(String name) -> constants.getOrDefault(name, 1.0) == 0;
      default -> false;
    };
  }

  private boolean readsLinearly(String exposure) {
    for (var s : type.dynamics().stateVariables()) {
      if (s.exposure().filter(exposure::equals).isPresent()) {
        return true;
      }
    }
    for (DerivedVariable v : type.dynamics().derivedVariables()) {
      if (v.exposure().filter(exposure::equals).isPresent()) {
        return kinds.get(v.name()) == Kind.LINEAR;
      }
    }
    return kinds.get(exposure) == Kind.LINEAR;
  }

  private boolean eventsAdd(Dynamics d) {
    Set<String> connectionWise = new HashSet<>();
    type.properties().forEach(p -> connectionWise.add(p.name()));
    connectionWise.forEach(p -> kinds.put(p, Kind.SHARED));
    return d.onEvents().stream()
        .flatMap(e -> e.actions().stream())
        .allMatch(
            a ->
                switch (a) {
                  case Action.Assign(String variable, Expr value) -> adds(value, variable);
                  // nothing inside takes events, and a synapse's events go nowhere else
                  case Action.Emit e -> true;
                  case Action.Transition t -> false;
                });
  }

  /** Whether the expression is the variable plus or minus shared amounts. */
  private boolean adds(Expr value, String variable) {
    return switch (value) {
      case Expr.Var(String name) -> name.equals(variable);
      case Expr.Binary(BinaryOperator op, Expr left, Expr right) when op == BinaryOperator.ADD ->
          (adds(left, variable) && kind(right) == Kind.SHARED)
              || (kind(left) == Kind.SHARED && adds(right, variable));
      case Expr.Binary(BinaryOperator op, Expr left, Expr right)
          when op == BinaryOperator.SUBTRACT ->
          adds(left, variable) && kind(right) == Kind.SHARED;
      default -> false;
    };
  }

  private Kind kind(Definition definition) {
    return switch (definition) {
      case Definition.Value(Expr value) -> kind(value);
      // whatever a synapse selects lies in its children, which no event reaches
      case Definition.Select s -> Kind.SHARED;
      case Definition.Conditional(var cases) -> {
        boolean tests =
            cases.stream()
                .allMatch(c -> c.condition().isEmpty() || kind(c.condition().get()) == Kind.SHARED);
        List<Kind> values = cases.stream().map(c -> kind(c.value())).distinct().toList();
        yield tests && values.size() == 1 ? values.getFirst() : Kind.OTHER;
      }
    };
  }

  private Kind kind(Expr expr) {
    return switch (expr) {
      case Expr.Num n -> Kind.SHARED;
      case Expr.Var(String name) -> kinds.getOrDefault(name, Kind.OTHER);
      case Expr.Unary(UnaryOperator op, Expr operand) -> {
        Kind k = kind(operand);
        yield op == UnaryOperator.NEGATE || k == Kind.SHARED ? k : Kind.OTHER;
      }
      case Expr.Binary(BinaryOperator op, Expr left, Expr right) ->
          binary(op, kind(left), kind(right));
      case Expr.Call(MathFunction f, List<Expr> arguments) ->
          arguments.stream().allMatch(a -> kind(a) == Kind.SHARED) ? Kind.SHARED : Kind.OTHER;
    };
  }

  private static Kind binary(BinaryOperator op, Kind left, Kind right) {
    boolean shared = left == Kind.SHARED && right == Kind.SHARED;
    if (shared) {
      return Kind.SHARED;
    }
    boolean linear =
        switch (op) {
          case ADD, SUBTRACT -> left == Kind.LINEAR && right == Kind.LINEAR;
          case MULTIPLY ->
              (left == Kind.LINEAR && right == Kind.SHARED)
                  || (left == Kind.SHARED && right == Kind.LINEAR);
          case DIVIDE -> left == Kind.LINEAR && right == Kind.SHARED;
          default -> false;
        };
    return linear ? Kind.LINEAR : Kind.OTHER;
  }
}
