package org.bitspike.reference.cable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bitspike.ir.expr.Expr.BinaryOperator;
import org.bitspike.ir.expr.Expr.MathFunction;
import org.bitspike.ir.expr.ExprEvaluator;

/**
 * Expressions as a graph without repetition: equal operations on equal operands are one node. Nodes
 * are numbers that ascend from operands to results. Constants are folded where they are built;
 * {@code exp(x) - 1} and {@code 1 - exp(x)} become {@code expm1}, which keeps its digits near zero.
 */
final class Graph {

  /** Operations. Truth is any value but 0. */
  enum Op {
    CONSTANT,
    INPUT,
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    POWER,
    NEGATE,
    NOT,
    GREATER,
    LESS,
    GREATER_OR_EQUAL,
    LESS_OR_EQUAL,
    EQUAL,
    NOT_EQUAL,
    AND,
    OR,
    /** First operand true: the second, else the third. */
    SELECT,
    EXP,
    EXPM1,
    LOG,
    SQRT,
    ABS,
    MIN,
    MAX,
    RANDOM,
    /** Any other function of one argument. */
    FUNCTION
  }

  private record Key(Op op, int a, int b, int c, long bits, Object extra) {}

  private final List<Key> nodes = new ArrayList<>();
  private final Map<Key, Integer> numbers = new HashMap<>();
  private int draws;

  private int node(Op op, int a, int b, int c, long bits, Object extra) {
    Key key = new Key(op, a, b, c, bits, extra);
    Integer known = numbers.get(key);
    if (known != null) {
      return known;
    }
    nodes.add(key);
    numbers.put(key, nodes.size() - 1);
    return nodes.size() - 1;
  }

  int size() {
    return nodes.size();
  }

  Op op(int n) {
    return nodes.get(n).op;
  }

  /** Operand {@code k} of a node, or -1. */
  int operand(int n, int k) {
    Key key = nodes.get(n);
    return k == 0 ? key.a : k == 1 ? key.b : key.c;
  }

  boolean isConstant(int n) {
    return op(n) == Op.CONSTANT;
  }

  boolean isConstant(int n, double value) {
    return isConstant(n) && value(n) == value;
  }

  double value(int n) {
    return Double.longBitsToDouble(nodes.get(n).bits);
  }

  String inputName(int n) {
    return (String) nodes.get(n).extra;
  }

  MathFunction function(int n) {
    return (MathFunction) nodes.get(n).extra;
  }

  int constant(double value) {
    return node(Op.CONSTANT, -1, -1, -1, Double.doubleToRawLongBits(value), "");
  }

  int input(String name) {
    return node(Op.INPUT, -1, -1, -1, 0, name);
  }

  int add(int a, int b) {
    if (isConstant(a) && isConstant(b)) {
      return constant(value(a) + value(b));
    }
    if (isConstant(a, 0)) {
      return b;
    }
    if (isConstant(b, 0)) {
      return a;
    }
    if (op(b) == Op.NEGATE) {
      return subtract(a, operand(b, 0));
    }
    return isConstant(a) ? node(Op.ADD, b, a, -1, 0, "") : node(Op.ADD, a, b, -1, 0, "");
  }

  int subtract(int a, int b) {
    if (isConstant(a) && isConstant(b)) {
      return constant(value(a) - value(b));
    }
    if (isConstant(b, 0)) {
      return a;
    }
    if (a == b) {
      return constant(0);
    }
    if (op(a) == Op.EXP && isConstant(b, 1)) {
      return expm1(operand(a, 0));
    }
    if (isConstant(a, 1) && op(b) == Op.EXP) {
      return negate(expm1(operand(b, 0)));
    }
    if (isConstant(a, 0)) {
      return negate(b);
    }
    if (op(b) == Op.NEGATE) {
      return add(a, operand(b, 0));
    }
    return isConstant(b) ? add(a, constant(-value(b))) : node(Op.SUBTRACT, a, b, -1, 0, "");
  }

  int negate(int a) {
    if (isConstant(a)) {
      return constant(-value(a));
    }
    if (op(a) == Op.NEGATE) {
      return operand(a, 0);
    }
    if (op(a) == Op.SUBTRACT) {
      return subtract(operand(a, 1), operand(a, 0));
    }
    if (op(a) == Op.MULTIPLY && isConstant(operand(a, 1))) {
      return multiply(operand(a, 0), constant(-value(operand(a, 1))));
    }
    return node(Op.NEGATE, a, -1, -1, 0, "");
  }

