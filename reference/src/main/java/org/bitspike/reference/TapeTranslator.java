package org.bitspike.reference;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.diag.BitspikeBug;

/**
 * Writes one tape as JVM code. Truth values of temporaries stay integers until arithmetic needs
 * them.
 */
final class TapeTranslator {

  private static final ClassDesc TAPE = Tape.class.describeConstable().orElseThrow();
  private static final ClassDesc DRAWS = Draws.class.describeConstable().orElseThrow();
  private static final ClassDesc STRICT_MATH = StrictMath.class.describeConstable().orElseThrow();
  private static final ClassDesc MATH = Math.class.describeConstable().orElseThrow();
  private static final MethodTypeDesc UNARY = MethodTypeDesc.of(CD_double, CD_double);
  private static final MethodTypeDesc BINARY = MethodTypeDesc.of(CD_double, CD_double, CD_double);

  private final CodeBuilder b;
  private final Frame frame;
  private final int frameLocal;
  private final int drawsLocal;
  private final boolean registers;
  private final Map<Integer, Integer> numbers = new HashMap<>();
  private final Map<Integer, Integer> truths = new HashMap<>();

  /** Code that finds what changes in a frame. */
  TapeTranslator(CodeBuilder b, Frame frame, int frameLocal, int drawsLocal) {
    this(b, frame, frameLocal, drawsLocal, false);
  }

  /** Code that has no frame: every place is a local variable, defined before it is read. */
  static TapeTranslator registers(CodeBuilder b, Frame frame) {
    return new TapeTranslator(b, frame, -1, -1, true);
  }

  private TapeTranslator(
      CodeBuilder b, Frame frame, int frameLocal, int drawsLocal, boolean registers) {
    this.registers = registers;
    this.b = b;
    this.frame = frame;
    this.frameLocal = frameLocal;
    this.drawsLocal = drawsLocal;
  }

  void translate(Tape tape) {
    int[] code = tape.code();
    Map<Integer, Label> labels = new HashMap<>();
    for (int p = 0; p < code.length; p += Tape.WIDTH) {
      if (code[p] == Tape.JUMP || code[p] == Tape.JUMP_UNLESS) {
        labels.computeIfAbsent(code[p + 1], at -> b.newLabel());
      }
    }
    for (int p = 0; p < code.length; p += Tape.WIDTH) {
      Label here = labels.get(p);
      if (here != null) {
        b.labelBinding(here);
      }
      Label target = labels.get(code[p + 1]);
      instruction(code[p], code[p + 1], code[p + 2], code[p + 3], Optional.ofNullable(target));
    }
    Label end = labels.get(code.length);
    if (end != null) {
      b.labelBinding(end);
    }
  }

  private void instruction(int operation, int to, int x, int y, Optional<Label> target) {
    switch (operation) {
      case Tape.JUMP -> b.goto_(target.orElseThrow());
      case Tape.JUMP_UNLESS -> {
        loadTruth(x);
        b.ifeq(target.orElseThrow());
      }
      case Tape.GREATER,
          Tape.LESS,
          Tape.GREATER_OR_EQUAL,
          Tape.LESS_OR_EQUAL,
          Tape.EQUAL,
          Tape.NOT_EQUAL -> {
        load(x);
        load(y);
        compare(operation);
        storeTruth(to);
      }
      case Tape.AND, Tape.OR -> {
        loadTruth(x);
        loadTruth(y);
        if (operation == Tape.AND) {
          b.iand();
        } else {
          b.ior();
        }
        storeTruth(to);
      }
      case Tape.NOT -> {
        loadTruth(x);
        b.iconst_1().ixor();
        storeTruth(to);
      }
      case Tape.COPY -> store(to, () -> load(x));
      case Tape.ACCUMULATE ->
          store(
              to,
              () -> {
                load(to);
                load(x);
                load(y);
                b.dmul().dadd();
              });
      default -> store(to, () -> arithmetic(operation, x, y));
    }
  }

