package org.bitspike.emulator.fast;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.kernel.Kernel.Handler;
import org.bitspike.ir.kernel.Kernel.Word;
import org.bitspike.ir.kernel.KernelFormats;
import org.bitspike.ir.program.LookupTable;
import org.bitspike.ir.program.Program;

/** Writes the loop of a handler over its members: words are read, statements done, words kept. */
final class LoopWriter implements HandlerWriter.Around {

  private static final int NARROW = 1;
  private static final int WIDE = 2;
  private static final int OFFSETS = 3;
  private static final int MEMBER = 4;
  private static final int END = 5;
  private static final int NOW = 6;
  private static final int VALUE = 8;
  private static final int SPIKED = 10;
  private static final int LIST = 11;
  private static final int AROUND = 12;

  private static final ClassDesc SURROUNDINGS =
      Surroundings.class.describeConstable().orElseThrow();
  private static final MethodTypeDesc TRAP =
      MethodTypeDesc.of(
          RuntimeException.class.describeConstable().orElseThrow(),
          CD_int,
          CD_long,
          CD_int,
          CD_long);

  private final Emitter emit;
  private final CodeBuilder b;
  private final Program program;
  private final Kernel kernel;
  private final List<Home> homes;
  private final Home value;
  private final List<HandlerWriter.Site> sites;
  private final int[] column;
  // By word that is a sum taken where it is: the sum of member 0.
  private final int[] offset;
  private final int listed;
  private final Map<String, Integer> tableColumn = new HashMap<>();
  private final DrawSource draws;

  /**
   * Starts.
   *
   * @param b where to
   * @param emit writes operations there
   */
  LoopWriter(
      CodeBuilder b,
      Emitter emit,
      Program program,
      Kernel kernel,
      List<Home> homes,
      Home value,
      boolean ownDraws,
      List<HandlerWriter.Site> sites) {
    this.emit = emit;
    this.b = b;
    this.program = program;
    this.kernel = kernel;
    this.homes = homes;
    this.value = value;
    draws =
        ownDraws
            ? DrawSource.own(b, MEMBER, NOW, AROUND)
            : DrawSource.asked(b, MEMBER, NOW, AROUND);
    this.sites = sites;
    column = new int[homes.size()];
    offset = new int[homes.size()];
    listed = b.allocateLocal(TypeKind.INT);
  }

  void write(Handler handler) {
    Set<String> assigned = new TreeSet<>();
    Branches.assigned(handler.body(), assigned);
    b.iconst_0().istore(listed);
    hoist();
    draws.hoist();
    emit.begin();
    Label top = b.newLabel();
    Label end = b.newLabel();
    b.labelBinding(top).iload(MEMBER).iload(END).if_icmpge(end);
    draws.begin();
    HandlerWriter body = new HandlerWriter(kernel.words(), atStart(), emit, this, sites);
    body.statements(handler.body());
    for (int w = 0; w < homes.size(); w++) {
      Word word = kernel.words().get(w);
      if (assigned.contains(word.name())) {
        keep(w, body.word(word.name()));
      }
    }
    keepSpike(body.spiked());
    b.iinc(MEMBER, emit.lanes()).goto_(top).labelBinding(end);
    b.iload(listed).ireturn();
  }

  /** Loads columns and tables into local variables, once for all members. */
  private void hoist() {
    for (int w = 0; w < column.length; w++) {
      if (homes.get(w).kind() != Home.Kind.CONSTANT) {
        column[w] = hoisted(w, homes.get(w).isLong());
        if (isTakenHere(homes.get(w))) {
          offset[w] = b.allocateLocal(TypeKind.INT);
          b.aload(OFFSETS).loadConstant(w).iaload().istore(offset[w]);
        }
      }
    }
    for (int t = 0; t < kernel.tables().size(); t++) {
      String name = kernel.tables().get(t).name();
      boolean isLong = TableHome.of(program.table(name)).isLong();
      tableColumn.put(name, hoisted(homes.size() + t, isLong));
    }
  }

  private boolean isTakenHere(Home home) {
    return home.isSum() && emit.lanes() > 1;
  }

  private int hoisted(int at, boolean isLong) {
    int slot = b.allocateLocal(TypeKind.REFERENCE);
    b.aload(isLong ? WIDE : NARROW).loadConstant(at).aaload().astore(slot);
    return slot;
  }

  private Map<String, Value> atStart() {
    Map<String, Value> start = new HashMap<>();
    start.put("now", emit.common(NOW, 0, KernelFormats.NOW.maxCode()));
    start.put("value", valueOfEvent());
    for (int w = 0; w < homes.size(); w++) {
      Home home = homes.get(w);
      Word word = kernel.words().get(w);
      if (home.kind() == Home.Kind.CONSTANT) {
        start.put(word.name(), Value.constant(home.low()));
        continue;
      }
      int index = MEMBER;
      if (isTakenHere(home)) {
        index = b.allocateLocal(TypeKind.INT);
        b.iload(MEMBER).iload(offset[w]).iadd().istore(index);
      }
      Value read = emit.fetch(column[w], home.isLong(), index, home.low(), home.high());
      if (isTakenHere(home)) {
        emit.put(Value.constant(0), column[w], home.isLong(), index);
      }
      start.put(
          word.name(),
          home.isSum()
              ? new QuantiserWriter(emit).fit(read, word.format(), word.overflow())
              : read);
    }
    return start;
  }

  private Value valueOfEvent() {
    return value.kind() == Home.Kind.CONSTANT
        ? Value.constant(value.low())
        : emit.common(VALUE, value.low(), value.high());
  }

  private void keep(int word, Value code) {
    emit.put(code, column[word], homes.get(word).isLong(), MEMBER);
  }

  private void keepSpike(Value spiked) {
    if (spiked.isConstant() && spiked.low() == 0) {
      return;
    }
    Label none = b.newLabel();
    if (emit instanceof VectorEmitter vectors) {
      vectors.skipIfNone(spiked, none);
      b.aload(LIST).iload(listed).iload(MEMBER).iastore().iinc(listed, 1);
    }
    Value before = emit.fetch(SPIKED, false, MEMBER, 0, 1);
    emit.put(
        emit.operate(Emitter.Operation.OR, before, spiked, false, 0, 1), SPIKED, false, MEMBER);
    b.labelBinding(none);
  }

  @Override
  public Value draw() {
    return emit.draw(draws);
  }

  @Override
  public Value entry(String table, Value index) {
    LookupTable entries = program.table(table);
    if (index.isConstant()) {
      return Value.constant(entries.at(index.low()));
    }
    Integer slot = tableColumn.get(table);
    Home home = TableHome.of(entries);
    return emit.entry(slot == null ? -1 : slot, home.isLong(), index, home.low(), home.high());
  }

  @Override
  public int tableSize(String table) {
    return program.table(table).entries().length;
  }

  @Override
  public void trap(int site, Value code) {
    b.aload(AROUND).loadConstant(site);
    emit.toStack(code);
    b.iload(MEMBER).lload(NOW).invokeinterface(SURROUNDINGS, "trap", TRAP).athrow();
  }
}
