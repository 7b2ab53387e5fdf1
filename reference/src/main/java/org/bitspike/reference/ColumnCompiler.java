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

/** Compiles a {@link LanePlan} to loops over members. */
final class ColumnCompiler {

  private static final ClassDesc KERNEL = ColumnKernel.class.describeConstable().orElseThrow();
  private static final MethodTypeDesc LOOP =
      MethodTypeDesc.of(CD_int, CD_double.arrayType(2), CD_double, CD_int, CD_int);

  private static final int ARRAYS = 1;
  private static final int TIME = 2;
  private static final int FROM = 4;
  private static final int TO = 5;

  private final LanePlan plan;
  private final LaneArrays arrays;
  private final int vectorLength;

  /**
   * Prepares.
   *
   * @param vectorLength members that a vector holds; 0 to do without vectors
   */
  ColumnCompiler(LanePlan plan, LaneArrays arrays, int vectorLength) {
    this.vectorLength = vectorLength;
    this.plan = plan;
    this.arrays = arrays;
  }

  /** Compiles. */
  ColumnKernel compile() {
    ClassDesc self = ClassDesc.of(ColumnCompiler.class.getPackageName(), "CompiledColumns");
    byte[] bytes =
        ClassFile.of()
            .build(
                self,
                c -> {
                  c.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC);
                  c.withInterfaceSymbols(KERNEL);
                  c.withMethodBody(
                      "<init>",
                      MethodTypeDesc.of(CD_void),
                      0,
                      b ->
                          b.aload(0)
                              .invokespecial(CD_Object, "<init>", MethodTypeDesc.of(CD_void))
                              .return_());
                  int access = ClassFile.ACC_PUBLIC;
                  c.withMethodBody("oneByOne", LOOP, access, this::oneByOne);
                  c.withMethodBody("together", LOOP, access, this::together);
                });
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup().defineHiddenClass(bytes, true);
      return (ColumnKernel) lookup.lookupClass().getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new BitspikeBug("a compiled kernel cannot be made", e);
    }
  }

  private void oneByOne(CodeBuilder b) {
    arrays.unpack(b, ARRAYS);
    Label head = b.newLabel();
    Label stop = b.newLabel();
    b.labelBinding(head).iload(FROM).iload(TO).if_icmpge(stop);
    new LaneWriter.Branching(b, arrays, FROM, TIME, stop).write(plan.order());
    b.iinc(FROM, 1).goto_(head);
    b.labelBinding(stop).iload(FROM).ireturn();
  }

  /** The loop goes on while a whole vector of members is left. */
  private void together(CodeBuilder b) {
    if (vectorLength == 0) {
      b.iload(FROM).ireturn();
      return;
    }
    arrays.unpack(b, ARRAYS);
    Label head = b.newLabel();
    Label stop = b.newLabel();
    b.labelBinding(head).iload(FROM).loadConstant(vectorLength).iadd().iload(TO).if_icmpgt(stop);
    new VectorLane(b, arrays, FROM, TIME, stop).write(plan.order());
    b.iinc(FROM, vectorLength).goto_(head);
    b.labelBinding(stop).iload(FROM).ireturn();
  }
}
