package org.bitspike.reference;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.expr.Expr.MathFunction;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.Action;
import org.bitspike.ir.network.ComponentType.Definition;
import org.bitspike.ir.network.ComponentType.Dynamics;

/** What expressions mention. */
final class Expressions {

  private Expressions() {}

  /** Names of all variables, in order of appearance. */
  static Set<String> variables(Expr expr) {
    Set<String> names = new LinkedHashSet<>();
    any(
        expr,
        e -> {
          if (e instanceof Expr.Var(String name)) {
            names.add(name);
          }
          return false;
        });
    return names;
  }

  /** Names of all variables that a definition mentions. */
  static Set<String> variables(Definition definition) {
    Set<String> names = new LinkedHashSet<>();
    inDefinition(
        definition,
        e -> {
          names.addAll(variables(e));
          return false;
        });
    return names;
  }

  /** Whether any part of the expression fulfils the test. */
  static boolean any(Expr expr, Predicate<Expr> test) {
    return test.test(expr)
        || switch (expr) {
          case Expr.Num n -> false;
          case Expr.Var v -> false;
          case Expr.Unary u -> any(u.operand(), test);
          case Expr.Binary b -> any(b.left(), test) || any(b.right(), test);
          case Expr.Call c -> c.arguments().stream().anyMatch(a -> any(a, test));
        };
  }

  /** Whether a component of this type draws random numbers. */
  static boolean drawsRandom(ComponentType type) {
    Predicate<Expr> random =
        e -> e instanceof Expr.Call(MathFunction f, var arguments) && f == MathFunction.RANDOM;
    return anyExpression(type.dynamics(), e -> any(e, random));
  }

  private static boolean anyExpression(Dynamics d, Predicate<Expr> test) {
    return d.derivedVariables().stream().anyMatch(v -> inDefinition(v.definition(), test))
        || d.timeDerivatives().stream().anyMatch(r -> test.test(r.rate()))
        || d.onStart().stream().anyMatch(a -> inAction(a, test))
        || d.onConditions().stream().anyMatch(c -> inCondition(c, test))
        || d.onEvents().stream().flatMap(e -> e.actions().stream()).anyMatch(a -> inAction(a, test))
        || d.regimes().stream().anyMatch(r -> inRegime(r, test));
  }

  private static boolean inRegime(ComponentType.Regime r, Predicate<Expr> test) {
    return r.timeDerivatives().stream().anyMatch(x -> test.test(x.rate()))
        || r.onEntry().stream().anyMatch(a -> inAction(a, test))
        || r.onConditions().stream().anyMatch(c -> inCondition(c, test))
        || r.onEvents().stream()
            .flatMap(e -> e.actions().stream())
            .anyMatch(a -> inAction(a, test));
  }

  private static boolean inCondition(ComponentType.OnCondition c, Predicate<Expr> test) {
    return test.test(c.test()) || c.actions().stream().anyMatch(a -> inAction(a, test));
  }

  private static boolean inAction(Action action, Predicate<Expr> test) {
    return action instanceof Action.Assign(String variable, Expr value) && test.test(value);
  }

  private static boolean inDefinition(Definition definition, Predicate<Expr> test) {
    return switch (definition) {
      case Definition.Value(Expr value) -> test.test(value);
      case Definition.Conditional(var cases) ->
          cases.stream()
              .anyMatch(c -> test.test(c.value()) || c.condition().filter(test).isPresent());
      case Definition.Select s -> false;
    };
  }
}
