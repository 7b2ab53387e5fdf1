package org.bitspike.emulator.fast;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.diag.BitspikeBug;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.fixed.Overflow;
import org.bitspike.ir.fixed.Rounding;
import org.bitspike.ir.kernel.Kernel.Statement;
import org.bitspike.ir.kernel.Kernel.Word;
import org.bitspike.ir.kernel.KernelExpr;
import org.bitspike.ir.kernel.KernelExpr.Binary;
import org.jspecify.annotations.Nullable;

/**
 * Writes the statements of a handler for one member. Words and names stand in local variables,
 * which are never written twice; what an {@code if} assigns is chosen afterwards by its condition
 * where both branches are short, cannot trap and draw nothing, or where there is no jumping, and
 * otherwise set in either branch.
 */
final class HandlerWriter {

  /** What the writer leaves to the loop around the handler. */
  interface Around {
    /** Writes the next draw. */
    Value draw();

    /** The entry of a table, at an index within the table. */
    Value entry(String table, Value index);

    /** Number of entries of a table. */
    int tableSize(String table);

    /** Writes a trap. */
    void trap(int site, Value code);
  }

  /**
   * A place where a value may trap.
   *
   * @param word what the value is for
   */
  record Site(String word, FixedFormat format) {}

  private final Map<String, Word> declared = new HashMap<>();
  private final Emitter emit;
  private final QuantiserWriter quantisers;
  private final Around around;
  private final List<Site> sites;
  private final Branches branches;
  // What the words and names are at this point.
  private Map<String, Value> now;
  private Value spiked = Value.constant(0);
  private String purpose = "a condition";

  HandlerWriter(
      List<Word> words, Map<String, Value> atStart, Emitter emit, Around around, List<Site> sites) {
    words.forEach(word -> declared.put(word.name(), word));
    now = new HashMap<>(atStart);
    this.emit = emit;
    this.around = around;
    this.sites = sites;
    quantisers = new QuantiserWriter(emit);
    branches = new Branches(declared);
  }

  /** What a word is after the statements so far. */
  Value word(String name) {
    return found(now.get(name), name);
  }

  /** Whether the member spiked. */
  Value spiked() {
    return spiked;
  }

  void statements(List<Statement> body) {
    Map<String, Value> outer = new HashMap<>(now);
    for (Statement statement : body) {
      switch (statement) {
        case Statement.Let(String name, KernelExpr value) -> {
          purpose = name;
          now.put(name, expression(value));
        }
        case Statement.Assign(String target, KernelExpr value) -> {
          purpose = target;
          Word word = found(declared.get(target), target);
          Value exact = expression(value);
          int shift = value.format().fraction() - word.format().fraction();
          now.put(target, quantise(exact, shift, word.format(), word.rounding(), word.overflow()));
        }
        case Statement.If choice -> choice(choice);
        case Statement.Spike() -> spiked = Value.constant(1);
      }
    }
    // names end with their braces, words do not
    now.keySet().retainAll(outer.keySet());
    outer.forEach(
        (name, value) -> {
          if (!declared.containsKey(name)) {
            now.put(name, value);
          }
        });
  }

  private void choice(Statement.If choice) {
    purpose = "a condition";
    Value bit = emit.notEqual(expression(choice.condition()), Value.constant(0));
    if (bit.isConstant()) {
      statements(bit.low() != 0 ? choice.then() : choice.otherwise());
    } else if (!emit.jumps() && branches.draws(choice)) {
      throw new VectorEmitter.Refused("a draw that only some members make");
    } else if (!emit.jumps() || branches.worthDoingBoth(choice)) {
      both(bit, choice);
    } else {
      either(bit, choice);
    }
  }

  private void both(Value bit, Statement.If choice) {
    Map<String, Value> before = new HashMap<>(now);
    Value spikedBefore = spiked;
    statements(choice.then());
    Map<String, Value> then = now;
    Value spikedThen = spiked;
    now = new HashMap<>(before);
    spiked = spikedBefore;
    statements(choice.otherwise());
    for (String name : before.keySet()) {
      now.put(name, emit.select(bit, found(then.get(name), name), word(name)));
    }
    spiked = emit.select(bit, spikedThen, spiked);
  }

  private void either(Value bit, Statement.If choice) {
    Map<String, Value> merged = new HashMap<>();
    for (String name : branches.assigned(choice)) {
      FixedFormat format = found(declared.get(name), name).format();
      merged.put(name, emit.variable(format.minCode(), format.maxCode()));
    }
    Value spikedMerged = emit.variable(0, 1);
    Map<String, Value> before = new HashMap<>(now);
    Value spikedBefore = spiked;
    emit.either(
        bit,
        () -> {
          statements(choice.then());
          merge(merged, spikedMerged);
          now = new HashMap<>(before);
          spiked = spikedBefore;
        },
        () -> {
          statements(choice.otherwise());
          merge(merged, spikedMerged);
        });
    now = before;
    now.putAll(merged);
    spiked = spikedMerged;
  }

