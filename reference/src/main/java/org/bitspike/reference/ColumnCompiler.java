package org.bitspike.reference;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.BitSet;
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
  private final BitSet carried = new BitSet();

  ColumnCompiler(LanePlan plan, LaneArrays arrays) {
    this.plan = plan;
    this.arrays = arrays;
  }

  /** Columns that a step reads and then changes, once compiled. */
  BitSet carried() {
    return carried;
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
                  c.withMethodBody("together", LOOP, access, b -> together(b, false));
                  c.withMethodBody("fast", LOOP, access, b -> together(b, true));
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
    LaneWriter lane = new LaneWriter.Branching(b, arrays, FROM, TIME, stop);
    lane.write(plan.order());
    carried.or(lane.carried());
    b.iinc(FROM, 1).goto_(head);
    b.labelBinding(stop).iload(FROM).ireturn();
  }

  private void together(CodeBuilder b, boolean fast) {
    if (!plan.isStraight()) {
      b.loadConstant(ColumnKernel.STOPPED).ireturn();
      return;
    }
    arrays.unpack(b, ARRAYS);
    int largest = b.allocateLocal(TypeKind.DOUBLE);
    int small = b.allocateLocal(TypeKind.DOUBLE);
    b.loadConstant(-1.0).dstore(largest);
    b.loadConstant(-1.0).dstore(small);
    Label head = b.newLabel();
    Label end = b.newLabel();
    b.labelBinding(head).iload(FROM).iload(TO).if_icmpge(end);
    new StraightLane(b, arrays, FROM, TIME, largest, fast ? small : -1).write(plan.order());
    b.iinc(FROM, 1).goto_(head);
    b.labelBinding(end);
    verdict(b, small, ColumnKernel.TOO_SMALL);
    verdict(b, largest, ColumnKernel.STOPPED);
    b.loadConstant(ColumnKernel.DONE).ireturn();
  }

  /** Returns the answer unless the number is negative. */
  private static void verdict(CodeBuilder b, int number, int answer) {
    Label fine = b.newLabel();
    b.dload(number).dconst_0().dcmpg().iflt(fine);
    b.loadConstant(answer).ireturn().labelBinding(fine);
  }
}
