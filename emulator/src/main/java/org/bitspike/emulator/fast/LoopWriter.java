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
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.kernel.Kernel.Handler;
import org.bitspike.ir.kernel.Kernel.Word;
import org.bitspike.ir.kernel.KernelFormats;
import org.bitspike.ir.program.LookupTable;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.random.CounterRandom;

/** Writes the loop of a handler over its members: words are read, statements done, words kept. */
final class LoopWriter implements HandlerWriter.Around {

  private static final int NARROW = 1;
  private static final int WIDE = 2;
  private static final int MEMBER = 3;
  private static final int END = 4;
  private static final int NOW = 5;
  private static final int VALUE = 7;
  private static final int SPIKED = 9;
  private static final int AROUND = 10;

  private static final ClassDesc SURROUNDINGS =
      Surroundings.class.describeConstable().orElseThrow();
  private static final MethodTypeDesc DRAW = MethodTypeDesc.of(CD_long, CD_int, CD_long);
  private static final MethodTypeDesc TRAP =
      MethodTypeDesc.of(
          RuntimeException.class.describeConstable().orElseThrow(),
          CD_int,
          CD_long,
          CD_int,
          CD_long);
  private static final ClassDesc RANDOM = CounterRandom.class.describeConstable().orElseThrow();
  private static final MethodTypeDesc BITS =
      MethodTypeDesc.of(CD_long, CD_long, CD_int, CD_long, CD_int);
  private static final int STREAM_OF_BLOCKS = 0x10000000;

  private final Emitter emit;
  private final CodeBuilder b;
  private final Program program;
  private final Kernel kernel;
  private final List<Home> homes;
  private final Home value;
  private final Optional<Integer> ownDraws;
  private final List<HandlerWriter.Site> sites;
  private final int[] column;
  private final Map<String, Integer> tableColumn = new HashMap<>();
  private int draws = -1;

  LoopWriter(
      Emitter emit,
      Program program,
      Kernel kernel,
      List<Home> homes,
      Home value,
      Optional<Integer> ownDraws,
      List<HandlerWriter.Site> sites) {
    this.emit = emit;
    b = emit.b;
    this.program = program;
    this.kernel = kernel;
    this.homes = homes;
    this.value = value;
    this.ownDraws = ownDraws;
    this.sites = sites;
    column = new int[homes.size()];
  }

  void write(Handler handler) {
    Set<String> assigned = new TreeSet<>();
    Branches.assigned(handler.body(), assigned);
    hoist();
    Label top = b.newLabel();
    Label end = b.newLabel();
    b.labelBinding(top).iload(MEMBER).iload(END).if_icmpge(end);
    if (ownDraws.isPresent()) {
      b.iconst_0().istore(draws);
    }
    HandlerWriter body = new HandlerWriter(kernel.words(), atStart(), emit, this, sites);
    body.statements(handler.body());
    for (int w = 0; w < homes.size(); w++) {
      Word word = kernel.words().get(w);
      if (assigned.contains(word.name())) {
        keep(w, body.word(word.name()));
      }
    }
    keepSpike(body.spiked());
    b.iinc(MEMBER, 1).goto_(top).labelBinding(end).return_();
  }

  /** Loads columns and tables into local variables, once for all members. */
  private void hoist() {
    for (int w = 0; w < column.length; w++) {
      if (homes.get(w).kind() != Home.Kind.CONSTANT) {
        column[w] = hoisted(w, homes.get(w).isLong());
      }
    }
    for (int t = 0; t < kernel.tables().size(); t++) {
      String name = kernel.tables().get(t).name();
      boolean isLong = TableHome.of(program.table(name)).isLong();
      tableColumn.put(name, hoisted(homes.size() + t, isLong));
    }
    if (ownDraws.isPresent()) {
      draws = b.allocateLocal(TypeKind.INT);
    }
  }

  private int hoisted(int at, boolean isLong) {
    int slot = b.allocateLocal(TypeKind.REFERENCE);
    b.aload(isLong ? WIDE : NARROW).loadConstant(at).aaload().astore(slot);
    return slot;
  }

  private Map<String, Value> atStart() {
    Map<String, Value> start = new HashMap<>();
    start.put("now", new Value(NOW, 0, KernelFormats.NOW.maxCode()));
    start.put("value", valueOfEvent());
    for (int w = 0; w < homes.size(); w++) {
      Home home = homes.get(w);
      Word word = kernel.words().get(w);
      if (home.kind() == Home.Kind.CONSTANT) {
        start.put(word.name(), Value.constant(home.low()));
        continue;
      }
      pushElement(w);
      Value read = loaded(home);
      start.put(
          word.name(),
          home.isSum()
              ? new QuantiserWriter(emit).fit(read, word.format(), word.overflow())
              : read);
    }
    return start;
  }

  private Value valueOfEvent() {
    if (value.kind() == Home.Kind.CONSTANT) {
      return Value.constant(value.low());
    }
    if (!Value.fitsInt(value.low(), value.high())) {
      return new Value(VALUE, value.low(), value.high());
    }
    b.lload(VALUE);
    return emit.store(true, value.low(), value.high());
  }

  private void pushElement(int word) {
    b.aload(column[word]).iload(MEMBER);
  }

  private Value loaded(Home home) {
    if (home.isLong()) {
      b.laload();
    } else {
      b.iaload();
    }
    return emit.store(home.isLong(), home.low(), home.high());
  }

  private void keep(int word, Value code) {
    pushElement(word);
    emit.push(code, homes.get(word).isLong());
    if (homes.get(word).isLong()) {
      b.lastore();
    } else {
      b.iastore();
    }
  }

  private void keepSpike(Value spiked) {
    if (spiked.isConstant() && spiked.low() == 0) {
      return;
    }
    b.aload(SPIKED).iload(MEMBER).aload(SPIKED).iload(MEMBER).iaload();
    emit.push(spiked, false);
    b.ior().iastore();
  }

  @Override
  public Value draw(Emitter to) {
    if (ownDraws.isPresent()) {
      b.loadConstant(program.info().seed()).loadConstant(STREAM_OF_BLOCKS + ownDraws.get());
      b.lload(NOW).loadConstant(32).lshl().iload(MEMBER).i2l().lor();
      b.iload(draws).invokestatic(RANDOM, "bits64", BITS).iinc(draws, 1);
    } else {
      b.aload(AROUND).iload(MEMBER).lload(NOW).invokeinterface(SURROUNDINGS, "draw", DRAW);
    }
    return to.store(true, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  @Override
  public Value entry(Emitter to, String table, Value index) {
    LookupTable entries = program.table(table);
    if (index.isConstant()) {
      return Value.constant(entries.at(index.low()));
    }
    Integer slot = tableColumn.get(table);
    b.aload(slot == null ? -1 : slot);
    to.push(index, false);
    return loaded(TableHome.of(entries));
  }

  @Override
  public int tableSize(String table) {
    return program.table(table).entries().length;
  }

  @Override
  public void trap(Emitter to, int site, Value code) {
    b.aload(AROUND).loadConstant(site);
    to.push(code, true);
    b.iload(MEMBER).lload(NOW).invokeinterface(SURROUNDINGS, "trap", TRAP).athrow();
  }
}
