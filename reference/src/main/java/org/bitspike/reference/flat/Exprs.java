package org.bitspike.reference.flat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.expr.Expr.Binary;
import org.bitspike.ir.expr.Expr.BinaryOperator;
import org.bitspike.ir.expr.Expr.Call;
import org.bitspike.ir.expr.Expr.MathFunction;
import org.bitspike.ir.expr.Expr.Num;
import org.bitspike.ir.expr.Expr.Unary;
import org.bitspike.ir.expr.Expr.UnaryOperator;
import org.bitspike.ir.expr.Expr.Var;
import org.bitspike.ir.expr.ExprEvaluator;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.Definition;

/** Algebra on expressions: only rules that hold for every finite value. */
public final class Exprs {

  private Exprs() {}

  private static final Num ZERO = new Num(0);

  /** The sum, without terms that are zero. */
  public static Expr add(Expr a, Expr b) {
    return isZero(a) ? b : isZero(b) ? a : fold(BinaryOperator.ADD, a, b);
  }

  /** The difference. */
  public static Expr subtract(Expr a, Expr b) {
    return isZero(b) ? a : isZero(a) ? negate(b) : fold(BinaryOperator.SUBTRACT, a, b);
  }

  /** The product; zero when a factor is. */
  public static Expr multiply(Expr a, Expr b) {
    if (isZero(a) || isZero(b)) {
      return ZERO;
    }
    if (isOne(a)) {
      return b;
    }
    if (isOne(b)) {
      return a;
    }
    return isMinusOne(a)
        ? negate(b)
        : isMinusOne(b) ? negate(a) : fold(BinaryOperator.MULTIPLY, a, b);
  }

  /** The quotient. */
  public static Expr divide(Expr a, Expr b) {
    return isZero(a) ? ZERO : isOne(b) ? a : fold(BinaryOperator.DIVIDE, a, b);
  }

  /** The negative. */
  public static Expr negate(Expr a) {
    return switch (a) {
      case Num(double x) -> new Num(x == 0 ? 0 : -x);
      case Unary(UnaryOperator op, Expr x) when op == UnaryOperator.NEGATE -> x;
      default -> new Unary(UnaryOperator.NEGATE, a);
    };
  }

  /** Whether it is the number 0. */
  public static boolean isZero(Expr e) {
    return e instanceof Num(double x) && x == 0;
  }

  private static boolean isOne(Expr e) {
    return e instanceof Num(double x) && x == 1;
  }

  private static boolean isMinusOne(Expr e) {
    return e instanceof Num(double x) && x == -1;
  }

  private static Expr fold(BinaryOperator op, Expr a, Expr b) {
    return a instanceof Num(double x) && b instanceof Num(double y)
        ? new Num(ExprEvaluator.apply(op, x, y))
        : new Binary(op, a, b);
  }

  /** The expression with variables replaced. */
  public static Expr replace(Expr expr, Function<String, Expr> by) {
    return switch (expr) {
      case Num n -> n;
      case Var(String name) -> by.apply(name);
      case Unary(UnaryOperator op, Expr x) -> new Unary(op, replace(x, by));
      case Binary(BinaryOperator op, Expr a, Expr b) ->
          new Binary(op, replace(a, by), replace(b, by));
      case Call(MathFunction f, List<Expr> arguments) ->
          new Call(f, arguments.stream().map(a -> replace(a, by)).toList());
    };
  }

  /** An equal expression with operations on numbers done and neutral ones left out. */
  public static Expr simplify(Expr expr) {
    return switch (expr) {
      case Num n -> n;
      case Var v -> v;
      case Unary(UnaryOperator op, Expr x) -> {
        Expr s = simplify(x);
        yield op == UnaryOperator.NEGATE
            ? negate(s)
            : s instanceof Num(double v) ? new Num(v == 0 ? 1 : 0) : new Unary(op, s);
      }
      case Binary(BinaryOperator op, Expr a, Expr b) -> binary(op, simplify(a), simplify(b));
      case Call(MathFunction f, List<Expr> arguments) -> {
        List<Expr> all = arguments.stream().map(Exprs::simplify).toList();
        yield all.size() == 1 && all.getFirst() instanceof Num(double x) && f != MathFunction.RANDOM
            ? new Num(ExprEvaluator.apply(f, x))
            : new Call(f, all);
      }
    };
  }

  private static Expr binary(BinaryOperator op, Expr a, Expr b) {
    return switch (op) {
      case ADD -> add(a, b);
      case SUBTRACT -> subtract(a, b);
      case MULTIPLY -> multiply(a, b);
      case DIVIDE -> isZero(b) ? new Binary(op, a, b) : divide(a, b);
      default -> fold(op, a, b);
    };
  }

  /** Names of all variables, in order of appearance. */
  public static Set<String> variables(Expr expr) {
    Set<String> names = new LinkedHashSet<>();
    collect(expr, names);
    return names;
  }

  /** Names of all variables of a definition. */
  public static Set<String> variables(Definition definition) {
    Set<String> names = new LinkedHashSet<>();
    switch (definition) {
      case Definition.Value(Expr value) -> collect(value, names);
      case Definition.Conditional(var cases) ->
          cases.forEach(
              c -> {
                c.condition().ifPresent(t -> collect(t, names));
                collect(c.value(), names);
              });
      case Definition.Select s -> {}
    }
    return names;
  }

  private static void collect(Expr expr, Set<String> names) {
    switch (expr) {
      case Num n -> {}
      case Var(String name) -> names.add(name);
      case Unary u -> collect(u.operand(), names);
      case Binary b -> {
        collect(b.left(), names);
        collect(b.right(), names);
      }
      case Call c -> c.arguments().forEach(a -> collect(a, names));
    }
  }

  /** Whether it draws random numbers. */
  public static boolean draws(Expr expr) {
    return Draws.in(expr);
  }

  /** Whether a component of this type draws random numbers; its children do not count. */
  public static boolean draws(ComponentType type) {
    return Draws.in(type);
  }

  /** Whether it draws random numbers. */
  public static boolean draws(Definition definition) {
    return Draws.in(definition);
  }

  /** The definition with variables replaced and cases whose test is known decided. */
  public static Definition replace(Definition definition, Function<String, Expr> by) {
    return switch (definition) {
      case Definition.Value(Expr value) -> new Definition.Value(simplify(replace(value, by)));
      case Definition.Conditional(var cases) -> {
        List<Definition.Case> kept = new java.util.ArrayList<>();
        for (Definition.Case c : cases) {
          Optional<Expr> test = c.condition().map(t -> simplify(replace(t, by)));
          if (test.isPresent() && isZero(test.get())) {
            continue;
          }
          boolean certain = test.isEmpty() || test.get() instanceof Num;
          kept.add(
              new Definition.Case(
                  certain ? Optional.empty() : test, simplify(replace(c.value(), by))));
          if (certain) {
            break;
          }
        }
        yield kept.isEmpty()
            ? new Definition.Value(ZERO)
            : kept.getFirst().condition().isEmpty()
                ? new Definition.Value(kept.getFirst().value())
                : new Definition.Conditional(kept);
      }
      case Definition.Select s -> s;
    };
  }
}
