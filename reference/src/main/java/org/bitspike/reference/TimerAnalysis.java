package org.bitspike.reference;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.expr.Expr.BinaryOperator;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.Action;
import org.bitspike.ir.network.ComponentType.Dynamics;
import org.bitspike.ir.network.ComponentType.OnCondition;

/**
 * Recognises component types that do nothing until a time known beforehand and, having done
 * something, may never do anything again: every condition is a conjunction with a part {@code t
 * .geq. X} or {@code t .gt. X} over parameters. A spike of a spike array is one. Their instances
 * need no step while they sleep.
 */
final class TimerAnalysis {

  /**
   * A timer.
   *
   * @param wake for each condition, the time before which it cannot hold
   * @param once for each condition, a state and the value without which it can never hold again
   */
  record Timer(List<Expr> wake, List<Optional<Latch>> once) {}

  /** A state that must equal a value, and that nothing brings back to the value. */
  record Latch(String state, double value) {}

  private final ComponentType type;
  private final Dynamics dynamics;
  private final Set<String> changing = new HashSet<>();

  private TimerAnalysis(ComponentType type) {
    this.type = type;
    this.dynamics = type.dynamics();
    dynamics.timeDerivatives().forEach(d -> changing.add(d.variable()));
  }

  /** The type as a timer, if it is one. */
  static Optional<Timer> of(ComponentType type) {
    return new TimerAnalysis(type).timer();
  }

  private Optional<Timer> timer() {
    boolean simple =
        type.requirements().isEmpty()
            && type.slots().isEmpty()
            && type.properties().isEmpty()
            && type.emitsEvents()
            && type.eventPorts().stream().noneMatch(p -> p.in())
            && dynamics.derivedVariables().isEmpty()
            && dynamics.regimes().isEmpty()
            && !dynamics.onConditions().isEmpty()
            && !Expressions.drawsRandom(type);
    if (!simple) {
      return Optional.empty();
    }
    List<Expr> wake = new ArrayList<>();
    List<Optional<Latch>> once = new ArrayList<>();
    for (OnCondition c : dynamics.onConditions()) {
      List<Expr> parts = new ArrayList<>();
      conjunction(c.test(), parts);
      Optional<Expr> time = parts.stream().flatMap(p -> earliest(p).stream()).findFirst();
      if (time.isEmpty() || readsWhatFlows(c)) {
        return Optional.empty();
      }
      wake.add(time.get());
      once.add(parts.stream().flatMap(p -> latch(p).stream()).findFirst());
    }
    return Optional.of(new Timer(wake, once));
  }

  private static void conjunction(Expr test, List<Expr> parts) {
    if (test instanceof Expr.Binary(BinaryOperator op, Expr left, Expr right)
        && op == BinaryOperator.AND) {
      conjunction(left, parts);
      conjunction(right, parts);
    } else {
      parts.add(test);
    }
  }

  private Optional<Expr> earliest(Expr part) {
    if (part instanceof Expr.Binary(BinaryOperator op, Expr left, Expr right)
        && (op == BinaryOperator.GREATER || op == BinaryOperator.GREATER_OR_EQUAL)
        && left.equals(new Expr.Var("t"))
        && Expressions.variables(right).stream().allMatch(this::isConstant)) {
      return Optional.of(right);
    }
    return Optional.empty();
  }

  private boolean isConstant(String name) {
    return type.parameters().stream().anyMatch(p -> p.name().equals(name))
        || type.constants().stream().anyMatch(c -> c.name().equals(name))
        || type.derivedParameters().stream().anyMatch(d -> d.name().equals(name));
  }

  /** While it sleeps, rates do not act; so nothing it does may depend on a state with a rate. */
  private boolean readsWhatFlows(OnCondition c) {
    return Expressions.variables(c.test()).stream().anyMatch(changing::contains)
        || c.actions().stream()
            .anyMatch(
                a ->
                    a instanceof Action.Assign(String variable, Expr value)
                        && Expressions.variables(value).stream().anyMatch(changing::contains));
  }

  private Optional<Latch> latch(Expr part) {
    if (part
            instanceof
            Expr.Binary(BinaryOperator op, Expr.Var(String state), Expr.Num(double value))
        && op == BinaryOperator.EQUAL
        && dynamics.stateVariables().stream().anyMatch(s -> s.name().equals(state))
        && dynamics.onConditions().stream().allMatch(c -> !assigns(c, state) || holds(c, part))) {
      return Optional.of(new Latch(state, value));
    }
    return Optional.empty();
  }

  private static boolean assigns(OnCondition c, String state) {
    return c.actions().stream()
        .anyMatch(
            a -> a instanceof Action.Assign(String variable, var value) && variable.equals(state));
  }

  private static boolean holds(OnCondition c, Expr part) {
    List<Expr> parts = new ArrayList<>();
    conjunction(c.test(), parts);
    return parts.contains(part);
  }
}