  private void merge(Map<String, Value> merged, Value spikedMerged) {
    merged.forEach((name, variable) -> emit.copy(word(name), variable));
    emit.copy(spiked, spikedMerged);
  }

  private Value expression(KernelExpr expr) {
    return switch (expr) {
      case KernelExpr.Literal(long code, FixedFormat _) -> Value.constant(code);
      case KernelExpr.Read(String name, FixedFormat _) -> word(name);
      case Binary binary -> binary(binary);
      case KernelExpr.Not(KernelExpr operand, FixedFormat format) ->
          not(expression(operand), format);
      case KernelExpr.Shift(KernelExpr operand, int _, FixedFormat _) -> expression(operand);
      case KernelExpr.Select(
              KernelExpr condition,
              KernelExpr then,
              KernelExpr otherwise,
              FixedFormat format) -> {
        Value bit = emit.notEqual(expression(condition), Value.constant(0));
        Value t = aligned(then, format.fraction());
        yield emit.select(bit, t, aligned(otherwise, format.fraction()));
      }
      case KernelExpr.Quantise(
              KernelExpr operand,
              FixedFormat format,
              Rounding rounding,
              Overflow overflow) ->
          quantise(
              expression(operand),
              operand.format().fraction() - format.fraction(),
              format,
              rounding,
              overflow);
      case KernelExpr.Lookup(String table, KernelExpr index, FixedFormat _) -> {
        Value last = Value.constant(around.tableSize(table) - 1L);
        Value at = emit.minimum(emit.maximum(expression(index), Value.constant(0)), last);
        yield around.entry(table, at);
      }
      case KernelExpr.Random(int bits, FixedFormat format) ->
          emit.and(around.draw(), Value.constant((1L << bits) - 1), format);
    };
  }

  private Value not(Value operand, FixedFormat format) {
    return emit.xor(operand, Value.constant(format.signed() ? -1 : format.maxCode()), format);
  }

  private Value binary(Binary e) {
    if (e.operator() == KernelExpr.Operator.MULTIPLY) {
      Value left = expression(e.left());
      return emit.multiply(left, expression(e.right()), e.format());
    }
    int fraction = Math.max(e.left().format().fraction(), e.right().format().fraction());
    Value x = aligned(e.left(), fraction);
    Value y = aligned(e.right(), fraction);
    return switch (e.operator()) {
      case ADD -> emit.add(x, y, e.format());
      case SUBTRACT -> emit.subtract(x, y, e.format());
      case MULTIPLY -> throw new AssertionError("handled above");
      case FLOOR_DIVIDE -> emit.call("quotient", x, y, e.format());
      case FLOOR_MODULO -> emit.call("remainder", x, y, e.format());
      case MINIMUM -> emit.minimum(x, y);
      case MAXIMUM -> emit.maximum(x, y);
      case AND -> emit.and(x, y, e.format());
      case OR -> emit.or(x, y, e.format());
      case XOR -> emit.xor(x, y, e.format());
      case EQUAL -> emit.not(emit.notEqual(x, y));
      case NOT_EQUAL -> emit.notEqual(x, y);
      case LESS -> emit.less(x, y);
      case LESS_OR_EQUAL -> emit.not(emit.less(y, x));
      case GREATER -> emit.less(y, x);
      case GREATER_OR_EQUAL -> emit.not(emit.less(x, y));
    };
  }

  private Value aligned(KernelExpr expr, int fraction) {
    return emit.shiftLeft(expression(expr), fraction - expr.format().fraction());
  }

  private Value quantise(
      Value exact, int shift, FixedFormat format, Rounding rounding, Overflow overflow) {
    Optional<Value> draw =
        rounding == Rounding.STOCHASTIC ? Optional.of(around.draw()) : Optional.empty();
    if (shift < 0 && overflow == Overflow.WRAP && quantisers.wrapsInInt(exact, -shift, format)) {
      return quantisers.wrapShifted(exact, -shift, format);
    }
    Value rounded = quantisers.round(exact, shift, rounding, draw);
    if (overflow == Overflow.TRAP && !rounded.within(format.minCode(), format.maxCode())) {
      int site = sites.size();
      sites.add(new Site(purpose, format));
      emit.whereOutside(
          rounded, format.minCode(), format.maxCode(), outside -> around.trap(site, outside));
    }
    return quantisers.fit(rounded, format, overflow);
  }

  private static <T> T found(@Nullable T thing, String name) {
    if (thing == null) {
      throw new BitspikeBug("nothing named " + name);
    }
    return thing;
  }
}
