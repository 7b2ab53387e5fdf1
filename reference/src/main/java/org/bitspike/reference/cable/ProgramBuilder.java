package org.bitspike.reference.cable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bitspike.ir.diag.BitspikeBug;
import org.bitspike.ir.expr.Expr.MathFunction;
import org.bitspike.reference.cable.ArrayProgram.Kind;
import org.bitspike.reference.cable.ArrayProgram.Step;

/**
 * Lays a part of a {@link Graph} out as operations over columns. Intermediate results share columns
 * where their lifetimes allow it. Every output is computed from the inputs as they were when the
 * program began, also where it overwrites one of them.
 */
final class ProgramBuilder {

  private final Graph graph;
  private final Map<String, double[]> inputs;
  private final int rows;
  private final Map<double[], Integer> outputs = new LinkedHashMap<>();
  private final Map<Long, double[]> constants = new HashMap<>();
  private final Deque<double[]> free = new ArrayDeque<>();

  /**
   * Begins a program.
   *
   * @param inputs column of each input of the graph that the outputs depend on
   * @param rows length of the columns
   */
  ProgramBuilder(Graph graph, Map<String, double[]> inputs, int rows) {
    this.graph = graph;
    this.inputs = inputs;
    this.rows = rows;
  }

  /** A node's value goes into a column. */
  ProgramBuilder output(int node, double[] column) {
    outputs.put(column, node);
    return this;
  }

  ArrayProgram build(ArrayProgram.Draws draws) {
    int[] lastUse = lastUses();
    double[][] columns = new double[graph.size()][];
    Map<Integer, double[]> direct = directTargets();
    Map<double[], Boolean> own = new IdentityHashMap<>();
    List<Step> steps = new ArrayList<>();
    for (int n = 0; n < lastUse.length; n++) {
      if (lastUse[n] < 0) {
        continue;
      }
      switch (graph.op(n)) {
        case CONSTANT -> {}
        case INPUT -> columns[n] = input(graph.inputName(n));
        default -> {
          double[] to = direct.get(n);
          if (to == null) {
            to = free.isEmpty() ? new double[rows] : free.pop();
            own.put(to, true);
          }
          steps.add(step(n, columns, to));
          columns[n] = to;
          release(n, lastUse, columns, own);
        }
      }
    }
    outputs.forEach(
        (to, n) -> {
          if (direct.get(n) != to) {
            steps.add(copy(column(n, columns), to));
          }
        });
    return new ArrayProgram(steps.toArray(Step[]::new), new double[rows], draws);
  }

  /** For each node, the last node that reads it; the graph's size for outputs; -1 when unused. */
  private int[] lastUses() {
    int[] last = new int[graph.size()];
    Arrays.fill(last, -1);
    outputs.values().forEach(n -> last[n] = graph.size());
    for (int n = last.length - 1; n >= 0; n--) {
      for (int k = 0; last[n] >= 0 && k < 3; k++) {
        int operand = graph.operand(n, k);
        if (operand >= 0) {
          last[operand] = Math.max(last[operand], n);
        }
      }
    }
    return last;
  }

  /** Outputs that can be computed in place: those that are no input of the program. */
  private Map<Integer, double[]> directTargets() {
    Map<Integer, double[]> direct = new HashMap<>();
    Map<double[], Boolean> read = new IdentityHashMap<>();
    inputs.values().forEach(c -> read.put(c, true));
    outputs.forEach(
        (column, n) -> {
          boolean computed = graph.op(n) != Graph.Op.INPUT && graph.op(n) != Graph.Op.CONSTANT;
          if (computed && !read.containsKey(column)) {
            direct.putIfAbsent(n, column);
          }
        });
    return direct;
  }

  private void release(int n, int[] lastUse, double[][] columns, Map<double[], Boolean> own) {
    for (int k = 0; k < 3; k++) {
      int operand = graph.operand(n, k);
      boolean repeated =
          (k > 0 && operand == graph.operand(n, 0)) || (k > 1 && operand == graph.operand(n, 1));
      if (operand >= 0 && lastUse[operand] == n && !repeated) {
        double[] column = columns[operand];
        if (column != null && own.containsKey(column)) {
          free.push(column);
        }
      }
    }
  }

  private double[] input(String name) {
    double[] column = inputs.get(name);
    if (column == null) {
      throw new BitspikeBug("no column for " + name);
    }
    return column;
  }

  private double[] column(int n, double[][] columns) {
    if (graph.isConstant(n)) {
      return constants.computeIfAbsent(
          Double.doubleToRawLongBits(graph.value(n)),
          bits -> {
            double[] filled = new double[rows];
            Arrays.fill(filled, graph.value(n));
            return filled;
          });
    }
    return columns[n];
  }

  private static Step copy(double[] from, double[] to) {
    return new Step(Kind.COPY, Graph.Op.INPUT, from, from, from, 0, 0, MathFunction.EXP, to);
  }

  private Step step(int n, double[][] columns, double[] to) {
    Graph.Op op = graph.op(n);
    int a = graph.operand(n, 0);
    int b = graph.operand(n, 1);
    int c = graph.operand(n, 2);
    double[] first = a >= 0 ? column(a, columns) : to;
    double[] second = b >= 0 ? column(b, columns) : first;
    double[] third = c >= 0 ? column(c, columns) : first;
    double x = b >= 0 && graph.isConstant(b) ? graph.value(b) : 0;
    Kind kind =
        switch (op) {
          case ADD -> graph.isConstant(b) ? Kind.ADD_NUMBER : Kind.ADD;
          case SUBTRACT -> Kind.SUBTRACT;
          case MULTIPLY -> graph.isConstant(b) ? Kind.MULTIPLY_NUMBER : Kind.MULTIPLY;
          case DIVIDE -> Kind.DIVIDE;
          case POWER -> Kind.POWER;
          case NEGATE -> Kind.NEGATE;
          case NOT -> Kind.NOT;
          case GREATER, LESS, GREATER_OR_EQUAL, LESS_OR_EQUAL, EQUAL, NOT_EQUAL, AND, OR ->
              Kind.COMPARE;
          case SELECT -> Kind.SELECT;
          case EXP -> Kind.EXP;
          case EXPM1 -> Kind.EXPM1;
          case LOG -> Kind.LOG;
          case SQRT -> Kind.SQRT;
          case ABS -> Kind.ABS;
          case MIN -> Kind.MIN;
          case MAX -> Kind.MAX;
          case RANDOM -> Kind.RANDOM;
          case FUNCTION -> Kind.FUNCTION;
          case CONSTANT, INPUT -> throw new BitspikeBug(op + " is no operation");
        };
    MathFunction function = op == Graph.Op.FUNCTION ? graph.function(n) : MathFunction.EXP;
    if ((op == Graph.Op.SUBTRACT || op == Graph.Op.DIVIDE) && graph.isConstant(a)) {
      kind = op == Graph.Op.SUBTRACT ? Kind.NUMBER_SUBTRACT : Kind.NUMBER_DIVIDE;
      first = second;
      x = graph.value(a);
    }
    return new Step(kind, op, first, second, third, x, 0, function, to);
  }
}
