package org.bitspike.reference.flat;

import java.util.List;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.expr.Expr.MathFunction;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.Action;
import org.bitspike.ir.network.ComponentType.Definition;
import org.bitspike.ir.network.ComponentType.OnCondition;
import org.bitspike.ir.network.ComponentType.OnEvent;

/** Finds random numbers. */
final class Draws {

  private Draws() {}

  /** Whether a component of this type draws random numbers. */
  static boolean in(ComponentType type) {
    var d = type.dynamics();
    return d.derivedVariables().stream().anyMatch(v -> in(v.definition()))
        || d.timeDerivatives().stream().anyMatch(r -> in(r.rate()))
        || d.onStart().stream().anyMatch(Draws::in)
        || inConditions(d.onConditions())
        || inEvents(d.onEvents())
        || d.regimes().stream()
            .anyMatch(
                r ->
                    r.timeDerivatives().stream().anyMatch(x -> in(x.rate()))
                        || r.onEntry().stream().anyMatch(Draws::in)
                        || inConditions(r.onConditions())
                        || inEvents(r.onEvents()));
  }

  private static boolean inConditions(List<OnCondition> conditions) {
    return conditions.stream()
        .anyMatch(c -> in(c.test()) || c.actions().stream().anyMatch(Draws::in));
  }

  private static boolean inEvents(List<OnEvent> events) {
    return events.stream().anyMatch(e -> e.actions().stream().anyMatch(Draws::in));
  }

  private static boolean in(Action action) {
    return action instanceof Action.Assign(String variable, Expr value) && in(value);
  }

  /** Whether a definition draws. */
  static boolean in(Definition definition) {
    return switch (definition) {
      case Definition.Value(Expr value) -> in(value);
      case Definition.Conditional(var cases) ->
          cases.stream()
              .anyMatch(c -> in(c.value()) || c.condition().filter(Draws::in).isPresent());
      case Definition.Select s -> false;
    };
  }

  /** Whether an expression draws. */
  static boolean in(Expr expr) {
    return switch (expr) {
      case Expr.Num n -> false;
      case Expr.Var v -> false;
      case Expr.Unary u -> in(u.operand());
      case Expr.Binary b -> in(b.left()) || in(b.right());
      case Expr.Call c ->
          c.function() == MathFunction.RANDOM || c.arguments().stream().anyMatch(Draws::in);
    };
  }
}
