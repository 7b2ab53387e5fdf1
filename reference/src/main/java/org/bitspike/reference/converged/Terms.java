package org.bitspike.reference.converged;

import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.ToIntFunction;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.expr.Expr.BinaryOperator;
import org.bitspike.ir.expr.Expr.MathFunction;
import org.bitspike.ir.expr.Expr.UnaryOperator;
import org.bitspike.ir.expr.ExprEvaluator;
import org.bitspike.ir.network.ComponentType.Definition;

/**
 * Expressions as trees of functions: for what is computed at events only, where compiling would
 * cost more than it saves.
 */
final class Terms {

  /** A value that follows from a frame. */
  interface Term {
    double value(double[] frame, DoubleSupplier draws);
  }

  private Terms() {}

  static Term of(Expr expr, ToIntFunction<String> slots) {
    return switch (expr) {
      case Expr.Num(double x) -> (f, d) -> x;
      case Expr.Var(String name) -> {
        int slot = slots.applyAsInt(name);
        yield (f, d) -> f[slot];
      }
      case Expr.Unary(UnaryOperator op, Expr operand) -> {
        Term x = of(operand, slots);
        yield op == UnaryOperator.NEGATE
            ? (f, d) -> -x.value(f, d)
            : (f, d) -> x.value(f, d) == 0 ? 1 : 0;
      }
      case Expr.Binary(BinaryOperator op, Expr left, Expr right) ->
          binary(op, of(left, slots), of(right, slots));
      case Expr.Call(MathFunction function, List<Expr> arguments) ->
          call(function, arguments.stream().map(a -> of(a, slots)).toList());
    };
  }

  private static Term binary(BinaryOperator op, Term a, Term b) {
    return switch (op) {
      case ADD -> (f, d) -> a.value(f, d) + b.value(f, d);
      case SUBTRACT -> (f, d) -> a.value(f, d) - b.value(f, d);
      case MULTIPLY -> (f, d) -> a.value(f, d) * b.value(f, d);
      case DIVIDE -> (f, d) -> a.value(f, d) / b.value(f, d);
      default -> (f, d) -> ExprEvaluator.apply(op, a.value(f, d), b.value(f, d));
    };
  }

  private static Term call(MathFunction function, List<Term> arguments) {
    Term a = arguments.getFirst();
    return switch (function) {
      case RANDOM -> (f, d) -> a.value(f, d) * d.getAsDouble();
      case MIN -> (f, d) -> Math.min(a.value(f, d), arguments.get(1).value(f, d));
      case MAX -> (f, d) -> Math.max(a.value(f, d), arguments.get(1).value(f, d));
      default -> (f, d) -> ExprEvaluator.apply(function, a.value(f, d));
    };
  }

  static Term of(Definition definition, ToIntFunction<String> slots) {
    return switch (definition) {
      case Definition.Value(Expr value) -> of(value, slots);
      case Definition.Conditional(var cases) -> {
        Term[] tests =
            cases.stream()
                .map(c -> of(c.condition().orElse(new Expr.Num(1)), slots))
                .toArray(Term[]::new);
        Term[] values = cases.stream().map(c -> of(c.value(), slots)).toArray(Term[]::new);
        yield (f, d) -> {
          for (int k = 0; k < tests.length; k++) {
            if (tests[k].value(f, d) != 0) {
              return values[k].value(f, d);
            }
          }
          return 0;
        };
      }
      case Definition.Select s -> (f, d) -> 0;
    };
  }
}
