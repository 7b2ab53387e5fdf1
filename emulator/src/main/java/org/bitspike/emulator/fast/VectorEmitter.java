package org.bitspike.emulator.fast;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.bitspike.ir.fixed.FixedFormat;

/**
 * Writes operations of as many members as a vector of {@code int} holds. A value that needs {@code
 * long} stands in two vectors, one for the first half of the members and one for the second; a bit
 * is a mask where it was compared, and a vector of 0 and 1 where it is calculated with.
 */
final class VectorEmitter extends Emitter {

  /** A handler has something in it that is done one member at a time. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(String what) {
      super(what + " has no vectors");
    }
  }

  private static final ClassDesc OPS = KernelOps.class.describeConstable().orElseThrow();
  private static final MethodTypeDesc PAIRS =
      MethodTypeDesc.of(CD_void, CD_long.arrayType(), CD_long.arrayType());
  private static final MethodTypeDesc ROUND =
      MethodTypeDesc.of(CD_void, CD_long.arrayType(), CD_int, CD_int);

  private final CodeBuilder b;
  private final VectorCode code;
  private final int lanes;
  private final int indices;
  private final int first;
  private final int second;
  // By local variable of a value: that of its mask, and of the numbers of a mask.
  private final Map<Integer, Integer> masks = new HashMap<>();
  private final Map<Integer, Integer> numbers = new HashMap<>();

  VectorEmitter(CodeBuilder b, int lanes) {
    this.b = b;
    this.lanes = lanes;
    code = new VectorCode(b, lanes);
    indices = b.allocateLocal(TypeKind.REFERENCE);
    first = b.allocateLocal(TypeKind.REFERENCE);
    second = b.allocateLocal(TypeKind.REFERENCE);
  }

  @Override
  void begin() {
    b.loadConstant(lanes).newarray(TypeKind.INT).astore(indices);
    b.loadConstant(lanes).newarray(TypeKind.LONG).astore(first);
    b.loadConstant(lanes).newarray(TypeKind.LONG).astore(second);
  }

  @Override
  int lanes() {
    return lanes;
  }

  private void push(Value v) {
    if (v.isConstant()) {
      code.constant(false, v.low());
    } else if (v.wide()) {
      b.aload(v.slot());
      code.narrow(0);
      code.binary(
          false,
          "OR",
          () -> {
            b.aload(v.slot() + 1);
            code.narrow(1);
          });
    } else {
      b.aload(number(v.slot()));
    }
  }

  private void pushHalf(Value v, int half) {
    if (v.isConstant()) {
      code.constant(true, v.low());
    } else if (v.wide()) {
      b.aload(v.slot() + half);
    } else {
      b.aload(number(v.slot()));
      code.widen(half);
    }
  }

  /** The local variable with the numbers 0 and 1 of what may be a mask. */
  private int number(int slot) {
    if (masks.getOrDefault(slot, -1) != slot) {
      return slot;
    }
    return numbers.computeIfAbsent(
        slot,
        mask -> {
          code.constant(false, 0);
          code.constant(false, 1);
          b.aload(mask);
          code.blend(false);
          return kept();
        });
  }

  /** The local variable with the mask of a bit. */
  private int mask(Value bit) {
    return masks.computeIfAbsent(
        bit.slot(),
        slot -> {
          b.aload(slot);
          code.compare(false, "NE", () -> code.constant(false, 0));
          return kept();
        });
  }

  private int kept() {
    int slot = b.allocateLocal(TypeKind.REFERENCE);
    b.astore(slot);
    return slot;
  }

  private Value keptMask() {
    int slot = kept();
    masks.put(slot, slot);
    return new Value(slot, 0, 1);
  }

  /** Writes something for all members, in one vector or in two halves. */
  private Value each(boolean asLong, long low, long high, Runnable whole, Consumer<Integer> part) {
    if (!asLong) {
      whole.run();
      return value(kept(), low, high);
    }
    if (!Value.fitsInt(low, high)) {
      int here = b.allocateLocal(TypeKind.REFERENCE);
      int next = b.allocateLocal(TypeKind.REFERENCE);
      part.accept(0);
      b.astore(here);
      part.accept(1);
      b.astore(next);
      return value(here, low, high);
    }
    part.accept(0);
    code.narrow(0);
    code.binary(
        false,
        "OR",
        () -> {
          part.accept(1);
          code.narrow(1);
        });
    return value(kept(), low, high);
  }

  private static Value value(int slot, long low, long high) {
    return low == high ? Value.constant(low) : new Value(slot, low, high);
  }

  @Override
  Value operate(Operation what, Value x, Value y, boolean asLong, long low, long high) {
    if (areMasks(x, y) && what.ordinal() >= Operation.AND.ordinal()) {
      b.aload(x.slot()).aload(y.slot());
      code.masks(
          switch (what) {
            case AND -> "and";
            case OR -> "or";
            default -> "xor";
          });
      return keptMask();
    }
    String name =
        switch (what) {
          case ADD -> "ADD";
          case SUBTRACT -> "SUB";
          case MULTIPLY -> "MUL";
          case MINIMUM -> "MIN";
          case MAXIMUM -> "MAX";
          case AND -> "AND";
          case OR -> "OR";
          case XOR -> "XOR";
        };
    return each(
        asLong,
        low,
        high,
        () -> {
          push(x);
          code.binary(false, name, () -> push(y));
        },
        half -> {
          pushHalf(x, half);
          code.binary(true, name, () -> pushHalf(y, half));
        });
  }

  private boolean areMasks(Value x, Value y) {
    return !x.isConstant()
        && !y.isConstant()
        && masks.getOrDefault(x.slot(), -1) == x.slot()
        && masks.getOrDefault(y.slot(), -1) == y.slot();
  }

