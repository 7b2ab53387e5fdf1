package org.bitspike.emulator.fast;

import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.MethodTypeDesc;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.bitspike.emulator.fast.Lane.Operation;
import org.bitspike.emulator.fast.Lane.Shift;
import org.bitspike.ir.fixed.FixedFormat;

/**
 * Writes exact operations of values, without jumps, in {@code int} where the bounds of operands and
 * result allow it. Comparisons and choices are bit arithmetic, so that a loop over them stays one
 * straight block, which the virtual machine can turn into vector instructions.
 */
final class Emitter {

  static final MethodTypeDesc LONGS = MethodTypeDesc.of(CD_long, CD_long, CD_long);

  final CodeBuilder b;
  final Lane lane;

  Emitter(CodeBuilder b, Lane lane) {
    this.b = b;
    this.lane = lane;
  }

  /** Pushes a value as a {@code long} or as an {@code int}, whose low 32 bits it then is. */
  void push(Value v, boolean asLong) {
    lane.push(v, asLong);
  }

  /** Takes the result from the stack. */
  Value store(boolean isLong, long low, long high) {
    return lane.store(isLong, low, high);
  }

  private Value compute(Value x, Value y, long low, long high, Operation operation) {
    if (low == high) {
      return Value.constant(low);
    }
    boolean asLong = x.wide() || y.wide() || !Value.fitsInt(low, high);
    push(x, asLong);
    push(y, asLong);
    lane.apply(operation, asLong);
    return store(asLong, low, high);
  }

  Value add(Value x, Value y, FixedFormat exact) {
    return compute(
        x,
        y,
        orElse(() -> Math.addExact(x.low(), y.low()), exact.minCode()),
        orElse(() -> Math.addExact(x.high(), y.high()), exact.maxCode()),
        Operation.ADD);
  }

  Value subtract(Value x, Value y, FixedFormat exact) {
    return compute(
        x,
        y,
        orElse(() -> Math.subtractExact(x.low(), y.high()), exact.minCode()),
        orElse(() -> Math.subtractExact(x.high(), y.low()), exact.maxCode()),
        Operation.SUBTRACT);
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
    return compute(x, y, low, high, Operation.MULTIPLY);
  }

  Value minimum(Value x, Value y) {
    if (x.high() <= y.low()) {
      return x;
    }
    if (y.high() <= x.low()) {
      return y;
    }
    return compute(
        x, y, Math.min(x.low(), y.low()), Math.min(x.high(), y.high()), Operation.MINIMUM);
  }

  Value maximum(Value x, Value y) {
    if (x.low() >= y.high()) {
      return x;
    }
    if (y.low() >= x.high()) {
      return y;
    }
    return compute(
        x, y, Math.max(x.low(), y.low()), Math.max(x.high(), y.high()), Operation.MAXIMUM);
  }

  Value and(Value x, Value y, FixedFormat exact) {
    boolean constant = x.isConstant() && y.isConstant();
    long code = x.low() & y.low();
    return compute(
        x, y, constant ? code : exact.minCode(), constant ? code : exact.maxCode(), Operation.AND);
  }

  Value or(Value x, Value y, FixedFormat exact) {
    boolean constant = x.isConstant() && y.isConstant();
    long code = x.low() | y.low();
    return compute(
        x, y, constant ? code : exact.minCode(), constant ? code : exact.maxCode(), Operation.OR);
  }

  Value xor(Value x, Value y, FixedFormat exact) {
    boolean constant = x.isConstant() && y.isConstant();
    long code = x.low() ^ y.low();
    return compute(
        x, y, constant ? code : exact.minCode(), constant ? code : exact.maxCode(), Operation.XOR);
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
    boolean asLong = x.wide() || !Value.fitsInt(low, high);
    push(x, asLong);
    lane.shift(Shift.LEFT, places, asLong);
    return store(asLong, low, high);
  }

