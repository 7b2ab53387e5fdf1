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
import org.bitspike.emulator.fast.Lane.Operation;
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
  private final Lane lane;
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
  // Draws of vectors: none is in a branch, so that their number is known here.
  private int drawn;

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
    lane = emit.lane;
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
    if (ownDraws.isPresent() && lane.members() == 1) {
      b.iconst_0().istore(draws);
    }
    HandlerWriter body = new HandlerWriter(kernel.words(), atStart(), emit, this, sites);
    body.statements(handler.body());
    for (int w = 0; w < homes.size(); w++) {
      Word word = kernel.words().get(w);
      if (assigned.contains(word.name())) {
        lane.put(body.word(word.name()), column[w], MEMBER, homes.get(w).isLong());
      }
    }
    keepSpike(body.spiked());
    b.iinc(MEMBER, lane.members()).goto_(top).labelBinding(end).return_();
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
    start.put("value", valueOfEvent());
    for (int w = 0; w < homes.size(); w++) {
      Home home = homes.get(w);
      Word word = kernel.words().get(w);
      if (home.kind() == Home.Kind.CONSTANT) {
        start.put(word.name(), Value.constant(home.low()));
        continue;
      }
      lane.fetch(column[w], MEMBER, home.isLong());
      Value read = emit.store(home.isLong(), home.low(), home.high());
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
    emit.scalarOnly("the value of an event");
    if (!Value.fitsInt(value.low(), value.high())) {
      return new Value(VALUE, value.low(), value.high());
    }
    b.lload(VALUE);
    return emit.store(true, value.low(), value.high());
  }

  private void keepSpike(Value spiked) {
    if (spiked.isConstant() && spiked.low() == 0) {
      return;
    }
    lane.fetch(SPIKED, MEMBER, false);
    emit.push(spiked, false);
    lane.apply(Operation.OR, false);
    lane.put(emit.store(false, 0, 1), SPIKED, MEMBER, false);
  }

  @Override
  public Value now() {
    return lane.spread(NOW, 0, KernelFormats.NOW.maxCode());
  }

  @Override
  public Value draw(Emitter to) {
    if (lane instanceof VectorLane vectors) {
      return draw(vectors);
    }
    if (ownDraws.isPresent()) {
      b.loadConstant(program.info().seed()).loadConstant(STREAM_OF_BLOCKS + ownDraws.get());
      b.lload(NOW).loadConstant(32).lshl().iload(MEMBER).i2l().lor();
      b.iload(draws).invokestatic(RANDOM, "bits64", BITS).iinc(draws, 1);
    } else {
      b.aload(AROUND).iload(MEMBER).lload(NOW).invokeinterface(SURROUNDINGS, "draw", DRAW);
    }
    return to.store(true, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private Value draw(VectorLane vectors) {
    if (ownDraws.isEmpty()) {
      throw new NoVector("draws shared with other handlers", false);
    }
    int stream = STREAM_OF_BLOCKS + ownDraws.get();
    return new VectorDraws(vectors, program.info().seed(), stream).draw(MEMBER, now(), drawn++);
  }

  @Override
  public Value entry(Emitter to, String table, Value index) {
    LookupTable entries = program.table(table);
    if (index.isConstant()) {
      return Value.constant(entries.at(index.low()));
    }
    Integer slot = tableColumn.get(table);
    Home home = TableHome.of(entries);
    lane.entries(slot == null ? -1 : slot, entries.entries().length, index, home.isLong());
    return to.store(home.isLong(), home.low(), home.high());
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