  int multiply(int a, int b) {
    if (isConstant(a) && isConstant(b)) {
      return constant(value(a) * value(b));
    }
    if (isConstant(a)) {
      return multiply(b, a);
    }
    if (isConstant(b)) {
      if (value(b) == 0) {
        return b;
      }
      if (value(b) == 1) {
        return a;
      }
      if (value(b) == -1) {
        return negate(a);
      }
      if (op(a) == Op.MULTIPLY && isConstant(operand(a, 1))) {
        return multiply(operand(a, 0), constant(value(operand(a, 1)) * value(b)));
      }
      if (op(a) == Op.NEGATE) {
        return multiply(operand(a, 0), constant(-value(b)));
      }
    }
    if (op(a) == Op.NEGATE && op(b) == Op.NEGATE) {
      return multiply(operand(a, 0), operand(b, 0));
    }
    return node(Op.MULTIPLY, a, b, -1, 0, "");
  }

  int divide(int a, int b) {
    if (isConstant(a) && isConstant(b)) {
      return constant(value(a) / value(b));
    }
    if (isConstant(b) && value(b) != 0) {
      return multiply(a, constant(1 / value(b)));
    }
    if (isConstant(a, 0)) {
      return a;
    }
    if (op(b) == Op.DIVIDE && isConstant(operand(b, 0))) {
      // x / (c / y) = x y / c
      return divide(multiply(a, operand(b, 1)), operand(b, 0));
    }
    return node(Op.DIVIDE, a, b, -1, 0, "");
  }

  int power(int a, int b) {
    if (isConstant(a) && isConstant(b)) {
      return constant(ExprEvaluator.apply(BinaryOperator.POWER, value(a), value(b)));
    }
    if (isConstant(b)) {
      double exponent = value(b);
      if (exponent == 0) {
        return constant(1);
      }
      if (exponent == Math.rint(exponent) && exponent > 0 && exponent <= 16) {
        return wholePower(a, (int) exponent);
      }
    }
    return node(Op.POWER, a, b, -1, 0, "");
  }

  private int wholePower(int a, int exponent) {
    if (exponent == 1) {
      return a;
    }
    int half = wholePower(a, exponent / 2);
    int square = multiply(half, half);
    return exponent % 2 == 0 ? square : multiply(square, a);
  }

  int exp(int a) {
    return isConstant(a) ? constant(StrictMath.exp(value(a))) : node(Op.EXP, a, -1, -1, 0, "");
  }

  int expm1(int a) {
    return isConstant(a) ? constant(StrictMath.expm1(value(a))) : node(Op.EXPM1, a, -1, -1, 0, "");
  }

  /** A value drawn anew for each occurrence, below the operand. */
  int random(int bound) {
    return node(Op.RANDOM, bound, -1, -1, draws++, "");
  }

  int function(MathFunction function, int a) {
    if (function == MathFunction.EXP) {
      return exp(a);
    }
    if (isConstant(a)) {
      return constant(ExprEvaluator.apply(function, value(a)));
    }
    return switch (function) {
      case LN, LOG -> node(Op.LOG, a, -1, -1, 0, "");
      case SQRT -> node(Op.SQRT, a, -1, -1, 0, "");
      case ABS -> node(Op.ABS, a, -1, -1, 0, "");
      default -> node(Op.FUNCTION, a, -1, -1, 0, function);
    };
  }

  int extremum(boolean least, int a, int b) {
    if (isConstant(a) && isConstant(b)) {
      return constant(least ? Math.min(value(a), value(b)) : Math.max(value(a), value(b)));
    }
    return node(least ? Op.MIN : Op.MAX, a, b, -1, 0, "");
  }

  int not(int a) {
    return isConstant(a) ? constant(value(a) == 0 ? 1 : 0) : node(Op.NOT, a, -1, -1, 0, "");
  }

  /** A comparison, a conjunction or a disjunction. */
  int logic(BinaryOperator operator, int a, int b) {
    if (isConstant(a) && isConstant(b)) {
      return constant(ExprEvaluator.apply(operator, value(a), value(b)));
    }
    return node(Op.valueOf(operator.name()), a, b, -1, 0, "");
  }

  int select(int condition, int whenTrue, int otherwise) {
    if (isConstant(condition)) {
      return value(condition) != 0 ? whenTrue : otherwise;
    }
    return whenTrue == otherwise
        ? whenTrue
        : node(Op.SELECT, condition, whenTrue, otherwise, 0, "");
  }

  /** Whether a node's value depends on another node. */
  boolean dependsOn(int n, int on) {
    boolean[] depends = new boolean[n + 1];
    for (int k = 0; k <= n; k++) {
      depends[k] = k == on;
      for (int o = 0; o < 3 && !depends[k]; o++) {
        int operand = operand(k, o);
        depends[k] = operand >= 0 && depends[operand];
      }
    }
    return depends[n];
  }
}