  @Override
  Value shift(Shift how, Value x, int places, boolean asLong, long low, long high) {
    String name = how == Shift.LEFT ? "LSHL" : "ASHR";
    return each(
        asLong,
        low,
        high,
        () -> {
          push(x);
          code.shift(false, name, places);
        },
        half -> {
          pushHalf(x, half);
          code.shift(true, name, places);
        });
  }

  @Override
  Value writeLess(Value x, Value y) {
    return compare("LT", x, y);
  }

  @Override
  Value writeNotEqual(Value x, Value y) {
    return compare("NE", x, y);
  }

  private Value compare(String comparison, Value x, Value y) {
    if (!x.wide() && !y.wide()) {
      push(x);
      code.compare(false, comparison, () -> push(y));
      return keptMask();
    }
    return each(
        true,
        0,
        1,
        () -> {},
        half -> {
          code.constant(true, 0);
          code.constant(true, 1);
          pushHalf(x, half);
          code.compare(true, comparison, () -> pushHalf(y, half));
          code.blend(true);
        });
  }

  @Override
  Value writeNot(Value bit) {
    b.aload(mask(bit));
    code.not();
    return keptMask();
  }

  @Override
  Value writeSelect(Value bit, Value then, Value otherwise, long low, long high) {
    return each(
        !Value.fitsInt(low, high),
        low,
        high,
        () -> {
          int mask = mask(bit);
          push(otherwise);
          push(then);
          b.aload(mask);
          code.blend(false);
        },
        half -> {
          pushHalf(otherwise, half);
          pushHalf(then, half);
          pushHalf(bit, half);
          code.compare(true, "NE", () -> code.constant(true, 0));
          code.blend(true);
        });
  }

  @Override
  Value common(int local, long low, long high) {
    boolean wide = !Value.fitsInt(low, high);
    return each(wide, low, high, () -> code.spread(false, local), half -> code.spread(true, local));
  }

  @Override
  Value fetch(int array, boolean isLong, int member, long low, long high) {
    return each(
        isLong,
        low,
        high,
        () -> code.fetch(false, array, () -> b.iload(member)),
        half -> code.fetch(true, array, () -> index(member, half)));
  }

  private void index(int member, int half) {
    b.iload(member);
    if (half > 0) {
      b.loadConstant(lanes / 2).iadd();
    }
  }

  @Override
  void put(Value v, int array, boolean isLong, int member) {
    if (!isLong) {
      push(v);
      code.put(false, array, () -> b.iload(member));
      return;
    }
    for (int half = 0; half < 2; half++) {
      int part = half;
      pushHalf(v, half);
      code.put(true, array, () -> index(member, part));
    }
  }

  /** {@inheritDoc} The array goes on by a vector's length after the table's last entry. */
  @Override
  Value entry(int array, boolean isLong, Value index, long low, long high) {
    if (!isLong && index.high() - index.low() < lanes) {
      Value first = Value.constant(index.low());
      Value place = subtract(index, first, FixedFormat.unsigned(6, 0));
      push(place);
      code.fetch(false, array, () -> b.loadConstant((int) index.low()));
      code.select();
      return value(kept(), low, high);
    }
    push(index);
    code.put(false, indices, b::iconst_0);
    return each(
        isLong,
        low,
        high,
        () -> code.gather(false, array, indices, 0),
        half -> code.gather(true, array, indices, half * lanes / 2));
  }

  /** Jumps where a bit is 0 for all members. */
  void skipIfNone(Value bit, Label to) {
    if (!bit.isConstant()) {
      b.aload(mask(bit));
      code.any();
      b.ifeq(to);
    }
  }

  @Override
  boolean jumps() {
    return false;
  }

  @Override
  Value call(String operation, Value x, Value y, FixedFormat exact) {
    spill(x, first);
    spill(y, second);
    b.aload(first).aload(second).invokestatic(OPS, operation, PAIRS);
    return spilt(exact.minCode(), exact.maxCode());
  }

  @Override
  Value callRound(Value exact, int shift, int rounding, long low, long high) {
    spill(exact, first);
    b.aload(first).loadConstant(shift).loadConstant(rounding).invokestatic(OPS, "round", ROUND);
    return spilt(low, high);
  }

  @Override
  Value draw(DrawSource source) {
    Optional<DrawSource.Key> key = source.nextKey();
    if (key.isEmpty()) {
      source.many(first);
      return spilt(Long.MIN_VALUE, Long.MAX_VALUE);
    }
    return each(
        true,
        Long.MIN_VALUE,
        Long.MAX_VALUE,
        () -> {},
        half ->
            new VectorDraws(b, code)
                .draw(key.get(), () -> index(source.member(), half), source.now()));
  }

  /** Writes a value's codes to an array. */
  private void spill(Value v, int array) {
    for (int half = 0; half < 2; half++) {
      int from = half * lanes / 2;
      pushHalf(v, half);
      code.put(true, array, () -> b.loadConstant(from));
    }
  }

  private Value spilt(long low, long high) {
    return each(
        true,
        low,
        high,
        () -> {},
        half -> code.fetch(true, first, () -> b.loadConstant(half * lanes / 2)));
  }

  @Override
  void either(Value bit, Runnable then, Runnable otherwise) {
    throw new Refused("a jump");
  }

  @Override
  Value variable(long low, long high) {
    throw new Refused("a jump");
  }

  @Override
  void copy(Value from, Value variable) {
    throw new Refused("a jump");
  }

  @Override
  void whereOutside(Value x, long low, long high, Consumer<Value> action) {
    throw new Refused("a trap");
  }

  @Override
  void toStack(Value v) {
    throw new Refused("a trap");
  }
}
