package org.bitspike.reference;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.diag.BitspikeBug;

/**
 * Writes a step of as many members as a vector holds. Where a single member would branch, both ways
 * are computed and the right one is taken; where any of them has something else to do, none moves.
 */
final class VectorLane extends LaneWriter {

  /** Dividends must be no smaller than this, or zero, for a division to be replaced. */
  private static final double SMALL = 0x1p-450;

  private static final double GREATEST_DIVISOR = 0x1p400;

  private final VectorCode code;
  private final Label stop;
  private final int stopMask;
  private final int sum;
  private final List<Integer> dividends = new ArrayList<>();
  private int smallMask;
  private boolean stops;
  private boolean sums;
  private Frame frame = new Frame();
  private Map<Integer, Integer> numbers = new HashMap<>();
  private Map<Integer, Integer> truths = new HashMap<>();

  /** Local variable with the mask under which places are written; negative for everywhere. */
  private int where = -1;

  /**
   * Starts.
   *
   * @param stop where to go when some member has something else to do
   */
  VectorLane(CodeBuilder b, LaneArrays arrays, int member, int time, Label stop) {
    super(b, arrays, member, time);
    this.code = new VectorCode(b);
    this.stop = stop;
    this.stopMask = b.allocateLocal(TypeKind.REFERENCE);
    this.smallMask = b.allocateLocal(TypeKind.REFERENCE);
    this.sum = b.allocateLocal(TypeKind.REFERENCE);
  }

  /** Whether all tapes of a group can be written. */
  static boolean takes(GroupCode.Parts parts) {
    RegimeCode[] regimes = parts.regimes();
    boolean takes = isArithmetic(parts.main()) && takes(parts.conditions(), regimes);
    for (RegimeCode r : regimes) {
      takes &= isArithmetic(r.update()) && takes(r.conditions(), regimes);
    }
    return takes;
  }

  private static boolean isArithmetic(Actions actions, RegimeCode[] regimes) {
    return isArithmetic(actions.assign())
        && (actions.transition() < 0
            || isArithmetic(regimes[actions.transition()].onEntry().assign()));
  }

