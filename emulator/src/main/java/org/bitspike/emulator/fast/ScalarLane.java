package org.bitspike.emulator.fast;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/** One member: codes are {@code int} or {@code long}. */
final class ScalarLane implements Lane {

  private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");
  private static final MethodTypeDesc INTS = MethodTypeDesc.of(CD_int, CD_int, CD_int);
  private static final MethodTypeDesc LONGS = MethodTypeDesc.of(CD_long, CD_long, CD_long);

  private final CodeBuilder b;

  ScalarLane(CodeBuilder b) {
    this.b = b;
  }

  @Override
  public int members() {
    return 1;
  }

  @Override
  public void push(Value v, boolean asLong) {
    if (v.isConstant()) {
      constant(v.low(), asLong);
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

  @Override
  public void constant(long code, boolean asLong) {
    if (asLong) {
      b.loadConstant(code);
    } else {
      b.loadConstant((int) code);
    }
  }

  @Override
  public Value store(boolean isLong, long low, long high) {
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
  public void apply(Operation operation, boolean asLong) {
    switch (operation) {
      case ADD -> either(asLong, b::ladd, b::iadd);
      case SUBTRACT -> either(asLong, b::lsub, b::isub);
      case MULTIPLY -> either(asLong, b::lmul, b::imul);
      case AND -> either(asLong, b::land, b::iand);
      case OR -> either(asLong, b::lor, b::ior);
      case XOR -> either(asLong, b::lxor, b::ixor);
      case MINIMUM -> b.invokestatic(MATH, "min", asLong ? LONGS : INTS);
      case MAXIMUM -> b.invokestatic(MATH, "max", asLong ? LONGS : INTS);
    }
  }

  private static void either(boolean first, Runnable one, Runnable other) {
    (first ? one : other).run();
  }

  @Override
  public void negate(boolean asLong) {
    either(asLong, b::lneg, b::ineg);
  }

  @Override
  public void shift(Shift shift, int places, boolean asLong) {
    b.loadConstant(places);
    switch (shift) {
      case LEFT -> either(asLong, b::lshl, b::ishl);
      case RIGHT -> either(asLong, b::lshr, b::ishr);
      case UNSIGNED_RIGHT -> either(asLong, b::lushr, b::iushr);
    }
  }

  @Override
  public void fetch(int array, int index, boolean isLong) {
    b.aload(array).iload(index);
    either(isLong, b::laload, b::iaload);
  }

  @Override
  public void put(Value code, int array, int index, boolean isLong) {
    b.aload(array).iload(index);
    push(code, isLong);
    either(isLong, b::lastore, b::iastore);
  }

  @Override
  public void entries(int table, int size, Value index, boolean isLong) {
    b.aload(table);
    push(index, false);
    either(isLong, b::laload, b::iaload);
  }

  @Override
  public Value spread(int local, long low, long high) {
    return new Value(local, low, high);
  }
}
