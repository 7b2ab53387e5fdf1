package org.bitspike.emulator.fast;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.function.Consumer;
import org.bitspike.ir.fixed.FixedFormat;

/**
 * Writes operations of one member, without jumps. Comparisons and choices are bit arithmetic, so
 * that a loop over them stays one straight block, which the virtual machine can turn into vector
 * instructions.
 */
final class MemberEmitter extends Emitter {

  private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");
  private static final ClassDesc OPS = KernelOps.class.describeConstable().orElseThrow();
  private static final MethodTypeDesc INTS = MethodTypeDesc.of(CD_int, CD_int, CD_int);
  private static final MethodTypeDesc LONGS = MethodTypeDesc.of(CD_long, CD_long, CD_long);
  private static final MethodTypeDesc ROUND = MethodTypeDesc.of(CD_long, CD_long, CD_int, CD_int);

  private final CodeBuilder b;

  MemberEmitter(CodeBuilder b) {
    this.b = b;
  }

  @Override
  int lanes() {
    return 1;
  }

  @Override
  void begin() {}

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

  @Override
  Value operate(Operation what, Value x, Value y, boolean asLong, long low, long high) {
    push(x, asLong);
    push(y, asLong);
    switch (what) {
      case ADD -> either(asLong, b::ladd, b::iadd);
      case SUBTRACT -> either(asLong, b::lsub, b::isub);
      case MULTIPLY -> either(asLong, b::lmul, b::imul);
      case MINIMUM -> b.invokestatic(MATH, "min", asLong ? LONGS : INTS);
      case MAXIMUM -> b.invokestatic(MATH, "max", asLong ? LONGS : INTS);
      case AND -> either(asLong, b::land, b::iand);
      case OR -> either(asLong, b::lor, b::ior);
      case XOR -> either(asLong, b::lxor, b::ixor);
    }
    return store(asLong, low, high);
  }

  private static void either(boolean asLong, Runnable onLongs, Runnable onInts) {
    (asLong ? onLongs : onInts).run();
  }

  @Override
  Value shift(Shift how, Value x, int places, boolean asLong, long low, long high) {
    push(x, asLong);
    b.loadConstant(places);
    switch (how) {
      case LEFT -> either(asLong, b::lshl, b::ishl);
      case RIGHT -> either(asLong, b::lshr, b::ishr);
    }
    return store(asLong, low, high);
  }

  @Override
  Value writeLess(Value x, Value y) {
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

  @Override
  Value writeNotEqual(Value x, Value y) {
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

  @Override
  Value writeNot(Value bit) {
    push(bit, false);
    b.iconst_1().ixor();
    return store(false, 0, 1);
  }

  @Override
  Value writeSelect(Value bit, Value then, Value otherwise, long low, long high) {
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

  @Override
  Value call(String operation, Value x, Value y, FixedFormat exact) {
    push(x, true);
    push(y, true);
    b.invokestatic(OPS, operation, LONGS);
    return store(true, exact.minCode(), exact.maxCode());
  }

  @Override
  Value variable(long low, long high) {
    boolean wide = !Value.fitsInt(low, high);
    return new Value(b.allocateLocal(wide ? TypeKind.LONG : TypeKind.INT), low, high);
  }

  @Override
  void copy(Value from, Value variable) {
    push(from, variable.wide());
    if (variable.wide()) {
      b.lstore(variable.slot());
    } else {
      b.istore(variable.slot());
    }
  }

  @Override
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

  @Override
  Value callRound(Value exact, int shift, int rounding, long low, long high) {
    push(exact, true);
    b.loadConstant(shift).loadConstant(rounding).invokestatic(OPS, "round", ROUND);
    return store(true, low, high);
  }

  @Override
  boolean jumps() {
    return true;
  }

  @Override
  void either(Value bit, Runnable then, Runnable otherwise) {
    Label other = b.newLabel();
    Label end = b.newLabel();
    push(bit, false);
    b.ifeq(other);
    then.run();
    b.goto_(end).labelBinding(other);
    otherwise.run();
    b.labelBinding(end);
  }

  @Override
  Value common(int local, long low, long high) {
    if (!Value.fitsInt(low, high)) {
      return new Value(local, low, high);
    }
    b.lload(local);
    return store(true, low, high);
  }

  @Override
  Value draw(DrawSource source) {
    source.one();
    return store(true, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  @Override
  void toStack(Value v) {
    push(v, true);
  }

  @Override
  Value fetch(int array, boolean isLong, int member, long low, long high) {
    b.aload(array).iload(member);
    return element(isLong, low, high);
  }

  private Value element(boolean isLong, long low, long high) {
    if (isLong) {
      b.laload();
    } else {
      b.iaload();
    }
    return store(isLong, low, high);
  }

  @Override
  void put(Value v, int array, boolean isLong, int member) {
    b.aload(array).iload(member);
    push(v, isLong);
    if (isLong) {
      b.lastore();
    } else {
      b.iastore();
    }
  }

  @Override
  Value entry(int array, boolean isLong, Value index, long low, long high) {
    b.aload(array);
    push(index, false);
    return element(isLong, low, high);
  }
}
