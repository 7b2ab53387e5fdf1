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
import java.util.Optional;
import org.bitspike.ir.diag.BitspikeBug;

/**
 * Compiles what the instances of a group do at an event to a loop over connections, where it is
 * assignments only.
 */
final class EventCompiler {

  private static final ClassDesc KERNEL = EventKernel.class.describeConstable().orElseThrow();
  private static final MethodTypeDesc DELIVER =
      MethodTypeDesc.of(
          CD_void,
          CD_double.arrayType(2),
          CD_int.arrayType(),
          CD_double.arrayType(),
          CD_int,
          CD_int);

  private static final int COLUMNS = 1;
  private static final int INSTANCE = 2;
  private static final int WEIGHT = 3;
  private static final int FROM = 4;
  private static final int TO = 5;

  private final Group group;
  private final GroupCode.Parts parts;
  private final BitSet used = new BitSet();

  private EventCompiler(Group group) {
    this.group = group;
    this.parts = group.code().parts();
    int[] code = parts.onEvent().assign().code();
    for (int p = 0; p < code.length; p += Tape.WIDTH) {
      used.set(code[p + 1]);
      used.set(code[p + 2]);
      used.set(code[p + 3]);
    }
  }

  /** The loop, when events do nothing here but set states. */
  static Optional<EventKernel> compile(Group group) {
    GroupCode code = group.code();
    Actions actions = code.parts().onEvent();
    boolean simple =
        code.isPlain()
            && code.parts().regimes().length == 0
            && actions.transition() < 0
            && (actions.emits() == 0 || code.emitsToNobody())
            && !draws(actions.assign());
    return simple ? Optional.of(new EventCompiler(group).define()) : Optional.empty();
  }

  private static boolean draws(Tape tape) {
    int[] code = tape.code();
    for (int p = 0; p < code.length; p += Tape.WIDTH) {
      if (code[p] == Tape.RANDOM) {
        return true;
      }
    }
    return false;
  }

  private EventKernel define() {
    ClassDesc self = ClassDesc.of(EventCompiler.class.getPackageName(), "CompiledEvents");
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
                  c.withMethodBody("deliver", DELIVER, ClassFile.ACC_PUBLIC, this::deliver);
                });
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup().defineHiddenClass(bytes, true);
      return (EventKernel) lookup.lookupClass().getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new BitspikeBug("a compiled event handler cannot be made", e);
    }
  }

  private void deliver(CodeBuilder b) {
    int[] own = parts.ownSlots();
    int[] columnLocal = new int[group.columnCount()];
    for (int c = 0; c < columnLocal.length; c++) {
      columnLocal[c] = b.allocateLocal(TypeKind.REFERENCE);
      b.aload(COLUMNS).loadConstant(c).aaload().astore(columnLocal[c]);
    }
    int at = b.allocateLocal(TypeKind.INT);
    Label head = b.newLabel();
    Label end = b.newLabel();
    b.labelBinding(head).iload(FROM).iload(TO).if_icmpge(end);
    b.aload(INSTANCE).iload(FROM).iaload().istore(at);
    TapeTranslator lane = TapeTranslator.registers(b, parts.layout());
    int weightColumn = group.propertyColumn("weight");
    boolean keepsWeight = parts.weightSlot() < 0 && weightColumn >= 0;
    for (int c = 0; c < own.length; c++) {
      if (keepsWeight && c == weightColumn) {
        b.aload(columnLocal[c]).iload(at).aload(WEIGHT).iload(FROM).daload().dastore();
      }
      if (own[c] >= 0 && used.get(own[c])) {
        b.aload(columnLocal[c]).iload(at).daload();
        lane.define(own[c]);
      }
    }
    if (parts.weightSlot() >= 0) {
      b.aload(WEIGHT).iload(FROM).daload();
      lane.define(parts.weightSlot());
    }
    for (int p = 0; p < parts.eventSlots().length; p++) {
      b.aload(columnLocal[parts.eventColumns()[p]]).iload(at).daload();
      lane.define(parts.eventSlots()[p]);
    }
    lane.translate(parts.onEvent().assign());
    BitSet written = new BitSet();
    LaneWriter.written(parts.onEvent().assign(), written);
    for (int s = 0; s < group.stateCount(); s++) {
      if (written.get(own[s])) {
        b.aload(columnLocal[s]).iload(at);
        lane.load(own[s]);
        b.dastore();
      }
    }
    b.iinc(FROM, 1).goto_(head).labelBinding(end).return_();
  }
}
