package org.bitspike.emulator.fast;

import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.bitspike.ir.fixed.FixedFormat;

/**
 * Writes exact operations of values, in {@code int} where the bounds of operands and result allow
 * it. What is decided here holds for one member as for many at once; how an operation is written is
 * up to the kinds of emitters.
 */
abstract class Emitter {

  /** Operations of two values of equal width. */
  enum Operation {
    ADD,
    SUBTRACT,
    MULTIPLY,
    MINIMUM,
    MAXIMUM,
    AND,
    OR,
    XOR
  }

  /** Ways of shifting. */
  enum Shift {
    LEFT,
    RIGHT
  }

  /** How many members an operation is for. */
  abstract int lanes();

  /** Writes what comes before all members. */
  abstract void begin();

  /**
   * Writes an operation.
   *
   * @param asLong whether it is done in {@code long}; if not, operands are cut to their low 32 bits
   * @param low no result is less
   * @param high no result is greater, and some result is less
   */
  abstract Value operate(Operation what, Value x, Value y, boolean asLong, long low, long high);

  /** Writes a shift by a constant; see {@link #operate}. */
  abstract Value shift(Shift how, Value x, int places, boolean asLong, long low, long high);

  /** Writes a comparison that is not decided by bounds: 1 where x is less than y. */
  abstract Value writeLess(Value x, Value y);

  /** Writes a comparison that is not decided by bounds: 1 where x and y differ. */
  abstract Value writeNotEqual(Value x, Value y);

  /** Writes the opposite of a bit. */
  abstract Value writeNot(Value bit);

  /** Writes a choice by a bit; see {@link #operate} for the bounds. */
  abstract Value writeSelect(Value bit, Value then, Value otherwise, long low, long high);

  /** What a call of the handler's own class of operations gives. */
  abstract Value call(String operation, Value x, Value y, FixedFormat exact);

  /** Rounds a value so near the ends of 64 bits that adding half a step could overflow. */
  abstract Value callRound(Value exact, int shift, int rounding, long low, long high);

  /** Whether branches can be jumped over. */
  abstract boolean jumps();

  /** Does one of two things, by a bit. */
  abstract void either(Value bit, Runnable then, Runnable otherwise);

  /** A new variable for codes between two bounds that differ; see {@link #copy}. */
  abstract Value variable(long low, long high);

  /** Sets a variable. */
  abstract void copy(Value from, Value variable);

  /** Does something only where a value is outside two bounds. */
  abstract void whereOutside(Value x, long low, long high, Consumer<Value> action);

  /** A value that is the same for all members, from a local variable of {@code long}. */
  abstract Value common(int local, long low, long high);

  /**
   * Draws 64 bits for each member.
   *
   * @param source from where
   */
  abstract Value draw(DrawSource source);

  /** Puts one member's code on the stack, as {@code long}. */
  abstract void toStack(Value v);

  /**
   * Reads an element of a column.
   *
   * @param array local variable with the column
   * @param isLong whether it is one of {@code long}
   * @param member local variable with the index of the member, or of the first of the members
   */
  abstract Value fetch(int array, boolean isLong, int member, long low, long high);

  /** Writes an element of a column. */
  abstract void put(Value v, int array, boolean isLong, int member);

  /** Reads an entry of a table at an index within it. */
  abstract Value entry(int array, boolean isLong, Value index, long low, long high);

  private Value compute(Operation what, Value x, Value y, long low, long high) {
    if (low == high) {
      return Value.constant(low);
    }
    return operate(what, x, y, x.wide() || y.wide() || !Value.fitsInt(low, high), low, high);
  }

  Value add(Value x, Value y, FixedFormat exact) {
    return compute(
        Operation.ADD,
        x,
        y,
        orElse(() -> Math.addExact(x.low(), y.low()), exact.minCode()),
        orElse(() -> Math.addExact(x.high(), y.high()), exact.maxCode()));
  }

  Value subtract(Value x, Value y, FixedFormat exact) {
    return compute(
        Operation.SUBTRACT,
        x,
        y,
        orElse(() -> Math.subtractExact(x.low(), y.high()), exact.minCode()),
        orElse(() -> Math.subtractExact(x.high(), y.low()), exact.maxCode()));
  }

