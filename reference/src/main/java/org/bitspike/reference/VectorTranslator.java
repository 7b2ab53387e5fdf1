package org.bitspike.reference;

import static java.lang.constant.ConstantDescs.CD_double;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.diag.BitspikeBug;

/**
 * Writes tapes as straight code over local variables, without branches, so that the virtual machine
 * can run it for several instances at once. A truth is the number by which a comparison holds: not
 * negative when it holds or nearly holds.
 */
final class VectorTranslator {

  /** Dividends must be larger than this for a division to be replaced. */
  static final double SMALL = 0x1p-450;

  private static final double GREATEST_DIVISOR = 0x1p400;

  private static final ClassDesc MATH = Math.class.describeConstable().orElseThrow();
  private static final MethodTypeDesc UNARY = MethodTypeDesc.of(CD_double, CD_double);
  private static final MethodTypeDesc BINARY = MethodTypeDesc.of(CD_double, CD_double, CD_double);
  private static final MethodTypeDesc TERNARY =
      MethodTypeDesc.of(CD_double, CD_double, CD_double, CD_double);

  private final CodeBuilder b;
  private final Frame frame;
  private final int smallLocal;
  private final Map<Integer, Integer> numbers = new HashMap<>();

  /**
   * Starts.
   *
   * @param smallLocal collects how far dividends are below the size that replaced divisions need;
   *     negative when divisions are not to be replaced
   */
  VectorTranslator(CodeBuilder b, Frame frame, int smallLocal) {
    this.b = b;
    this.frame = frame;
    this.smallLocal = smallLocal;
  }

  /** Whether a tape that computes states can be written. */
  static boolean isStraight(Tape tape) {
    int[] code = tape.code();
    for (int p = 0; p < code.length; p += Tape.WIDTH) {
      switch (code[p]) {
        case Tape.ADD,
            Tape.SUBTRACT,
            Tape.MULTIPLY,
            Tape.DIVIDE,
            Tape.NEGATE,
            Tape.COPY,
            Tape.ACCUMULATE -> {}
        default -> {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * Whether a test can be written: arithmetic, comparisons of it, and conjunctions and disjunctions
   * of these.
   */
  static boolean isStraight(Condition condition) {
    int[] code = condition.test().code();
    Map<Integer, Boolean> truths = new HashMap<>();
    for (int p = 0; p < code.length; p += Tape.WIDTH) {
      boolean first = truths.getOrDefault(code[p + 2], false);
      boolean second = truths.getOrDefault(code[p + 3], false);
      switch (code[p]) {
        case Tape.ADD, Tape.SUBTRACT, Tape.MULTIPLY, Tape.DIVIDE -> {
          if (first || second) {
            return false;
          }
        }
        case Tape.NEGATE -> {
          if (first) {
            return false;
          }
        }
        case Tape.GREATER, Tape.LESS, Tape.GREATER_OR_EQUAL, Tape.LESS_OR_EQUAL -> {
          if (first || second) {
            return false;
          }
          truths.put(code[p + 1], true);
        }
        case Tape.AND, Tape.OR -> {
          if (!first || !second) {
            return false;
          }
          truths.put(code[p + 1], true);
        }
        default -> {
          return false;
        }
      }
    }
    return truths.getOrDefault(condition.result(), false);
  }

  /** Gives a place the number on the stack. */
  void define(int slot) {
    b.dstore(numbers.computeIfAbsent(slot, s -> b.allocateLocal(TypeKind.DOUBLE)));
  }

  /** Puts the number of a place on the stack. */
  void load(int slot) {
    Optional<Double> constant = frame.constantAt(slot);
    Integer number = numbers.get(slot);
    if (constant.isPresent()) {
      b.loadConstant(constant.get());
    } else if (number != null) {
      b.dload(number);
    } else {
      throw new BitspikeBug("place " + slot + " is read before it is defined");
    }
  }

  /** Writes a tape whose updates hold everywhere. */
  void translate(Tape tape) {
    translate(tape, -1);
  }

  /**
   * Writes a tape.
   *
   * @param mask local variable that is 1 where updates hold and 0 elsewhere; negative for
   *     everywhere
   */
  void translate(Tape tape, int mask) {
    int[] code = tape.code();
    for (int p = 0; p < code.length; p += Tape.WIDTH) {
      instruction(code[p], code[p + 1], code[p + 2], code[p + 3], mask);
    }
  }

  private void instruction(int operation, int to, int x, int y, int mask) {
    switch (operation) {
      case Tape.ACCUMULATE -> {
        load(to);
        if (mask >= 0) {
          b.dload(mask);
        }
        load(x);
        load(y);
        b.dmul();
        if (mask >= 0) {
          b.dmul();
        }
        b.dadd();
      }
      case Tape.NEGATE -> {
        load(x);
        b.dneg();
      }
      case Tape.COPY -> load(x);
      case Tape.DIVIDE -> divide(x, y);
      case Tape.GREATER, Tape.GREATER_OR_EQUAL -> {
        load(x);
        load(y);
        b.dsub();
      }
      case Tape.LESS, Tape.LESS_OR_EQUAL -> {
        load(y);
        load(x);
        b.dsub();
      }
      default -> {
        load(x);
        load(y);
        switch (operation) {
          case Tape.ADD -> b.dadd();
          case Tape.SUBTRACT -> b.dsub();
          case Tape.MULTIPLY -> b.dmul();
          case Tape.AND -> b.invokestatic(MATH, "min", BINARY);
          case Tape.OR -> b.invokestatic(MATH, "max", BINARY);
          default -> throw new BitspikeBug("operation " + operation + " is not straight");
        }
      }
    }
    define(to);
  }

  /**
   * Divides. A constant divisor is replaced by its reciprocal {@code r}: with {@code q = x * r}
   * corrected twice by the remainder, {@code q + (x - c * q) * r}, the quotient is rounded
   * correctly (Markstein, IBM Journal of Research and Development 34, 1990) as long as nothing
   * underflows, which the size of the dividend tells. Zeros count as too small.
   */
  private void divide(int x, int y) {
    Optional<Double> divisor = frame.constantAt(y);
    double c = divisor.orElse(0.0);
    boolean replaced =
        smallLocal >= 0
            && Math.abs(c) < GREATEST_DIVISOR
            && Math.abs(c) > 1 / GREATEST_DIVISOR
            && frame.constantAt(x).isEmpty();
    load(x);
    if (!replaced) {
      load(y);
      b.ddiv();
      return;
    }
    double r = 1 / c;
    int dividend = b.allocateLocal(TypeKind.DOUBLE);
    int quotient = b.allocateLocal(TypeKind.DOUBLE);
    b.dstore(dividend);
    b.dload(dividend).loadConstant(r).dmul();
    if (isPowerOfTwo(c)) {
      return;
    }
    for (int correction = 0; correction < 2; correction++) {
      b.dstore(quotient);
      b.loadConstant(-c).dload(quotient).dload(dividend).invokestatic(MATH, "fma", TERNARY);
      b.loadConstant(r).dload(quotient).invokestatic(MATH, "fma", TERNARY);
    }
    b.dload(smallLocal);
    b.loadConstant(SMALL).dload(dividend).invokestatic(MATH, "abs", UNARY).dsub();
    b.invokestatic(MATH, "max", BINARY).dstore(smallLocal);
  }

  private static boolean isPowerOfTwo(double c) {
    return (Double.doubleToRawLongBits(c) & 0x000FFFFFFFFFFFFFL) == 0;
  }
}
