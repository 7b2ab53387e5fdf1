package org.bitspike.reference;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes one step of one member of a population as JVM code: values are read from the columns,
 * everything is computed in local variables in the order of {@link GroupCode#step}, and what has
 * changed is written back at the end, so that a member that is left to the general code has not
 * moved.
 */
abstract class LaneWriter {

  final CodeBuilder b;
  private final LaneArrays arrays;
  private final int member;
  private final int time;
  private @Nullable GroupCode current;
  private final Map<double[], Integer> values = new IdentityHashMap<>();
  private final Map<Integer, Integer> stores = new LinkedHashMap<>();

  /**
   * Starts a member.
   *
   * @param member local variable with its index
   * @param time local variable with the time
   */
  LaneWriter(CodeBuilder b, LaneArrays arrays, int member, int time) {
    this.b = b;
    this.arrays = arrays;
    this.member = member;
    this.time = time;
  }

  /** Writes a step of all groups. */
  final void write(List<Group> order) {
    for (Group g : order) {
      group(g);
    }
    finish();
    stores.forEach(
        (array, local) -> {
          put(arrays.local(array), member, local);
        });
  }

  // ------------------------------------------------------------------------------------------------ what differs

  /** Kind of the values that local variables hold. */
  abstract TypeKind kind();

  /** Puts what an array, in a local variable, has for a member on the stack. */
  abstract void fetch(int array, int member);

  /** Writes a value in a local variable to an array. */
  abstract void put(int array, int member, int local);

  /** Puts a constant on the stack. */
  abstract void constant(double x);

  /** Puts the time on the stack. */
  abstract void time(int local);

  /** Adds or multiplies the two values on the stack. */
  abstract void combine(boolean multiply);

  /** Begins a group. */
  abstract void begin(Group g);

  /** Gives a place the number on the stack. */
  abstract void define(int slot);

  /** Puts the number of a place on the stack. */
  abstract void load(int slot);

  /** Writes a tape. */
  abstract void tape(Tape tape);

  /** Leaves the member to the general code unless the states at these places are finite. */
  abstract void requireFinite(int[] slots);

  /** Writes a condition outside regimes. */
  abstract void condition(Condition c);

  /** Writes the regimes; local variable {@code active} has the active one. */
  abstract void regimes(RegimeCode[] regimes, int active, int[] stateSlots);

  /** Makes another regime the active one, where the actions being written hold. */
  abstract void enter(int regime);

  /** Writes what comes before the columns are written. */
  abstract void finish();

  // ------------------------------------------------------------------------------------------------ a group

  private void group(Group g) {
    GroupCode code = g.code();
    GroupCode.Parts parts = code.parts();
    current = code;
    begin(g);
    int[] own = parts.ownSlots();
    for (int c = 0; c < own.length; c++) {
      if (own[c] >= 0) {
        b.loadLocal(kind(), value(code.columns[c]));
        define(own[c]);
      }
    }
    time(time);
    define(parts.timeSlot());
    if (parts.weightSlot() >= 0) {
      // the weight of the last event, which nothing reads in a step
      constant(0);
      define(parts.weightSlot());
    }
    for (GroupCode.Requirement r : parts.requirements()) {
      load(r.ref());
      define(r.slot());
    }
    for (Select s : parts.selects()) {
      select(s);
    }
    tape(parts.main());
    int[] states = java.util.Arrays.copyOf(own, g.stateCount());
    requireFinite(states);
    for (Condition c : parts.conditions()) {
      condition(c);
    }
    for (int p = 0; p < parts.publishedSlots().length; p++) {
      load(parts.publishedSlots()[p]);
      keep(code.columns[parts.publishedColumns()[p]]);
    }
    if (parts.regimes().length > 0) {
      regimes(parts.regimes(), value(code.regime), states);
    }
    BitSet written = written(parts);
    for (int s = 0; s < states.length; s++) {
      if (written.get(states[s])) {
        load(states[s]);
        keep(code.columns[s]);
      }
    }
  }

  private void load(Group.Ref ref) {
    if (ref.isConstant()) {
      constant(ref.constant());
    } else {
      b.loadLocal(kind(), value(ref.group().code().columns[ref.column()]));
    }
  }

  /** The terms are added or multiplied in the order and from the start of {@link Select#value}. */
  private void select(Select s) {
    constant(s.base());
    for (Select.Term term : s.terms()) {
      if (!arrays.knows(term.ref())) {
        continue; // attached to special members only
      }
      load(term.ref());
      combine(s.multiplies());
    }
    define(s.slot);
  }

  final boolean leaves(Condition c) {
    return LanePlan.leaves(c, code().parts().regimes());
  }

  private GroupCode code() {
    return java.util.Objects.requireNonNull(current);
  }

  /** Writes the change of regime that ends actions, if there is one, and what is done on entry. */
  final void transition(Actions actions) {
    if (actions.transition() >= 0) {
      enter(actions.transition());
      tape(code().parts().regimes()[actions.transition()].onEntry().assign());
    }
  }

  /** Local variable with the regime that is active now. */
  final int regimeNow() {
    return value(code().regime);
  }

  /** Keeps the value in a local variable as the regime that is active from now on. */
  final void changeRegime(int local) {
    values.put(code().regime, local);
    stores.put(arrays.index(code().regime), local);
  }

  /** Local variable with what a column has now. */
  private int value(double[] column) {
    Integer known = values.get(column);
    if (known != null) {
      return known;
    }
    int local = b.allocateLocal(kind());
    fetch(arrays.local(arrays.index(column)), member);
    b.storeLocal(kind(), local);
    values.put(column, local);
    return local;
  }

  /** Keeps the number on the stack as what a column has from now on. */
  private void keep(double[] column) {
    int local = b.allocateLocal(kind());
    b.storeLocal(kind(), local);
    values.put(column, local);
    stores.put(arrays.index(column), local);
  }

  /** Places that a step without events can change. */
  static BitSet written(GroupCode.Parts parts) {
    BitSet written = new BitSet();
    RegimeCode[] regimes = parts.regimes();
    written(parts.main(), written);
    written(parts.conditions(), regimes, written);
    for (RegimeCode r : regimes) {
      written(r.update(), written);
      written(r.conditions(), regimes, written);
    }
    return written;
  }

  private static void written(Condition[] conditions, RegimeCode[] regimes, BitSet written) {
    for (Condition c : conditions) {
      if (!LanePlan.leaves(c, regimes)) {
        written(c.actions().assign(), written);
        if (c.actions().transition() >= 0) {
          written(regimes[c.actions().transition()].onEntry().assign(), written);
        }
      }
    }
  }

  static void written(Tape tape, BitSet written) {
    int[] code = tape.code();
    for (int p = 0; p < code.length; p += Tape.WIDTH) {
      if (!Tape.isJump(code[p])) {
        written.set(code[p + 1]);
      }
    }
  }

  // ------------------------------------------------------------------------------------------------ the two kinds

  /** One member after the other, with branches. */
  static final class Branching extends LaneWriter {

    private final Label stop;
    private TapeTranslator translator;
    private int now;

    /**
     * Starts a member.
     *
     * @param stop where to go when the member is left to the general code
     */
    Branching(CodeBuilder b, LaneArrays arrays, int member, int time, Label stop) {
      super(b, arrays, member, time);
      this.stop = stop;
      this.translator = TapeTranslator.registers(b, new Frame());
    }

    @Override
    TypeKind kind() {
      return TypeKind.DOUBLE;
    }

    @Override
    void fetch(int array, int member) {
      b.aload(array).iload(member).daload();
    }

    @Override
    void put(int array, int member, int local) {
      b.aload(array).iload(member).dload(local).dastore();
    }

    @Override
    void constant(double x) {
      b.loadConstant(x);
    }

    @Override
    void time(int local) {
      b.dload(local);
    }

    @Override
    void combine(boolean multiply) {
      if (multiply) {
        b.dmul();
      } else {
        b.dadd();
      }
    }

    @Override
    void begin(Group g) {
      translator = TapeTranslator.registers(b, g.code().parts().layout());
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

    @Override
    void requireFinite(int[] slots) {
      if (slots.length == 0) {
        return;
      }
      b.dconst_0();
      for (int slot : slots) {
        load(slot);
        b.dconst_0().dmul().dadd();
      }
      b.dconst_0().dcmpl().ifne(stop);
    }

    @Override
    void condition(Condition c) {
      translator.translate(c.test());
      translator.loadTruth(c.result());
      if (leaves(c)) {
        b.ifne(stop);
        return;
      }
      Label next = b.newLabel();
      b.ifeq(next);
      translator.translate(c.actions().assign());
      transition(c.actions());
      b.labelBinding(next);
    }

    @Override
    void regimes(RegimeCode[] regimes, int active, int[] stateSlots) {
      now = b.allocateLocal(TypeKind.DOUBLE);
      b.dload(active).dstore(now);
      changeRegime(now);
      for (int r = 0; r < regimes.length; r++) {
        Label next = b.newLabel();
        b.dload(active).loadConstant((double) r).dcmpl().ifne(next);
        translator.translate(regimes[r].update());
        requireFinite(stateSlots);
        for (Condition c : regimes[r].conditions()) {
          condition(c);
        }
        b.labelBinding(next);
      }
    }

    /** The regime stays in one variable, so that it is known whichever way was taken. */
    @Override
    void enter(int regime) {
      b.loadConstant((double) regime).dstore(now);
    }

    @Override
    void finish() {}
  }
}
