package org.bitspike.emulator.fast;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Optional;
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
  private final CodeBuilder b;
  private final boolean own;
  private final int seed;
  private final int stream;
  private final int member;
  private final int now;
  private final int around;
  private final int count;
  private int made;

  private DrawSource(CodeBuilder b, boolean own, int member, int now, int around) {
    this.b = b;
    this.own = own;
    this.member = member;
    this.now = now;
    this.around = around;
    count = own ? b.allocateLocal(TypeKind.INT) : -1;
    seed = own ? b.allocateLocal(TypeKind.LONG) : -1;
    stream = own ? b.allocateLocal(TypeKind.LONG) : -1;
  }

  /** Draws computed on the spot; member, tick and surroundings stand in local variables. */
  static DrawSource own(CodeBuilder b, int member, int now, int around) {
    return new DrawSource(b, true, member, now, around);
  }

  /** Draws that are asked for; member, tick and whom to ask stand in local variables. */
  static DrawSource asked(CodeBuilder b, int member, int now, int around) {
    return new DrawSource(b, false, member, now, around);
  }

  /** Writes what comes before all members. */
  void hoist() {
    if (own) {
      MethodTypeDesc aLong = MethodTypeDesc.of(CD_long);
      b.aload(around).invokeinterface(SURROUNDINGS, "seed", aLong).lstore(seed);
      b.aload(around).invokeinterface(SURROUNDINGS, "stream", aLong).lstore(stream);
    }
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
      b.lload(seed).lload(stream).l2i();
      b.lload(now).loadConstant(32).lshl().iload(member).i2l().lor();
      b.iload(count).invokestatic(RANDOM, "bits64", BITS).iinc(count, 1);
    } else {
      b.aload(around).iload(member).lload(now).invokeinterface(SURROUNDINGS, "draw", ASK);
    }
  }

  /**
   * What is the same for all members in a draw.
   *
   * @param seed local variable with the seed
   * @param stream local variable with the stream
   * @param draw number of the draw in the tick
   */
  record Key(int seed, int stream, int draw) {}

  /** The next draw of several members, where it is computed on the spot; none is in a branch. */
  Optional<Key> nextKey() {
    return own ? Optional.of(new Key(seed, stream, made++)) : Optional.empty();
  }

  /** Local variable with the first of the members. */
  int member() {
    return member;
  }

  /** Local variable with the tick. */
  int now() {
    return now;
  }

  /** Fills an array in a local variable with draws of so many members that are asked for. */
  void many(int array) {
    b.aload(array).aload(around).iload(member).lload(now);
    b.invokestatic(
        OPS, "ask", MethodTypeDesc.of(CD_void, CD_long.arrayType(), SURROUNDINGS, CD_int, CD_long));
  }
}
