package org.bitspike.emulator.fast;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import org.bitspike.ir.random.CounterRandom;

/**
 * Where a handler's draws come from: computed on the spot and counted in a local variable, or asked
 * for where other handlers of the block draw too. SEMANTICS.md 6.2.
 */
final class DrawSource {

  private static final ClassDesc OPS = KernelOps.class.describeConstable().orElseThrow();
  private static final ClassDesc RANDOM = CounterRandom.class.describeConstable().orElseThrow();
  private static final ClassDesc SURROUNDINGS =
      Surroundings.class.describeConstable().orElseThrow();
  private static final MethodTypeDesc BITS =
      MethodTypeDesc.of(CD_long, CD_long, CD_int, CD_long, CD_int);
  private static final MethodTypeDesc ASK = MethodTypeDesc.of(CD_long, CD_int, CD_long);
  private static final int STREAM_OF_BLOCKS = 0x10000000;

  private final CodeBuilder b;
  private final boolean own;
  private final long seed;
  private final int stream;
  private final int member;
  private final int now;
  private final int around;
  private final int count;

  private DrawSource(
      CodeBuilder b, boolean own, long seed, int stream, int member, int now, int around) {
    this.b = b;
    this.own = own;
    this.seed = seed;
    this.stream = stream;
    this.member = member;
    this.now = now;
    this.around = around;
    count = own ? b.allocateLocal(TypeKind.INT) : -1;
  }

  /** Draws computed on the spot; member and tick stand in local variables. */
  static DrawSource own(CodeBuilder b, long seed, int ordinal, int member, int now) {
    return new DrawSource(b, true, seed, STREAM_OF_BLOCKS + ordinal, member, now, -1);
  }

  /** Draws that are asked for; member, tick and whom to ask stand in local variables. */
  static DrawSource asked(CodeBuilder b, int member, int now, int around) {
    return new DrawSource(b, false, 0, 0, member, now, around);
  }

  /** Writes what comes before each member, or before each vector of them. */
  void begin() {
    if (own) {
      b.iconst_0().istore(count);
    }
  }

  /** Puts a member's next draw on the stack. */
  void one() {
    if (own) {
      b.loadConstant(seed).loadConstant(stream);
      b.lload(now).loadConstant(32).lshl().iload(member).i2l().lor();
      b.iload(count).invokestatic(RANDOM, "bits64", BITS).iinc(count, 1);
    } else {
      b.aload(around).iload(member).lload(now).invokeinterface(SURROUNDINGS, "draw", ASK);
    }
  }

  /** Fills an array in a local variable with the next draws of so many members. */
  void many(int array) {
    if (own) {
      b.aload(array).loadConstant(seed).loadConstant(stream).iload(member).lload(now).iload(count);
      b.invokestatic(
          OPS,
          "draw",
          MethodTypeDesc.of(
              CD_void, CD_long.arrayType(), CD_long, CD_int, CD_int, CD_long, CD_int));
      b.iinc(count, 1);
    } else {
      b.aload(array).aload(around).iload(member).lload(now);
      b.invokestatic(
          OPS,
          "ask",
          MethodTypeDesc.of(CD_void, CD_long.arrayType(), SURROUNDINGS, CD_int, CD_long));
    }
  }
}
