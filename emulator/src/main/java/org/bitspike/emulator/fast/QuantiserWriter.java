package org.bitspike.emulator.fast;

import java.util.Optional;
import org.bitspike.emulator.fast.Emitter.Operation;
import org.bitspike.emulator.fast.Emitter.Shift;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.fixed.FixedPoint;
import org.bitspike.ir.fixed.Overflow;
import org.bitspike.ir.fixed.Rounding;

/** Writes roundings and overflows. SEMANTICS.md 2.2 and 2.3. */
final class QuantiserWriter {

  private final Emitter emit;

  QuantiserWriter(Emitter emit) {
    this.emit = emit;
  }

  /**
   * Writes a rounding.
   *
   * @param shift bits to discard; negative to add bits
   * @param draw for stochastic rounding the 64 bits of a draw
   */
  Value round(Value exact, int shift, Rounding rounding, Optional<Value> draw) {
    if (shift <= 0) {
      return emit.shiftLeft(exact, -shift);
    }
    if (draw.isPresent()) {
      return stochastic(exact, shift, draw.get());
    }
    long low = FixedPoint.shiftRight(exact.low(), shift, rounding, 0);
    long high = FixedPoint.shiftRight(exact.high(), shift, rounding, 0);
    long half = 1L << (shift - 1);
    if (low == high) {
      return Value.constant(low);
    }
    boolean room =
        exact.low() >= Long.MIN_VALUE + 1
            && exact.high() <= Long.MAX_VALUE - (1L << Math.min(62, shift));
    if (!room && rounding != Rounding.FLOOR) {
      return emit.callRound(exact, shift, rounding.ordinal(), low, high);
    }
    boolean asLong =
        exact.wide() || shift > 30 || !Value.fitsInt(exact.low() - 1, exact.high() + (1L << shift));
    Value raised =
        switch (rounding) {
          case FLOOR, STOCHASTIC -> exact;
          case HALF_UP -> plus(exact, half, asLong);
          case TOWARD_ZERO -> plusIfNegative(exact, exact, 2 * half - 1, asLong);
          case HALF_AWAY -> plusIfNegative(plus(exact, half, asLong), exact, -1, asLong);
          case HALF_EVEN -> plusOddness(plus(exact, half - 1, asLong), exact, shift, asLong);
        };
    return emit.shift(Shift.RIGHT, raised, shift, asLong, low, high);
  }

  private Value plus(Value x, long code, boolean asLong) {
    return emit.operate(
        Operation.ADD, x, Value.constant(code), asLong, x.low() + code, x.high() + code);
  }

  /** A value, plus a constant where another value is negative. */
  private Value plusIfNegative(Value to, Value x, long code, boolean asLong) {
    if (x.low() >= 0) {
      return to;
    }
    Value sign = emit.shift(Shift.RIGHT, x, asLong ? 63 : 31, asLong, -1, 0);
    Value more =
        code == -1
            ? sign
            : emit.operate(Operation.AND, sign, Value.constant(code), asLong, 0, code);
    return emit.operate(
        Operation.ADD, to, more, asLong, to.low() + more.low(), to.high() + more.high());
  }

  /** A value, plus 1 where the floor of another is odd. */
  private Value plusOddness(Value to, Value x, int shift, boolean asLong) {
    Value floor = emit.shift(Shift.RIGHT, x, shift, asLong, x.low() >> shift, x.high() >> shift);
    Value odd = emit.operate(Operation.AND, floor, Value.constant(1), asLong, 0, 1);
    return emit.operate(Operation.ADD, to, odd, asLong, to.low(), to.high() + 1);
  }

  /** Floor, and one more where the discarded bits are greater than the random ones. */
  private Value stochastic(Value exact, int shift, Value draw) {
    long mask = (1L << shift) - 1;
    Value random = emit.operate(Operation.AND, draw, Value.constant(mask), true, 0, mask);
    Value rest = emit.operate(Operation.AND, exact, Value.constant(mask), true, 0, mask);
    Value floor =
        emit.shift(Shift.RIGHT, exact, shift, true, exact.low() >> shift, exact.high() >> shift);
    return emit.operate(
        Operation.ADD, floor, emit.less(random, rest), true, floor.low(), floor.high() + 1);
  }

  /** Whether the low bits of a value shifted left can be had without bits beyond an int. */
  boolean wrapsInInt(Value exact, int shift, FixedFormat format) {
    return shift < 32 && Home.fitsInt(format) && !exact.isConstant();
  }

  /** Writes a shift to the left of which only the low bits are kept. */
  Value wrapShifted(Value exact, int shift, FixedFormat format) {
    return wrap(
        emit.shift(Shift.LEFT, exact, shift, false, Integer.MIN_VALUE, Integer.MAX_VALUE), format);
  }

  /** Writes an overflow that does not trap. */
  Value fit(Value rounded, FixedFormat format, Overflow overflow) {
    long least = format.minCode();
    long most = format.maxCode();
    if (rounded.within(least, most)) {
      return rounded;
    }
    return overflow == Overflow.WRAP
        ? wrap(rounded, format)
        : emit.minimum(emit.maximum(rounded, Value.constant(least)), Value.constant(most));
  }

  private Value wrap(Value rounded, FixedFormat format) {
    if (rounded.isConstant()) {
      return Value.constant(FixedPoint.fit(rounded.low(), format, Overflow.WRAP));
    }
    int width = format.width();
    boolean asLong = width > (format.signed() ? 32 : 31);
    if (!format.signed()) {
      Value mask = Value.constant(format.maxCode());
      return emit.operate(Operation.AND, rounded, mask, asLong, 0, format.maxCode());
    }
    int spare = (asLong ? 64 : 32) - width;
    long least = asLong ? Long.MIN_VALUE : Integer.MIN_VALUE;
    long most = asLong ? Long.MAX_VALUE : Integer.MAX_VALUE;
    Value top = emit.shift(Shift.LEFT, rounded, spare, asLong, least, most);
    return emit.shift(Shift.RIGHT, top, spare, asLong, format.minCode(), format.maxCode());
  }
}
