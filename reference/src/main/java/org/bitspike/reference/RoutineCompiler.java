package org.bitspike.reference;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import org.bitspike.ir.diag.BitspikeBug;

/**
 * Translates a group's tapes to JVM code, operation by operation, so that the same doubles come out
 * several times faster. Constants stand in the code, temporaries in local variables, everything
 * else in the frame.
 */
final class RoutineCompiler {

  private static final ClassDesc ROUTINES = Routines.class.describeConstable().orElseThrow();
  private static final ClassDesc DRAWS = Draws.class.describeConstable().orElseThrow();
  private static final ClassDesc FRAME = CD_double.arrayType();
  private static final MethodTypeDesc MAIN = MethodTypeDesc.of(CD_void, FRAME, DRAWS);
  private static final MethodTypeDesc UPDATE = MethodTypeDesc.of(CD_void, CD_int, FRAME, DRAWS);
  private static final MethodTypeDesc CONDITION =
      MethodTypeDesc.of(CD_int, CD_int, CD_int, FRAME, DRAWS);

  /** Instructions beyond which a method would not be compiled by the virtual machine anyway. */
  private static final int MOST_INSTRUCTIONS = 900;

  private final Frame frame;

  private RoutineCompiler(Frame frame) {
    this.frame = frame;
  }

  /** Compiles; tapes too long for it stay tapes. */
  static Routines compile(Frame frame, Tape main, Condition[] conditions, RegimeCode[] regimes) {
    Routines interpreted = Routines.interpreted(main, conditions, regimes);
    int length = main.length() + length(conditions);
    for (RegimeCode r : regimes) {
      length += r.update().length() + length(r.conditions());
    }
    return length > MOST_INSTRUCTIONS
        ? interpreted
        : new RoutineCompiler(frame).define(main, conditions, regimes);
  }

  private static int length(Condition[] conditions) {
    int sum = 0;
    for (Condition c : conditions) {
      sum += c.test().length();
    }
    return sum;
  }

  private Routines define(Tape main, Condition[] conditions, RegimeCode[] regimes) {
    ClassDesc self = ClassDesc.of(RoutineCompiler.class.getPackageName(), "CompiledRoutines");
    byte[] bytes =
        ClassFile.of()
            .build(
                self,
                c -> {
                  c.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC);
                  c.withInterfaceSymbols(ROUTINES);
                  c.withMethodBody(
                      "<init>",
                      MethodTypeDesc.of(CD_void),
                      0,
                      b ->
                          b.aload(0)
                              .invokespecial(CD_Object, "<init>", MethodTypeDesc.of(CD_void))
                              .return_());
                  c.withMethodBody(
                      "main",
                      MAIN,
                      ClassFile.ACC_PUBLIC,
                      b -> {
                        new TapeTranslator(b, frame, 1, 2).translate(main);
                        b.return_();
                      });
                  c.withMethodBody("update", UPDATE, ClassFile.ACC_PUBLIC, b -> update(b, regimes));
                  c.withMethodBody(
                      "condition",
                      CONDITION,
                      ClassFile.ACC_PUBLIC,
                      b -> conditions(b, conditions, regimes));
                });
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup().defineHiddenClass(bytes, true);
      return (Routines) lookup.lookupClass().getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new BitspikeBug("compiled routines cannot be made", e);
    }
  }

  private void update(CodeBuilder b, RegimeCode[] regimes) {
    for (int r = 0; r < regimes.length; r++) {
      Label next = b.newLabel();
      b.iload(1).loadConstant(r).if_icmpne(next);
      new TapeTranslator(b, frame, 2, 3).translate(regimes[r].update());
      b.return_().labelBinding(next);
    }
    b.return_();
  }

  private void conditions(CodeBuilder b, Condition[] plain, RegimeCode[] regimes) {
    Label others = b.newLabel();
    b.iload(1).ifge(others);
    tests(b, plain);
    b.labelBinding(others);
    for (int r = 0; r < regimes.length; r++) {
      Label next = b.newLabel();
      b.iload(1).loadConstant(r).if_icmpne(next);
      tests(b, regimes[r].conditions());
      b.labelBinding(next);
    }
    b.iconst_m1().ireturn();
  }

  private void tests(CodeBuilder b, Condition[] conditions) {
    for (int k = 0; k < conditions.length; k++) {
      Label next = b.newLabel();
      b.iload(2).loadConstant(k).if_icmpgt(next);
      TapeTranslator translator = new TapeTranslator(b, frame, 3, 4);
      translator.translate(conditions[k].test());
      translator.loadTruth(conditions[k].result());
      b.ifeq(next).loadConstant(k).ireturn().labelBinding(next);
    }
    b.iconst_m1().ireturn();
  }
}
