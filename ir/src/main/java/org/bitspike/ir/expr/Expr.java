package org.bitspike.ir.expr;

import java.util.List;

/**
 * A real-valued or Boolean expression as LEMS writes them.
 *
 * <pre>
 *   Expr = Num(value) | Var(name) | Unary(operator, operand) | Binary(operator, left, right) | Call(function, arguments)
 * </pre>
 *
 * Numbers are in SI units. A variable of an enclosing component may be written with a leading
 * {@code ../}.
 */
public sealed interface Expr {

  /** A literal, dimensionless. */
  record Num(double value) implements Expr {}

  /** A parameter, constant, state, derived or required variable, or {@code t}. */
  record Var(String name) implements Expr {}

  /** Negation, arithmetic or logical. */
  record Unary(UnaryOperator operator, Expr operand) implements Expr {}

  /** Arithmetic, comparison or logic. */
  record Binary(BinaryOperator operator, Expr left, Expr right) implements Expr {}

  /** A mathematical function. {@code random} takes the upper bound of a uniform draw. */
  record Call(MathFunction function, List<Expr> arguments) implements Expr {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** Unary operators. */
  enum UnaryOperator {
    NEGATE,
    NOT
  }

  /** Binary operators, with LEMS's spelling. */
  enum BinaryOperator {
    ADD("+"),
    SUBTRACT("-"),
    MULTIPLY("*"),
    DIVIDE("/"),
    POWER("^"),
    GREATER(".gt."),
    LESS(".lt."),
    GREATER_OR_EQUAL(".geq."),
    LESS_OR_EQUAL(".leq."),
    EQUAL(".eq."),
    NOT_EQUAL(".neq."),
    AND(".and."),
    OR(".or.");

    private final String symbol;

    BinaryOperator(String symbol) {
      this.symbol = symbol;
    }

    /** As LEMS writes it. */
    public String symbol() {
      return symbol;
    }

    /** Whether the result is Boolean. */
    public boolean isBoolean() {
      return ordinal() >= GREATER.ordinal();
    }
  }

  /**
   * Functions, with LEMS's names; {@code min} and {@code max} take two arguments, the others one.
   */
  enum MathFunction {
    SIN,
    COS,
    TAN,
    SINH,
    COSH,
    TANH,
    EXP,
    SQRT,
    CEIL,
    FLOOR,
    LN,
    LOG,
    ABS,
    RANDOM,
    FACTORIAL,
    H,
    MIN,
    MAX
  }
}