  Value multiply(Value x, Value y, FixedFormat exact) {
    long low;
    long high;
    try {
      long p = Math.multiplyExact(x.low(), y.low());
      long q = Math.multiplyExact(x.low(), y.high());
      long r = Math.multiplyExact(x.high(), y.low());
      long s = Math.multiplyExact(x.high(), y.high());
      low = Math.min(Math.min(p, q), Math.min(r, s));
      high = Math.max(Math.max(p, q), Math.max(r, s));
    } catch (ArithmeticException tooWide) {
      low = exact.minCode();
      high = exact.maxCode();
    }
    return compute(Operation.MULTIPLY, x, y, low, high);
  }

  Value minimum(Value x, Value y) {
    if (x.high() <= y.low()) {
      return x;
    }
    if (y.high() <= x.low()) {
      return y;
    }
    return compute(
        Operation.MINIMUM, x, y, Math.min(x.low(), y.low()), Math.min(x.high(), y.high()));
  }

  Value maximum(Value x, Value y) {
    if (x.low() >= y.high()) {
      return x;
    }
    if (y.low() >= x.high()) {
      return y;
    }
    return compute(
        Operation.MAXIMUM, x, y, Math.max(x.low(), y.low()), Math.max(x.high(), y.high()));
  }

  Value and(Value x, Value y, FixedFormat exact) {
    boolean constant = x.isConstant() && y.isConstant();
    long code = x.low() & y.low();
    return compute(
        Operation.AND, x, y, constant ? code : exact.minCode(), constant ? code : exact.maxCode());
  }

  Value or(Value x, Value y, FixedFormat exact) {
    boolean constant = x.isConstant() && y.isConstant();
    long code = x.low() | y.low();
    return compute(
        Operation.OR, x, y, constant ? code : exact.minCode(), constant ? code : exact.maxCode());
  }

  Value xor(Value x, Value y, FixedFormat exact) {
    boolean constant = x.isConstant() && y.isConstant();
    long code = x.low() ^ y.low();
    return compute(
        Operation.XOR, x, y, constant ? code : exact.minCode(), constant ? code : exact.maxCode());
  }

  /** A value shifted left, which loses nothing. */
  Value shiftLeft(Value x, int places) {
    if (places == 0) {
      return x;
    }
    if (places > 63) {
      return Value.constant(0);
    }
    long low = x.low() << places;
    long high = x.high() << places;
    if (low >> places != x.low() || high >> places != x.high()) {
      low = Long.MIN_VALUE;
      high = Long.MAX_VALUE;
    }
    if (low == high) {
      return Value.constant(low);
    }
    return shift(Shift.LEFT, x, places, x.wide() || !Value.fitsInt(low, high), low, high);
  }

  /** 1 where x is less than y. */
  Value less(Value x, Value y) {
    if (x.high() < y.low()) {
      return Value.constant(1);
    }
    if (x.low() >= y.high()) {
      return Value.constant(0);
    }
    return writeLess(x, y);
  }

  /** 1 where x and y differ. */
  Value notEqual(Value x, Value y) {
    if (x.high() < y.low() || y.high() < x.low()) {
      return Value.constant(1);
    }
    if (x.isConstant() && y.isConstant()) {
      return Value.constant(0);
    }
    if (y.isConstant() && y.low() == 0 && x.within(0, 1)) {
      return x;
    }
    return writeNotEqual(x, y);
  }

  /** 1 where a bit is 0. */
  Value not(Value bit) {
    if (bit.isConstant()) {
      return Value.constant(1 - bit.low());
    }
    return writeNot(bit);
  }

  /** One of two values, by a bit. */
  Value select(Value bit, Value then, Value otherwise) {
    if (bit.isConstant()) {
      return bit.low() != 0 ? then : otherwise;
    }
    if (then.equals(otherwise)) {
      return then;
    }
    long low = Math.min(then.low(), otherwise.low());
    long high = Math.max(then.high(), otherwise.high());
    if (then.isConstant() && otherwise.isConstant() && low == 0 && high == 1) {
      return then.low() == 1 ? bit : not(bit);
    }
    return writeSelect(bit, then, otherwise, low, high);
  }

  private static long orElse(LongSupplier exact, long otherwise) {
    try {
      return exact.getAsLong();
    } catch (ArithmeticException tooWide) {
      return otherwise;
    }
  }
}
