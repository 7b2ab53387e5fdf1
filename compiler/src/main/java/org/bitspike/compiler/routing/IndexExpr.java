package org.bitspike.compiler.routing;

import java.util.List;
import java.util.Map;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.expr.ExprEvaluator;
import org.bitspike.ir.profile.Extents;

/** An expression in indices, made ready to be evaluated often. */
interface IndexExpr {

  /** The value, in the order of the indices that it was made with. */
  double at(double[] index);

  /** Makes one; what depends on no index is computed once. */
  static IndexExpr of(Expr expr, List<String> indices, Map<String, Double> constants) {
    if (Extents.names(expr).stream().noneMatch(indices::contains)) {
      double value = ExprEvaluator.evaluate(expr, Extents.constant(constants));
      return index -> value;
    }
    return switch (expr) {
      case Expr.Num(double value) -> index -> value;
      case Expr.Var(String name) -> {
        int at = indices.indexOf(name);
        yield index -> index[at];
      }
      case Expr.Unary(Expr.UnaryOperator op, Expr operand) -> {
        IndexExpr x = of(operand, indices, constants);
        yield op == Expr.UnaryOperator.NEGATE
            ? index -> -x.at(index)
            : index -> x.at(index) == 0 ? 1 : 0;
      }
      case Expr.Binary(Expr.BinaryOperator op, Expr left, Expr right) -> {
        IndexExpr a = of(left, indices, constants);
        IndexExpr b = of(right, indices, constants);
        yield index -> ExprEvaluator.apply(op, a.at(index), b.at(index));
      }
      case Expr.Call(Expr.MathFunction function, List<Expr> arguments) -> {
        IndexExpr x = of(arguments.getFirst(), indices, constants);
        if (arguments.size() == 1) {
          yield index -> ExprEvaluator.apply(function, x.at(index));
        }
        IndexExpr y = of(arguments.get(1), indices, constants);
        yield function == Expr.MathFunction.MIN
            ? index -> Math.min(x.at(index), y.at(index))
            : index -> Math.max(x.at(index), y.at(index));
      }
    };
  }
}
