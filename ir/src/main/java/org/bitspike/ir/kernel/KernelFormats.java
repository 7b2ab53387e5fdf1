package org.bitspike.ir.kernel;

import java.math.BigInteger;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.fixed.FixedPoint;
import org.bitspike.ir.kernel.KernelExpr.Operator;

/**
 * The formats of exact results. SEMANTICS.md 3.2: the result of an exact operation has the finest
 * fraction it needs and the fewest bits that hold every result its operands' formats allow.
 *
 * <p>Every method throws {@link IllegalArgumentException} with the bits needed against the 64 there
 * are.
 */
public final class KernelFormats {

  /** The format of {@code now}: the number of the tick. */
  public static final FixedFormat NOW = FixedFormat.unsigned(48, 0);

  private KernelFormats() {}

  /** The format of a constant: the fewest bits that hold it. */
  public static FixedFormat ofLiteral(long code, int fraction) {
    return code < 0
        ? FixedFormat.signed(65 - Long.numberOfLeadingZeros(~code), fraction)
        : FixedFormat.unsigned(Math.max(1, 64 - Long.numberOfLeadingZeros(code)), fraction);
  }

  /** The format of {@code left operator right}. */
  public static FixedFormat ofBinary(Operator operator, FixedFormat left, FixedFormat right) {
    if (operator == Operator.MULTIPLY) {
      return product(left, right);
    }
    int fraction = Math.max(left.fraction(), right.fraction());
    Interval a = aligned(left, fraction);
    Interval b = aligned(right, fraction);
    return switch (operator) {
      case ADD -> holding(a.low.add(b.low), a.high.add(b.high), fraction);
      case SUBTRACT -> holding(a.low.subtract(b.high), a.high.subtract(b.low), fraction);
      case MINIMUM -> holding(a.low.min(b.low), a.high.min(b.high), fraction);
      case MAXIMUM -> holding(a.low.max(b.low), a.high.max(b.high), fraction);
      case FLOOR_DIVIDE -> quotient(a, b);
      case FLOOR_MODULO -> remainder(b, fraction);
      case AND, OR, XOR -> bits(left, right);
      case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> FixedFormat.BOOLEAN;
      case MULTIPLY -> throw new AssertionError("handled above");
    };
  }

  /** The format of {@code select(condition, then, otherwise)}. */
  public static FixedFormat ofSelect(FixedFormat then, FixedFormat otherwise) {
    int fraction = Math.max(then.fraction(), otherwise.fraction());
    Interval a = aligned(then, fraction);
    Interval b = aligned(otherwise, fraction);
    return holding(a.low.min(b.low), a.high.max(b.high), fraction);
  }

  /** The format of a value scaled by {@code 2^places}. */
  public static FixedFormat ofShift(FixedFormat operand, int places) {
    return new FixedFormat(operand.signed(), operand.width(), operand.fraction() - places);
  }

  /** The format of random bits. */
  public static FixedFormat ofRandom(int bits) {
    if (bits < 1 || bits > 32) {
      throw new IllegalArgumentException("random takes 1 to 32 bits, found " + bits);
    }
    return FixedFormat.unsigned(bits, 0);
  }

  /** Checks that a value of one format can be brought to another within 64 bits. */
  public static void checkQuantise(FixedFormat from, FixedFormat to) {
    int discarded = from.fraction() - to.fraction();
    if (discarded > FixedPoint.MAX_SHIFT) {
      throw new IllegalArgumentException(
          "quantising "
              + from
              + " to "
              + to
              + " discards "
              + discarded
              + " bits, at most "
              + FixedPoint.MAX_SHIFT);
    }
    if (discarded < 0) {
      aligned(from, to.fraction());
    }
  }

  private static FixedFormat product(FixedFormat left, FixedFormat right) {
    Interval a = new Interval(left);
    Interval b = new Interval(right);
    BigInteger[] corners = {
      a.low.multiply(b.low), a.low.multiply(b.high), a.high.multiply(b.low), a.high.multiply(b.high)
    };
    BigInteger low = corners[0];
    BigInteger high = corners[0];
    for (BigInteger corner : corners) {
      low = low.min(corner);
      high = high.max(corner);
    }
    return holding(low, high, left.fraction() + right.fraction());
  }

  private static FixedFormat quotient(Interval a, Interval b) {
    BigInteger magnitude = a.low.abs().max(a.high.abs());
    BigInteger low = a.low.min(BigInteger.ZERO);
    return b.low.signum() < 0
        ? holding(magnitude.negate(), magnitude, 0)
        : holding(low, a.high.max(BigInteger.ZERO), 0);
  }

  private static FixedFormat remainder(Interval b, int fraction) {
    BigInteger low = b.low.signum() < 0 ? b.low.add(BigInteger.ONE) : BigInteger.ZERO;
    return holding(low, b.high.subtract(BigInteger.ONE).max(BigInteger.ZERO), fraction);
  }

  private static FixedFormat bits(FixedFormat left, FixedFormat right) {
    if (left.fraction() != right.fraction()) {
      throw new IllegalArgumentException(
          "bit logic needs equal fractions, found " + left + " and " + right);
    }
    if (left.signed() == right.signed()) {
      return left.width() >= right.width() ? left : right;
    }
    int needed =
        Math.max(left.width() + (left.signed() ? 0 : 1), right.width() + (right.signed() ? 0 : 1));
    return FixedFormat.signed(checkWidth(needed), left.fraction());
  }

  private static Interval aligned(FixedFormat format, int fraction) {
    Interval interval = new Interval(format, fraction - format.fraction());
    holding(interval.low, interval.high, fraction);
    return interval;
  }

  private static FixedFormat holding(BigInteger low, BigInteger high, int fraction) {
    if (fraction < -128 || fraction > 255) {
      throw new IllegalArgumentException(
          "a result needs fraction " + fraction + ", outside -128..255");
    }
    if (low.signum() >= 0 && high.bitLength() <= 63) {
      return FixedFormat.unsigned(Math.max(1, high.bitLength()), fraction);
    }
    return FixedFormat.signed(
        checkWidth(Math.max(low.bitLength(), high.bitLength()) + 1), fraction);
  }

  private static int checkWidth(int needed) {
    if (needed > 64) {
      throw new IllegalArgumentException("an exact result needs " + needed + " bits, at most 64");
    }
    return needed;
  }

  /** The codes a format allows, shifted left. */
  private record Interval(BigInteger low, BigInteger high) {
    Interval(FixedFormat format) {
      this(format, 0);
    }

    Interval(FixedFormat format, int shift) {
      this(
          BigInteger.valueOf(format.minCode()).shiftLeft(shift),
          BigInteger.valueOf(format.maxCode()).shiftLeft(shift));
    }
  }
}
