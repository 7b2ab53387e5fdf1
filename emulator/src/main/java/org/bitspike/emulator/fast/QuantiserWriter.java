package org.bitspike.emulator.fast;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.constant.MethodTypeDesc;
import java.util.Optional;
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
    if (asLong) {
      emit.b.loadConstant(code).ladd();
    } else {
      emit.b.loadConstant((int) code).iadd();
    }
  }

  /** Adds a constant where the value is negative. */
  private void addIfNegative(Value x, long code, boolean asLong) {
    if (x.low() >= 0) {
      return;
    }
    emit.push(x, asLong);
    if (asLong) {
      emit.b.loadConstant(63).lshr().loadConstant(code).land().ladd();
    } else {
      emit.b.loadConstant(31).ishr().loadConstant((int) code).iand().iadd();
    }
  }

  /** Adds 1 where the floor is odd. */
  private void addOddness(Value x, int shift, boolean asLong) {
    emit.push(x, asLong);
    shiftRight(shift, asLong);
    if (asLong) {
      emit.b.loadConstant(1L).land().ladd();
    } else {
      emit.b.loadConstant(1).iand().iadd();
    }
  }

  private void shiftRight(int shift, boolean asLong) {
    emit.b.loadConstant(shift);
    if (asLong) {
      emit.b.lshr();
    } else {
      emit.b.ishr();
    }
  }

  /** Floor, and one more where the discarded bits are greater than the random ones. */
  private Value stochastic(Value exact, int shift, Value draw) {
    long mask = (1L << shift) - 1;
    emit.push(draw, true);
    emit.b.loadConstant(mask).land();
    emit.push(exact, true);
    emit.b.loadConstant(mask).land().lsub().loadConstant(63).lushr();
    emit.push(exact, true);
    shiftRight(shift, true);
    emit.b.ladd();
    return emit.store(true, exact.low() >> shift, (exact.high() >> shift) + 1);
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
    if (!format.signed()) {
      if (asLong) {
        emit.b.loadConstant(format.maxCode()).land();
      } else {
        emit.b.loadConstant((int) format.maxCode()).iand();
      }
    } else if (asLong) {
      emit.b.loadConstant(64 - width).lshl().loadConstant(64 - width).lshr();
    } else {
      emit.b.loadConstant(32 - width).ishl().loadConstant(32 - width).ishr();
    }
    return emit.store(asLong, format.minCode(), format.maxCode());
  }
}
