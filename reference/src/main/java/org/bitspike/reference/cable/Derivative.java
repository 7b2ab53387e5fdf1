package org.bitspike.reference.cable;

import java.util.HashMap;
import java.util.Map;

/**
 * Symbolic derivative of nodes of a {@link Graph} with respect to one input. Where a function has
 * no formula here, or is not smooth (comparisons, rounding), its derivative is taken as 0; of a
 * {@code SELECT} the derivative of the chosen branch is taken.
 */
final class Derivative {

  private final Graph graph;
  private final int variable;
  private final Map<Integer, Integer> known = new HashMap<>();

  Derivative(Graph graph, int variable) {
    this.graph = graph;
    this.variable = variable;
  }

  int of(int n) {
    Integer done = known.get(n);
    if (done == null) {
      done = n == variable ? graph.constant(1) : derive(n);
      known.put(n, done);
    }
    return done;
  }

  private int derive(int n) {
    Graph g = graph;
    int a = g.operand(n, 0);
    int b = g.operand(n, 1);
    return switch (g.op(n)) {
      case CONSTANT, INPUT, RANDOM -> g.constant(0);
      case ADD -> g.add(of(a), of(b));
      case SUBTRACT -> g.subtract(of(a), of(b));
      case NEGATE -> g.negate(of(a));
      case MULTIPLY -> g.add(g.multiply(of(a), b), g.multiply(a, of(b)));
      case DIVIDE -> {
        int da = of(a);
        int db = of(b);
        yield g.isConstant(db, 0)
            ? g.divide(da, b)
            : g.divide(g.subtract(da, g.multiply(n, db)), b);
      }
      case POWER -> power(n, a, b);
      case EXP -> g.multiply(of(a), n);
      case EXPM1 -> g.multiply(of(a), g.add(n, g.constant(1)));
      case LOG -> g.divide(of(a), a);
      case SQRT -> g.divide(g.multiply(of(a), g.constant(0.5)), n);
      case SELECT -> g.select(a, of(b), of(g.operand(n, 2)));
      case ABS, MIN, MAX, FUNCTION -> numeric(n, a, b);
      case NOT, GREATER, LESS, GREATER_OR_EQUAL, LESS_OR_EQUAL, EQUAL, NOT_EQUAL, AND, OR ->
          g.constant(0);
    };
  }

  private int power(int n, int a, int b) {
    int da = of(a);
    int db = of(b);
    if (graph.isConstant(db, 0)) {
      int lower = graph.power(a, graph.subtract(b, graph.constant(1)));
      return graph.multiply(graph.multiply(b, lower), da);
    }
    int log = graph.function(org.bitspike.ir.expr.Expr.MathFunction.LN, a);
    int inner = graph.add(graph.multiply(db, log), graph.divide(graph.multiply(b, da), a));
    return graph.multiply(n, inner);
  }

  private int numeric(int n, int a, int b) {
    Graph g = graph;
    return switch (g.op(n)) {
      case ABS ->
          g.select(
              g.logic(org.bitspike.ir.expr.Expr.BinaryOperator.LESS, a, g.constant(0)),
              g.negate(of(a)),
              of(a));
      case MIN ->
          g.select(g.logic(org.bitspike.ir.expr.Expr.BinaryOperator.LESS, a, b), of(a), of(b));
      case MAX ->
          g.select(g.logic(org.bitspike.ir.expr.Expr.BinaryOperator.GREATER, a, b), of(a), of(b));
      default -> function(n, a);
    };
  }

  private int function(int n, int a) {
    Graph g = graph;
    int da = of(a);
    int one = g.constant(1);
    return switch (g.function(n)) {
      case SIN -> g.multiply(da, g.function(org.bitspike.ir.expr.Expr.MathFunction.COS, a));
      case COS ->
          g.negate(g.multiply(da, g.function(org.bitspike.ir.expr.Expr.MathFunction.SIN, a)));
      case TAN -> g.multiply(da, g.add(one, g.multiply(n, n)));
      case SINH -> g.multiply(da, g.function(org.bitspike.ir.expr.Expr.MathFunction.COSH, a));
      case COSH -> g.multiply(da, g.function(org.bitspike.ir.expr.Expr.MathFunction.SINH, a));
      case TANH -> g.multiply(da, g.subtract(one, g.multiply(n, n)));
      default -> g.constant(0);
    };
  }
}