  private static boolean takes(Condition[] conditions, RegimeCode[] regimes) {
    for (Condition c : conditions) {
      if (!isTest(c) || (!LanePlan.leaves(c, regimes) && !isArithmetic(c.actions(), regimes))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isArithmetic(Tape tape) {
    int[] tapeCode = tape.code();
    for (int p = 0; p < tapeCode.length; p += Tape.WIDTH) {
      boolean arithmetic =
          tapeCode[p] < Tape.POWER
              || tapeCode[p] == Tape.NEGATE
              || tapeCode[p] == Tape.COPY
              || tapeCode[p] == Tape.ACCUMULATE;
      if (!arithmetic) {
        return false;
      }
    }
    return true;
  }

  /** Arithmetic, comparisons of it, and what logic joins these. */
  private static boolean isTest(Condition condition) {
    int[] tape = condition.test().code();
    Map<Integer, Boolean> truth = new HashMap<>();
    for (int p = 0; p < tape.length; p += Tape.WIDTH) {
      int operation = tape[p];
      boolean first = truth.getOrDefault(tape[p + 2], false);
      boolean second = truth.getOrDefault(tape[p + 3], false);
      boolean compares = operation >= Tape.GREATER && operation <= Tape.NOT_EQUAL;
      boolean joins = operation == Tape.AND || operation == Tape.OR;
      boolean fits =
          (operation < Tape.POWER && !first && !second)
              || (operation == Tape.NEGATE && !first)
              || (compares && !first && !second)
              || (joins && first && second)
              || (operation == Tape.NOT && first);
      if (!fits) {
        return false;
      }
      truth.put(tape[p + 1], compares || joins || operation == Tape.NOT);
    }
    return truth.getOrDefault(condition.result(), false);
  }

  // ------------------------------------------------------------------------------------------------ values

  @Override
  TypeKind kind() {
    return TypeKind.REFERENCE;
  }

  @Override
  void fetch(int array, int member) {
    code.fetch(array, member);
  }

  @Override
  void put(int array, int member, int local) {
    code.put(local, array, member);
  }

  @Override
  void constant(double x) {
    code.constant(x);
  }

  @Override
  void time(int local) {
    code.spread(local);
  }

  @Override
  void combine(boolean multiply) {
    code.binary(multiply ? "mul" : "add");
  }

  @Override
  void begin(Group g) {
    frame = g.code().parts().layout();
    numbers = new HashMap<>();
    truths = new HashMap<>();
  }

  @Override
  void define(int slot) {
    b.astore(numbers.computeIfAbsent(slot, s -> b.allocateLocal(TypeKind.REFERENCE)));
  }

  /** Gives a place the vector on the stack, where it is to be written. */
  private void assign(int slot) {
    if (where >= 0 && !frame.isTemporary(slot)) {
      int fresh = b.allocateLocal(TypeKind.REFERENCE);
      b.astore(fresh);
      load(slot);
      b.aload(fresh).aload(where);
      code.blend();
    }
    define(slot);
  }

  @Override
  void load(int slot) {
    Optional<Double> constant = frame.constantAt(slot);
    Integer number = numbers.get(slot);
    if (constant.isPresent()) {
      code.constant(constant.get());
    } else if (number != null) {
      b.aload(number);
    } else {
      throw new BitspikeBug("place " + slot + " is read before it is defined");
    }
  }

  private void loadTruth(int slot) {
    Integer truth = truths.get(slot);
    if (truth == null) {
      throw new BitspikeBug("place " + slot + " has no truth");
    }
    b.aload(truth);
  }

  // ------------------------------------------------------------------------------------------------ tapes

  @Override
  void tape(Tape tape) {
    int[] tapeCode = tape.code();
    for (int p = 0; p < tapeCode.length; p += Tape.WIDTH) {
      instruction(tapeCode[p], tapeCode[p + 1], tapeCode[p + 2], tapeCode[p + 3]);
    }
  }

  private void instruction(int operation, int to, int x, int y) {
    switch (operation) {
      case Tape.GREATER -> compare("GT", to, x, y);
      case Tape.LESS -> compare("LT", to, x, y);
      case Tape.GREATER_OR_EQUAL -> compare("GE", to, x, y);
      case Tape.LESS_OR_EQUAL -> compare("LE", to, x, y);
      case Tape.EQUAL -> compare("EQ", to, x, y);
      case Tape.NOT_EQUAL -> compare("NE", to, x, y);
      case Tape.AND, Tape.OR -> {
        loadTruth(x);
        loadTruth(y);
        code.masks(operation == Tape.AND ? "and" : "or");
        defineTruth(to);
      }
      case Tape.NOT -> {
        loadTruth(x);
        code.not();
        defineTruth(to);
      }
      default -> {
        arithmetic(operation, to, x, y);
        assign(to);
      }
    }
  }

  private void arithmetic(int operation, int to, int x, int y) {
    switch (operation) {
      case Tape.ACCUMULATE -> {
        load(to);
        load(x);
        load(y);
        code.binary("mul");
        code.binary("add");
      }
      case Tape.NEGATE -> {
        load(x);
        code.unary("neg");
      }
      case Tape.COPY -> load(x);
      case Tape.DIVIDE -> divide(x, y);
      default -> {
        load(x);
        load(y);
        switch (operation) {
          case Tape.ADD -> code.binary("add");
          case Tape.SUBTRACT -> code.binary("sub");
          case Tape.MULTIPLY -> code.binary("mul");
          default -> throw new BitspikeBug("operation " + operation + " has no vector");
        }
      }
    }
  }

  private void compare(String comparison, int to, int x, int y) {
    load(x);
    code.compare(comparison, () -> load(y));
    defineTruth(to);
  }

  private void defineTruth(int slot) {
    b.astore(truths.computeIfAbsent(slot, s -> b.allocateLocal(TypeKind.REFERENCE)));
  }

  /**
   * Divides. A constant divisor {@code c} is replaced by its reciprocal {@code r}: {@code q = x *
   * r} is corrected twice by the remainder, {@code q + (x - c * q) * r}, which rounds it correctly
   * (Markstein, IBM Journal of Research and Development 34, 1990) as long as nothing underflows.
   * Members whose dividend is so small that something might are left to the general code.
   */
  private void divide(int x, int y) {
    Optional<Double> divisor = frame.constantAt(y);
    double c = divisor.orElse(0.0);
    boolean replaced =
        FusedMultiply.IS_FAST
            && Math.abs(c) < GREATEST_DIVISOR
            && Math.abs(c) > 1 / GREATEST_DIVISOR
            && frame.constantAt(x).isEmpty();
    if (!replaced) {
      load(x);
      load(y);
      code.binary("div");
      return;
    }
    double r = 1 / c;
    if ((Double.doubleToRawLongBits(c) & 0x000FFFFFFFFFFFFFL) == 0) {
      load(x);
      code.constant(r); // a power of two has an exact reciprocal
      code.binary("mul");
      return;
    }
    load(x);
    code.unary("abs");
    int size = b.allocateLocal(TypeKind.REFERENCE);
    b.astore(size);
    addSmall(size, "LT", SMALL, dividends.isEmpty());
    dividends.add(size);
    int quotient = b.allocateLocal(TypeKind.REFERENCE);
    load(x);
    code.constant(r);
    code.binary("mul");
    // once is enough when the first quotient is one of the two neighbours of the true one
    int corrections = Math.abs(Math.fma(c, r, -1)) < 0x1p-54 ? 1 : 2;
    for (int correction = 0; correction < corrections; correction++) {
      b.astore(quotient);
      code.constant(-c);
      b.aload(quotient);
      load(x);
      code.fma();
      code.constant(r);
      b.aload(quotient);
      code.fma();
    }
  }

  /** Adds to the small ones the members for which a size compares so. */
  private void addSmall(int size, String comparison, double limit, boolean first) {
    b.aload(size);
    code.compare(comparison, () -> code.constant(limit));
    if (!first) {
      b.aload(smallMask);
      code.masks("or");
    }
    b.astore(smallMask);
  }

  /** Stops when a dividend was too small; zero is small enough to be no trouble. */
  private void stopIfSmall() {
    Label fine = b.newLabel();
    b.aload(smallMask);
    code.any();
    b.ifeq(fine);
    for (int d = 0; d < dividends.size(); d++) {
      b.aload(dividends.get(d));
      code.compare("LT", () -> code.constant(SMALL));
      b.aload(dividends.get(d));
      code.compare("GT", () -> code.constant(0));
      code.masks("and");
      if (d > 0) {
        b.aload(smallMask);
        code.masks("or");
      }
      b.astore(smallMask);
    }
    b.aload(smallMask);
    code.any();
    b.ifne(stop);
    b.labelBinding(fine);
  }

  // ------------------------------------------------------------------------------------------------ branches

  /** Adds the mask on the stack to those that stop. */
  private void addStop() {
    if (stops) {
      b.aload(stopMask);
      code.masks("or");
    }
    b.astore(stopMask);
    stops = true;
  }

  /** Zero times what is not finite is not a number; the sum is looked at once, in the end. */
  @Override
  void requireFinite(int[] slots) {
    for (int slot : slots) {
      load(slot);
      code.constant(0);
      if (sums) {
        b.aload(sum);
        code.fma();
      } else {
        code.binary("mul");
      }
      b.astore(sum);
      sums = true;
    }
  }

  @Override
  void condition(Condition c) {
    tape(c.test());
    loadTruth(c.result());
    if (where >= 0) {
      b.aload(where);
      code.masks("and");
    }
    if (leaves(c)) {
      addStop();
      return;
    }
    int around = where;
    where = b.allocateLocal(TypeKind.REFERENCE);
    b.astore(where);
    tape(c.actions().assign());
    transition(c.actions());
    where = around;
  }

  @Override
  void regimes(RegimeCode[] regimes, int active, int[] stateSlots) {
    for (int r = 0; r < regimes.length; r++) {
      double number = r;
      int mask = b.allocateLocal(TypeKind.REFERENCE);
      b.aload(active);
      code.compare("EQ", () -> code.constant(number));
      b.astore(mask);
      where = mask;
      tape(regimes[r].update());
      for (Condition c : regimes[r].conditions()) {
        condition(c);
      }
      where = -1;
    }
    requireFinite(stateSlots);
  }

  @Override
  void enter(int regime) {
    int fresh = b.allocateLocal(TypeKind.REFERENCE);
    b.aload(regimeNow());
    code.constant(regime);
    b.aload(where);
    code.blend();
    b.astore(fresh);
    changeRegime(fresh);
  }

  @Override
  void finish() {
    if (sums) {
      b.aload(sum);
      code.compare("NE", () -> code.constant(0));
      addStop();
    }
    if (!dividends.isEmpty()) {
      stopIfSmall();
    }
    if (stops) {
      b.aload(stopMask);
      code.any();
      b.ifne(stop);
    }
  }
}
