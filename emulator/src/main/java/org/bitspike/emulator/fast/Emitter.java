package org.bitspike.emulator.fast;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.bitspike.ir.fixed.FixedFormat;

/**
 * Writes exact operations of values, without jumps, in {@code int} where the bounds of operands and
 * result allow it. Comparisons and choices are bit arithmetic, so that a loop over them stays one
 * straight block, which the virtual machine can turn into vector instructions.
 */
final class Emitter {

  private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");
  private static final MethodTypeDesc INTS = MethodTypeDesc.of(CD_int, CD_int, CD_int);
  static final MethodTypeDesc LONGS = MethodTypeDesc.of(CD_long, CD_long, CD_long);

  final CodeBuilder b;

  Emitter(CodeBuilder b) {
    this.b = b;
  }

  /** Pushes a value as a {@code long} or as an {@code int}, whose low 32 bits it then is. */
  void push(Value v, boolean asLong) {
    if (v.isConstant()) {
      if (asLong) {
        b.loadConstant(v.low());
      } else {
        b.loadConstant((int) v.low());
      }
    } else if (v.wide()) {
      b.lload(v.slot());
      if (!asLong) {
        b.l2i();
      }
    } else {
      b.iload(v.slot());
      if (asLong) {
        b.i2l();
      }
    }
  }

  /** Takes the result from the stack. */
  Value store(boolean isLong, long low, long high) {
    boolean wide = !Value.fitsInt(low, high);
    if (isLong && !wide) {
      b.l2i();
    } else if (!isLong && wide) {
      b.i2l();
    }
    int slot = b.allocateLocal(wide ? TypeKind.LONG : TypeKind.INT);
    if (wide) {
      b.lstore(slot);
    } else {
      b.istore(slot);
    }
    return low == high ? Value.constant(low) : new Value(slot, low, high);
  }

  private Value compute(Value x, Value y, long low, long high, Runnable onInts, Runnable onLongs) {
    if (low == high) {
      return Value.constant(low);
    }
    boolean asLong = x.wide() || y.wide() || !Value.fitsInt(low, high);
    push(x, asLong);
    push(y, asLong);
    (asLong ? onLongs : onInts).run();
    return store(asLong, low, high);
  }

  Value add(Value x, Value y, FixedFormat exact) {
    return compute(
        x,
        y,
        orElse(() -> Math.addExact(x.low(), y.low()), exact.minCode()),
        orElse(() -> Math.addExact(x.high(), y.high()), exact.maxCode()),
        b::iadd,
        b::ladd);
  }

  Value subtract(Value x, Value y, FixedFormat exact) {
    return compute(
        x,
        y,
        orElse(() -> Math.subtractExact(x.low(), y.high()), exact.minCode()),
        orElse(() -> Math.subtractExact(x.high(), y.low()), exact.maxCode()),
        b::isub,
        b::lsub);
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
    return compute(x, y, low, high, b::imul, b::lmul);
  }

  Value minimum(Value x, Value y) {
    if (x.high() <= y.low()) {
      return x;
    }
    if (y.high() <= x.low()) {
      return y;
    }
    return compute(
        x,
        y,
        Math.min(x.low(), y.low()),
        Math.min(x.high(), y.high()),
        () -> b.invokestatic(MATH, "min", INTS),
        () -> b.invokestatic(MATH, "min", LONGS));
  }

  Value maximum(Value x, Value y) {
    if (x.low() >= y.high()) {
      return x;
    }
    if (y.low() >= x.high()) {
      return y;
    }
    return compute(
        x,
        y,
        Math.max(x.low(), y.low()),
        Math.max(x.high(), y.high()),
        () -> b.invokestatic(MATH, "max", INTS),
        () -> b.invokestatic(MATH, "max", LONGS));
  }

  Value and(Value x, Value y, FixedFormat exact) {
    boolean constant = x.isConstant() && y.isConstant();
    long code = x.low() & y.low();
    return compute(
        x,
        y,
        constant ? code : exact.minCode(),
        constant ? code : exact.maxCode(),
        b::iand,
        b::land);
  }

  Value or(Value x, Value y, FixedFormat exact) {
    boolean constant = x.isConstant() && y.isConstant();
    long code = x.low() | y.low();
    return compute(
        x, y, constant ? code : exact.minCode(), constant ? code : exact.maxCode(), b::ior, b::lor);
  }

  Value xor(Value x, Value y, FixedFormat exact) {
    boolean constant = x.isConstant() && y.isConstant();
    long code = x.low() ^ y.low();
    return compute(
        x,
        y,
        constant ? code : exact.minCode(),
        constant ? code : exact.maxCode(),
        b::ixor,
        b::lxor);
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
    b.loadConstant(places);
    if (asLong) {
      b.lshl();
    } else {
      b.ishl();
    }
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
      b.isub().loadConstant(31).iushr();
      return store(false, 0, 1);
    }
    push(x, true);
    push(y, true);
    if (x.differsByLong(y)) {
      b.lsub().loadConstant(63).lushr();
      return store(true, 0, 1);
    }
    b.lcmp().loadConstant(31).iushr();
    return store(false, 0, 1);
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
    if (asLong) {
      b.lxor().dup2().lneg().lor().loadConstant(63).lushr();
    } else {
      b.ixor().dup().ineg().ior().loadConstant(31).iushr();
    }
    return store(asLong, 0, 1);
  }

  /** 1 where a bit is 0. */
  Value not(Value bit) {
    if (bit.isConstant()) {
      return Value.constant(1 - bit.low());
    }
    push(bit, false);
    b.iconst_1().ixor();
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
    if (asLong) {
      b.lxor();
      push(bit, true);
      b.lneg().land().lxor();
    } else {
      b.ixor();
      push(bit, false);
      b.ineg().iand().ixor();
    }
    return store(asLong, low, high);
  }

  /** What a call of the handler's own class of operations gives. */
  Value call(String operation, Value x, Value y, FixedFormat exact) {
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

  private static long orElse(LongSupplier exact, long otherwise) {
    try {
      return exact.getAsLong();
    } catch (ArithmeticException tooWide) {
      return otherwise;
    }
  }
}