  private void arithmetic(int operation, int x, int y) {
    switch (operation) {
      case Tape.RANDOM -> {
        load(x);
        b.aload(drawsLocal).invokeinterface(DRAWS, "next", MethodTypeDesc.of(CD_double)).dmul();
      }
      case Tape.FUNCTION -> {
        b.loadConstant(y);
        load(x);
        b.invokestatic(TAPE, "function", MethodTypeDesc.of(CD_double, CD_int, CD_double));
      }
      case Tape.NEGATE -> {
        load(x);
        b.dneg();
      }
      case Tape.EXP -> {
        load(x);
        b.invokestatic(STRICT_MATH, "exp", UNARY);
      }
      default -> {
        load(x);
        load(y);
        binary(operation);
      }
    }
  }

  private void binary(int operation) {
    switch (operation) {
      case Tape.ADD -> b.dadd();
      case Tape.SUBTRACT -> b.dsub();
      case Tape.MULTIPLY -> b.dmul();
      case Tape.DIVIDE -> b.ddiv();
      case Tape.POWER -> b.invokestatic(TAPE, "power", BINARY);
      case Tape.MIN -> b.invokestatic(MATH, "min", BINARY);
      case Tape.MAX -> b.invokestatic(MATH, "max", BINARY);
      default -> throw new BitspikeBug("operation " + operation + " cannot be translated");
    }
  }

  /** Leaves 1 or 0; comparisons with what is no number are false, except for being unequal. */
  private void compare(int operation) {
    Label yes = b.newLabel();
    Label end = b.newLabel();
    switch (operation) {
      case Tape.GREATER -> b.dcmpl().ifgt(yes);
      case Tape.GREATER_OR_EQUAL -> b.dcmpl().ifge(yes);
      case Tape.LESS -> b.dcmpg().iflt(yes);
      case Tape.LESS_OR_EQUAL -> b.dcmpg().ifle(yes);
      case Tape.EQUAL -> b.dcmpl().ifeq(yes);
      default -> b.dcmpl().ifne(yes);
    }
    b.iconst_0().goto_(end).labelBinding(yes).iconst_1().labelBinding(end);
  }

  // ------------------------------------------------------------------------------------------------ places

  /** Gives a place the number on the stack. */
  void define(int slot) {
    b.dstore(numbers.computeIfAbsent(slot, s -> b.allocateLocal(TypeKind.DOUBLE)));
    truths.remove(slot);
  }

  /** Puts the number of a place on the stack. */
  void load(int slot) {
    Optional<Double> constant = frame.constantAt(slot);
    Integer truth = truths.get(slot);
    Integer number = numbers.get(slot);
    if (constant.isPresent()) {
      b.loadConstant(constant.get());
    } else if (truth != null) {
      b.iload(truth).i2d();
    } else if (number != null) {
      b.dload(number);
    } else {
      b.aload(frameLocal).loadConstant(slot).daload();
    }
  }

  /** Leaves 1 or 0 for the truth of a place. */
  void loadTruth(int slot) {
    Integer truth = truths.get(slot);
    if (truth != null) {
      b.iload(truth);
      return;
    }
    load(slot);
    b.dconst_0();
    compare(Tape.NOT_EQUAL);
  }

  private void store(int slot, Runnable value) {
    if (registers || frame.isTemporary(slot)) {
      value.run();
      int local = numbers.computeIfAbsent(slot, s -> b.allocateLocal(TypeKind.DOUBLE));
      b.dstore(local);
    } else {
      b.aload(frameLocal).loadConstant(slot);
      value.run();
      b.dastore();
    }
  }

  private void storeTruth(int slot) {
    int local = truths.computeIfAbsent(slot, s -> b.allocateLocal(TypeKind.INT));
    b.istore(local);
    if (registers && !frame.isTemporary(slot)) {
      b.iload(local).i2d();
      define(slot);
    } else if (!frame.isTemporary(slot)) {
      b.aload(frameLocal).loadConstant(slot).iload(local).i2d().dastore();
      truths.remove(slot);
    }
  }
}
