package org.bitspike.emulator.fast;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.constant.MethodTypeDesc;
import java.util.Optional;
import org.bitspike.emulator.fast.Lane.Operation;
import org.bitspike.emulator.fast.Lane.Shift;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.fixed.FixedPoint;
import org.bitspike.ir.fixed.Overflow;
import org.bitspike.ir.fixed.Rounding;

/** Writes roundings and overflows. SEMANTICS.md 2.2 and 2.3. */
final class QuantiserWriter {

  private static final MethodTypeDesc ROUND = MethodTypeDesc.of(CD_long, CD_long, CD_int, CD_int);

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
      emit.scalarOnly("a rounding near the end of 64 bits");
      emit.push(exact, true);
      emit.b.loadConstant(shift).loadConstant(rounding.ordinal());
      emit.b.invokestatic(KernelOps.class.describeConstable().orElseThrow(), "round", ROUND);
      return emit.store(true, low, high);
    }
    boolean asLong =
        exact.wide() || shift > 30 || !Value.fitsInt(exact.low() - 1, exact.high() + (1L << shift));
    emit.push(exact, asLong);
    switch (rounding) {
      case FLOOR, STOCHASTIC -> {}
      case HALF_UP -> addConstant(half, asLong);
      case TOWARD_ZERO -> addIfNegative(exact, 2 * half - 1, asLong);
      case HALF_AWAY -> {
        addConstant(half, asLong);
        addIfNegative(exact, -1, asLong);
      }
      case HALF_EVEN -> {
        addConstant(half - 1, asLong);
        addOddness(exact, shift, asLong);
      }
    }
    shiftRight(shift, asLong);
    return emit.store(asLong, low, high);
  }

  private void addConstant(long code, boolean asLong) {
    emit.lane.constant(code, asLong);
    emit.lane.apply(Operation.ADD, asLong);
  }

  /** Adds a constant where the value is negative. */
  private void addIfNegative(Value x, long code, boolean asLong) {
    if (x.low() >= 0) {
      return;
    }
    emit.push(x, asLong);
    shiftRight(asLong ? 63 : 31, asLong);
    emit.lane.constant(code, asLong);
    emit.lane.apply(Operation.AND, asLong);
    emit.lane.apply(Operation.ADD, asLong);
  }

  /** Adds 1 where the floor is odd. */
  private void addOddness(Value x, int shift, boolean asLong) {
    emit.push(x, asLong);
    shiftRight(shift, asLong);
    emit.lane.constant(1, asLong);
    emit.lane.apply(Operation.AND, asLong);
    emit.lane.apply(Operation.ADD, asLong);
  }

  private void shiftRight(int shift, boolean asLong) {
    emit.lane.shift(Shift.RIGHT, shift, asLong);
  }

  /** Floor, and one more where the discarded bits are greater than the random ones. */
  private Value stochastic(Value exact, int shift, Value draw) {
    lowBits(draw, shift);
    lowBits(exact, shift);
    emit.lane.apply(Operation.SUBTRACT, true);
    emit.lane.shift(Shift.UNSIGNED_RIGHT, 63, true);
    emit.push(exact, true);
    shiftRight(shift, true);
    emit.lane.apply(Operation.ADD, true);
    return emit.store(true, exact.low() >> shift, (exact.high() >> shift) + 1);
  }

  private void lowBits(Value x, int bits) {
    emit.push(x, true);
    emit.lane.constant((1L << bits) - 1, true);
    emit.lane.apply(Operation.AND, true);
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
    emit.push(rounded, asLong);
    if (format.signed()) {
      int above = (asLong ? 64 : 32) - width;
      emit.lane.shift(Shift.LEFT, above, asLong);
      emit.lane.shift(Shift.RIGHT, above, asLong);
    } else {
      emit.lane.constant(format.maxCode(), asLong);
      emit.lane.apply(Operation.AND, asLong);
    }
    return emit.store(asLong, format.minCode(), format.maxCode());
  }
}
