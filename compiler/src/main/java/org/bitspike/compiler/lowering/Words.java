package org.bitspike.compiler.lowering;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitspike.compiler.dynamics.Names;
import org.bitspike.compiler.dynamics.NotLowerable;
import org.bitspike.compiler.dynamics.StepModel;
import org.bitspike.compiler.symbolic.Interval;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.fixed.Overflow;
import org.bitspike.ir.fixed.Rounding;
import org.bitspike.ir.kernel.Kernel.Word;
import org.bitspike.ir.kernel.KernelExpr;
import org.bitspike.ir.kernel.KernelFormats;
import org.bitspike.ir.profile.NeuronModel;

/**
 * The words of the kernel in the making, the values of its constants, and what is known of every
 * name.
 */
final class Words {

  /**
   * Relative error from which the rounding of a constant is worth reporting: half a unit of single
   * precision.
   */
  private static final double WORTH_REPORTING = 0x1p-24;

  private final NeuronModel.Programmable target;
  private final Names names = new Names();
  private final Map<String, Word> words = new LinkedHashMap<>();
  private final Map<String, FixedFormat> formats = new HashMap<>();
  private final Map<String, Interval> bounds = new HashMap<>();
  private final Map<String, Interval> usual = new HashMap<>();
  private final Map<String, Long> constants = new LinkedHashMap<>();
  private final Map<Double, String> constantNames = new HashMap<>();
  private final List<Lowered.Rounding> roundings = new ArrayList<>();

  Words(NeuronModel.Programmable target) {
    this.target = target;
    formats.put(StepModel.NOW, KernelFormats.NOW);
    bounds.put(StepModel.NOW, new Interval(0, KernelFormats.NOW.maxCode()));
  }

  NeuronModel.Programmable target() {
    return target;
  }

  /** Declares a word under exactly this name. */
  void declare(
      String name,
      Word.Kind kind,
      FixedFormat format,
      Rounding rounding,
      Overflow overflow,
      Interval bound) {
    names.fresh(name);
    put(name, kind, format, rounding, overflow, bound);
  }

  /** Declares a word near a name, rounded as the target rounds, and gives the name it got. */
  String declareNear(
      String wanted, Word.Kind kind, FixedFormat format, Overflow overflow, Interval bound) {
    String name = names.fresh(wanted);
    put(name, kind, format, target.rounding(), overflow, bound);
    return name;
  }

  private void put(
      String name,
      Word.Kind kind,
      FixedFormat format,
      Rounding rounding,
      Overflow overflow,
      Interval bound) {
    words.put(name, new Word(name, kind, format, rounding, overflow, ""));
    formats.put(name, format);
    bounds.put(name, bound);
  }

  /** Says where tables of a name shall be fine. */
  void resolve(String name, Interval range) {
    usual.put(name, range);
  }

  /** Where tables of a name shall be fine: its usual range, or all of its bound. */
  Interval usual(String name) {
    return usual.getOrDefault(name, bound(name));
  }

  /** Names a value for the rest of the handler. */
  String let(String hint, FixedFormat format, Interval bound) {
    String name = names.fresh(hint);
    formats.put(name, format);
    bounds.put(name, bound);
    return name;
  }

  /** Gives a name a second meaning: the step's own name for a let. */
  String reserve(String hint) {
    return names.fresh(hint);
  }

  FixedFormat format(String name) {
    return Optional.ofNullable(formats.get(name))
        .orElseThrow(() -> NotLowerable.because("the name '" + name + "'"));
  }

  Interval bound(String name) {
    return Optional.ofNullable(bounds.get(name))
        .orElseThrow(() -> NotLowerable.because("the name '" + name + "'"));
  }

  KernelExpr read(String name) {
    return new KernelExpr.Read(name, format(name));
  }

  /** A parameter word that holds a number, as exactly as the target's parameters can. */
  KernelExpr constant(double value, String hint) {
    KernelExpr word = unreported(value, hint);
    double effective = effective(word);
    if (word instanceof KernelExpr.Read(String name, FixedFormat format)
        && Math.abs(effective - value) > WORTH_REPORTING * Math.abs(value)
        && roundings.stream().noneMatch(r -> r.word().equals(name))) {
      roundings.add(new Lowered.Rounding(name, value, effective, format.toString()));
    }
    return word;
  }

  /** What a constant's word holds. */
  private double effective(KernelExpr constant) {
    return constant instanceof KernelExpr.Literal literal
        ? literal.code()
        : bound(((KernelExpr.Read) constant).name()).low();
  }

  /**
   * A number as the sum of two parameter words, where one does not hold it to so many bits and the
   * target keeps rests.
   *
   * @param fraction bits below the point that matter
   */
  Terms constantPair(double value, String hint, int fraction) {
    Terms terms = new Terms();
    KernelExpr word = unreported(value, hint);
    double rest = value - effective(word);
    if (target.restBits() == 0 || Math.abs(rest) < Math.scalb(0.5, -fraction)) {
      terms.plus.add(constant(value, hint));
      return terms;
    }
    terms.plus.add(word);
    (rest > 0 ? terms.plus : terms.minus).add(unreported(Math.abs(rest), hint + "_rest"));
    return terms;
  }

  private KernelExpr unreported(double value, String hint) {
    if (value == Math.rint(value) && Math.abs(value) < 1 << 16) {
      return Emit.literal((long) value, 0);
    }
    String known = constantNames.get(value);
    if (known != null) {
      return read(known);
    }
    FixedFormat format = Bits.finest(target.paramBits(), Math.abs(value));
    String name = names.fresh(hint);
    words.put(
        name, new Word(name, Word.Kind.PARAM, format, target.rounding(), Overflow.SATURATE, ""));
    formats.put(name, format);
    constantNames.put(value, name);
    long code = format.nearest(value);
    constants.put(name, code);
    bounds.put(name, Interval.of(format.value(code)));
    return read(name);
  }

  List<Word> words() {
    return List.copyOf(words.values());
  }

  Map<String, Long> constants() {
    return constants;
  }

  List<Lowered.Rounding> roundings() {
    return roundings;
  }
}
