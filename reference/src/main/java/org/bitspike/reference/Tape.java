package org.bitspike.reference;

import org.bitspike.ir.diag.BitspikeBug;
import org.bitspike.ir.expr.Expr.BinaryOperator;
import org.bitspike.ir.expr.Expr.MathFunction;
import org.bitspike.ir.expr.ExprEvaluator;

/**
 * Straight code over a frame of doubles, with forward jumps only. Each instruction is four ints:
 * operation, target, two operands. Truth is 1 and 0; {@code x} is true when it is not 0.
 */
final class Tape {

  static final int ADD = 0;
  static final int SUBTRACT = 1;
  static final int MULTIPLY = 2;
  static final int DIVIDE = 3;
  static final int POWER = 4;
  static final int GREATER = 5;
  static final int LESS = 6;
  static final int GREATER_OR_EQUAL = 7;
  static final int LESS_OR_EQUAL = 8;
  static final int EQUAL = 9;
  static final int NOT_EQUAL = 10;
  static final int AND = 11;
  static final int OR = 12;
  static final int NEGATE = 13;
  static final int NOT = 14;
  static final int COPY = 15;
  static final int MIN = 16;
  static final int MAX = 17;
  static final int EXP = 18;
  static final int RANDOM = 19;

  /** Second operand: ordinal of the {@link MathFunction}. */
  static final int FUNCTION = 20;

  /** Jumps to the instruction in the target field. */
  static final int JUMP = 21;

  /** Jumps when the first operand is not true. */
  static final int JUMP_UNLESS = 22;

  /** {@code target += frame[a] * frame[b]}: one Euler update. */
  static final int ACCUMULATE = 23;

  static final int WIDTH = 4;

  /** Whether an operation writes no place. */
  static boolean isJump(int operation) {
    return operation == JUMP || operation == JUMP_UNLESS;
  }

  static final Tape EMPTY = new Tape(new int[0]);

  private static final MathFunction[] FUNCTIONS = MathFunction.values();

  private final int[] code;

  Tape(int[] code) {
    this.code = code;
  }

  /** Number of instructions. */
  int length() {
    return code.length / WIDTH;
  }

  int[] code() {
    return code;
  }

  /** A function of one value, by its ordinal. */
  static double function(int ordinal, double x) {
    return ExprEvaluator.apply(FUNCTIONS[ordinal], x);
  }

  static double power(double x, double exponent) {
    return ExprEvaluator.apply(BinaryOperator.POWER, x, exponent);
  }

  void run(double[] f, Draws draws) {
    int[] c = code;
    int p = 0;
    while (p < c.length) {
      int to = c[p + 1];
      int a = c[p + 2];
      int b = c[p + 3];
      switch (c[p]) {
        case ADD -> f[to] = f[a] + f[b];
        case SUBTRACT -> f[to] = f[a] - f[b];
        case MULTIPLY -> f[to] = f[a] * f[b];
        case DIVIDE -> f[to] = f[a] / f[b];
        case POWER -> f[to] = power(f[a], f[b]);
        case GREATER -> f[to] = f[a] > f[b] ? 1 : 0;
        case LESS -> f[to] = f[a] < f[b] ? 1 : 0;
        case GREATER_OR_EQUAL -> f[to] = f[a] >= f[b] ? 1 : 0;
        case LESS_OR_EQUAL -> f[to] = f[a] <= f[b] ? 1 : 0;
        case EQUAL -> f[to] = f[a] == f[b] ? 1 : 0;
        case NOT_EQUAL -> f[to] = f[a] != f[b] ? 1 : 0;
        case AND -> f[to] = f[a] != 0 && f[b] != 0 ? 1 : 0;
        case OR -> f[to] = f[a] != 0 || f[b] != 0 ? 1 : 0;
        case NEGATE -> f[to] = -f[a];
        case NOT -> f[to] = f[a] == 0 ? 1 : 0;
        case COPY -> f[to] = f[a];
        case MIN -> f[to] = Math.min(f[a], f[b]);
        case MAX -> f[to] = Math.max(f[a], f[b]);
        case EXP -> f[to] = StrictMath.exp(f[a]);
        case RANDOM -> f[to] = f[a] * draws.next();
        case FUNCTION -> f[to] = function(b, f[a]);
        case ACCUMULATE -> f[to] = f[to] + f[a] * f[b];
        case JUMP -> {
          p = to;
          continue;
        }
        case JUMP_UNLESS -> {
          if (f[a] == 0) {
            p = to;
            continue;
          }
        }
        default -> throw new BitspikeBug("tape has no operation " + c[p]);
      }
      p += WIDTH;
    }
  }
}
