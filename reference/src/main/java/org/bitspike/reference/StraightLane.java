package org.bitspike.reference;

import static java.lang.constant.ConstantDescs.CD_double;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/**
 * Writes a step of a member without branches. Whether it has something else to do is a number,
 * negative when it has not, of which the loop keeps the largest.
 */
final class StraightLane extends LaneWriter {

  private static final ClassDesc MATH = Math.class.describeConstable().orElseThrow();
  private static final MethodTypeDesc UNARY = MethodTypeDesc.of(CD_double, CD_double);
  private static final MethodTypeDesc BINARY = MethodTypeDesc.of(CD_double, CD_double, CD_double);

  private final LaneArrays arrays;
  private final int member;
  private final int largest;
  private final int small;
  private final int flag;
  private final int finite;
  private VectorTranslator translator;

  /**
   * Starts a member.
   *
   * @param largest local variable with the largest number
   * @param small local variable that collects how far dividends are too small; negative when
   *     divisions are not to be replaced
   */
  StraightLane(
      CodeBuilder b, LaneArrays arrays, int member, int time, int largest, int small) {
    super(b, arrays, member, time);
    this.arrays = arrays;
    this.member = member;
    this.largest = largest;
    this.small = small;
    this.flag = b.allocateLocal(TypeKind.DOUBLE);
    this.finite = b.allocateLocal(TypeKind.DOUBLE);
    this.translator = new VectorTranslator(b, new Frame(), small);
    b.loadConstant(-1.0).dstore(flag);
    b.dconst_0().dstore(finite);
  }

  @Override
  void begin(Group g) {
    translator = new VectorTranslator(b, g.code().parts().layout(), small);
  }

  @Override
  void define(int slot) {
    translator.define(slot);
  }

  @Override
  void load(int slot) {
    translator.load(slot);
  }

  @Override
  void tape(Tape tape) {
    translator.translate(tape);
  }

  /** Zero times what is not finite is not a number, which makes the member's number none either. */
  @Override
  void requireFinite(int[] slots) {
    for (int slot : slots) {
      b.dload(finite);
      load(slot);
      b.dconst_0().dmul().dadd().dstore(finite);
    }
  }

  @Override
  void condition(Condition c) {
    truth(c);
    b.dload(flag).invokestatic(MATH, "max", BINARY).dstore(flag);
  }

  private void truth(Condition c) {
    translator.translate(c.test());
    load(c.result());
  }

  @Override
  void regimes(RegimeCode[] regimes, int active, int[] stateSlots) {
    for (int r = 0; r < regimes.length; r++) {
      int mask = b.allocateLocal(TypeKind.DOUBLE);
      mask(regimes.length, r, active);
      b.dstore(mask);
      translator.translate(regimes[r].update(), mask);
      for (Condition c : regimes[r].conditions()) {
        truth(c);
        b.dload(mask).loadConstant(0.5).dsub().invokestatic(MATH, "min", BINARY);
        b.dload(flag).invokestatic(MATH, "max", BINARY).dstore(flag);
      }
    }
    requireFinite(stateSlots);
  }

  /** Leaves 1 when regime {@code r} is active, else 0. */
  private void mask(int count, int r, int active) {
    if (count == 1) {
      b.dconst_1();
    } else if (count == 2 && r == 1) {
      b.dload(active);
    } else if (count == 2) {
      b.dconst_1().dload(active).dsub();
    } else {
      b.dconst_1().dconst_1();
      b.dload(active).loadConstant((double) r).dsub().invokestatic(MATH, "abs", UNARY);
      b.invokestatic(MATH, "min", BINARY).dsub();
    }
  }

  @Override
  void finish() {
    b.dload(flag).dload(finite).dadd().dstore(flag);
    arrays.load(b, arrays.own());
    b.iload(member).dload(flag).dastore();
    b.dload(largest).dload(flag).invokestatic(MATH, "max", BINARY).dstore(largest);
  }
}
