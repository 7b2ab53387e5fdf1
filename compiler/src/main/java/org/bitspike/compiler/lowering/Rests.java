package org.bitspike.compiler.lowering;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitspike.compiler.symbolic.Interval;
import org.bitspike.compiler.symbolic.Sym;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.fixed.Overflow;
import org.bitspike.ir.kernel.Kernel.Statement;
import org.bitspike.ir.kernel.Kernel.Word;
import org.bitspike.ir.kernel.KernelExpr;
import org.bitspike.ir.kernel.KernelExpr.Operator;
import org.bitspike.ir.kernel.KernelFormats;

/**
 * What rounding leaves of a variable, kept for the next tick.
 *
 * <p>A variable that grows each tick by less than about the step of its word would stand still, or
 * drift by the same rounding every tick. Its rest is held by a second word, as wide as the target
 * has it, whose top bit is worth one step of the first and whose other bits continue it: with
 * {@code s} the old value, its rest and what is added, the new value is {@code round(s)} and the
 * new rest {@code s - round(s)}. No rounding adds up, but for that of the rest itself.
 */
final class Rests {

  /** Bits of value and rest together at most, so that sums of products stay within 64. */
  private static final int WIDEST = 48;

  /** Bits of a rest at least: a sign, the step itself, and something to keep. */
  private static final int NARROWEST = 3;

  private final Words words;
  private final Map<String, String> rests = new LinkedHashMap<>();

  Rests(Words words) {
    this.words = words;
  }

  /** Variables with a rest, and the word that holds it. */
  Map<String, String> words() {
    return rests;
  }

  /** The word for the rest of a variable that gets a new value; made when it first grows. */
  Optional<String> of(String variable, Sym value) {
    FixedFormat format = words.format(variable);
    if (!rests.containsKey(variable)
        && format.signed()
        && width(format) >= NARROWEST
        && ExprLowering.increment(variable, value).isPresent()) {
      rests.put(variable, declare(variable, format));
    }
    return Optional.ofNullable(rests.get(variable));
  }

  private int width(FixedFormat format) {
    return Math.min(words.target().restBits(), WIDEST - format.width());
  }

  private String declare(String variable, FixedFormat format) {
    int width = width(format);
    // a sign bit, and one more than a half: every rounding leaves less than a step
    FixedFormat rest = FixedFormat.signed(width, Bits.clampFraction(format.fraction() + width - 1));
    double step = format.resolution();
    return words.declareNear(
        variable + "_rest", Word.Kind.STATE, rest, Overflow.SATURATE, new Interval(-step, step));
  }

  /** Assigns a value and the rest of it; a value that grew has the old rest in it. */
  void split(String variable, String rest, KernelExpr value, boolean grew, List<Statement> out) {
    KernelExpr all = grew ? Emit.binary(Operator.ADD, value, words.read(rest)) : value;
    String sum = words.let(variable + "_sum", all.format(), words.bound(variable));
    out.add(new Statement.Let(sum, all));
    KernelFormats.checkQuantise(all.format(), words.format(variable));
    out.add(new Statement.Assign(variable, words.read(sum)));
    KernelExpr left = Emit.binary(Operator.SUBTRACT, words.read(sum), words.read(variable));
    KernelFormats.checkQuantise(left.format(), words.format(rest));
    out.add(new Statement.Assign(rest, left));
  }
}