  /** 1 where x is less than y. */
  Value less(Value x, Value y) {
    if (x.high() < y.low()) {
      return Value.constant(1);
    }
    if (x.low() >= y.high()) {
      return Value.constant(0);
    }
    if (x.differsByInt(y)) {
      push(x, false);
      push(y, false);
      lane.apply(Operation.SUBTRACT, false);
      lane.shift(Shift.UNSIGNED_RIGHT, 31, false);
      return store(false, 0, 1);
    }
    if (x.differsByLong(y)) {
      push(x, true);
      push(y, true);
      lane.apply(Operation.SUBTRACT, true);
      lane.shift(Shift.UNSIGNED_RIGHT, 63, true);
      return store(true, 0, 1);
    }
    if (lane.members() > 1) {
      return lessByBits(x, y);
    }
    push(x, true);
    push(y, true);
    b.lcmp().loadConstant(31).iushr();
    return store(false, 0, 1);
  }

  /** The sign of the difference, set right where the difference does not fit. */
  private Value lessByBits(Value x, Value y) {
    push(x, true);
    push(y, true);
    lane.apply(Operation.SUBTRACT, true);
    Value difference = store(true, Long.MIN_VALUE, Long.MAX_VALUE);
    push(difference, true);
    push(x, true);
    push(y, true);
    lane.apply(Operation.XOR, true);
    push(difference, true);
    push(x, true);
    lane.apply(Operation.XOR, true);
    lane.apply(Operation.AND, true);
    lane.apply(Operation.XOR, true);
    lane.shift(Shift.UNSIGNED_RIGHT, 63, true);
    return store(true, 0, 1);
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
    boolean asLong = x.wide() || y.wide();
    push(x, asLong);
    push(y, asLong);
    lane.apply(Operation.XOR, asLong);
    Value different =
        asLong
            ? store(true, Long.MIN_VALUE, Long.MAX_VALUE)
            : store(false, Integer.MIN_VALUE, Integer.MAX_VALUE);
    push(different, asLong);
    push(different, asLong);
    lane.negate(asLong);
    lane.apply(Operation.OR, asLong);
    lane.shift(Shift.UNSIGNED_RIGHT, asLong ? 63 : 31, asLong);
    return store(asLong, 0, 1);
  }

  /** 1 where a bit is 0. */
  Value not(Value bit) {
    if (bit.isConstant()) {
      return Value.constant(1 - bit.low());
    }
    push(bit, false);
    lane.constant(1, false);
    lane.apply(Operation.XOR, false);
    return store(false, 0, 1);
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
    boolean asLong = !Value.fitsInt(low, high);
    push(otherwise, asLong);
    push(then, asLong);
    push(otherwise, asLong);
    lane.apply(Operation.XOR, asLong);
    push(bit, asLong);
    lane.negate(asLong);
    lane.apply(Operation.AND, asLong);
    lane.apply(Operation.XOR, asLong);
    return store(asLong, low, high);
  }

  /** What a call of the handler's own class of operations gives. */
  Value call(String operation, Value x, Value y, FixedFormat exact) {
    scalarOnly(operation);
    push(x, true);
    push(y, true);
    b.invokestatic(KernelOps.class.describeConstable().orElseThrow(), operation, LONGS);
    return store(true, exact.minCode(), exact.maxCode());
  }

  /** A new local variable for codes between two bounds that differ; see {@link #copy}. */
  Value variable(long low, long high) {
    boolean wide = !Value.fitsInt(low, high);
    return new Value(b.allocateLocal(wide ? TypeKind.LONG : TypeKind.INT), low, high);
  }

  /** Sets a variable. */
  void copy(Value from, Value variable) {
    push(from, variable.wide());
    if (variable.wide()) {
      b.lstore(variable.slot());
    } else {
      b.istore(variable.slot());
    }
  }

  /** Does something only where a value is outside two bounds. */
  void whereOutside(Value x, long low, long high, Consumer<Value> action) {
    scalarOnly("a trap");
    Label outside = b.newLabel();
    Label end = b.newLabel();
    if (x.low() < low) {
      push(x, true);
      b.loadConstant(low).lcmp().iflt(outside);
    }
    if (x.high() > high) {
      push(x, true);
      b.loadConstant(high).lcmp().ifgt(outside);
    }
    b.goto_(end).labelBinding(outside);
    action.accept(x);
    b.labelBinding(end);
  }

  /** Refuses to write what is done for one member at a time. */
  void scalarOnly(String what) {
    if (lane.members() > 1) {
      throw new NoVector(what, false);
    }
  }

  private static long orElse(LongSupplier exact, long otherwise) {
    try {
      return exact.getAsLong();
    } catch (ArithmeticException tooWide) {
      return otherwise;
    }
  }
}
