package org.bitspike.ir.kernel;

import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.fixed.Overflow;
import org.bitspike.ir.fixed.Rounding;

/**
 * An integer expression. Every node knows the format of its result; SEMANTICS.md 3 gives the rule
 * by which {@link KernelFormats} finds it.
 *
 * <pre>
 *   KernelExpr = Literal | Read | Binary | Not | Shift | Select | Quantise | Lookup | Random
 * </pre>
 */
public sealed interface KernelExpr {

  /** Format of the result. */
  FixedFormat format();

  /** A constant code. */
  record Literal(long code, FixedFormat format) implements KernelExpr {}

  /**
   * The value of a word, of a {@code let} name, or of a built-in: {@code now} (the tick), {@code
   * value} (an event's).
   */
  record Read(String name, FixedFormat format) implements KernelExpr {}

  /** An exact operation of two values. */
  record Binary(Operator operator, KernelExpr left, KernelExpr right, FixedFormat format)
      implements KernelExpr {}

  /** All bits inverted; on {@code u1} the logical negation. */
  record Not(KernelExpr operand, FixedFormat format) implements KernelExpr {}

  /**
   * Exactly {@code operand * 2^places}: the code stays, the format's fraction changes by {@code
   * -places}.
   */
  record Shift(KernelExpr operand, int places, FixedFormat format) implements KernelExpr {}

  /** One of two values, by a condition that is not 0. Both are computed. */
  record Select(KernelExpr condition, KernelExpr then, KernelExpr otherwise, FixedFormat format)
      implements KernelExpr {}

  /** Rounds to a format's resolution, then brings into its range. */
  record Quantise(KernelExpr operand, FixedFormat format, Rounding rounding, Overflow overflow)
      implements KernelExpr {}

  /** An entry of a table; an index below 0 gives the first entry, one past the end the last. */
  record Lookup(String table, KernelExpr index, FixedFormat format) implements KernelExpr {}

  /** {@code bits} random bits as an unsigned integer, 1 to 32. */
  record Random(int bits, FixedFormat format) implements KernelExpr {}

  /** Exact operations. */
  enum Operator {
    ADD("+"),
    SUBTRACT("-"),
    MULTIPLY("*"),
    /**
     * Greatest integer not above the quotient of two codes of equal fraction; division by 0 gives
     * 0.
     */
    FLOOR_DIVIDE("//"),
    /** {@code a - b * (a // b)}; for b = 0 it is 0. */
    FLOOR_MODULO("%"),
    MINIMUM("min"),
    MAXIMUM("max"),
    AND("&"),
    OR("|"),
    XOR("^"),
    EQUAL("=="),
    NOT_EQUAL("!="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">=");

    private final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }

    /** As kernels write it; {@code min} and {@code max} are written as functions. */
    public String symbol() {
      return symbol;
    }

    /** Whether the result is a truth value. */
    public boolean isComparison() {
      return ordinal() >= EQUAL.ordinal();
    }
  }
}
