package org.bitspike.compiler.lowering;

import java.util.function.BiFunction;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.fixed.Overflow;
import org.bitspike.ir.fixed.Rounding;
import org.bitspike.ir.kernel.KernelExpr;
import org.bitspike.ir.kernel.KernelExpr.Operator;

/**
 * Writes the arithmetic of a {@link Curve} through entries.
 *
 * <p>The weights of second differences are rounded to {@value #WEIGHT} bits: a second difference is
 * a small number of steps.
 */
final class Between {

  private static final int WEIGHT = 18;

  private final FixedFormat entry;
  private final KernelExpr t;
  private final BiFunction<String, KernelExpr, KernelExpr> name;

  /**
   * Writes.
   *
   * @param entry format of entries and result
   * @param t place between the middle entries, in 0..1
   * @param name gives a value a name and reads it
   */
  Between(FixedFormat entry, KernelExpr t, BiFunction<String, KernelExpr, KernelExpr> name) {
    this.entry = entry;
    this.t = t;
    this.name = name;
  }

  KernelExpr lines(KernelExpr left, KernelExpr right) {
    return result(line(left, right));
  }

  /**
   * The curve with second differences.
   *
   * @param second largest magnitude of a second difference, in steps of an entry
   */
  KernelExpr curved(
      Curve curve,
      KernelExpr before,
      KernelExpr left,
      KernelExpr right,
      KernelExpr after,
      double second) {
    KernelExpr u = Emit.binary(Operator.SUBTRACT, Emit.literal(1, 0), t);
    KernelExpr product = Emit.binary(Operator.MULTIPLY, t, u);
    KernelExpr correction;
    if (curve == Curve.PARABOLAS) {
      KernelExpr weight = exactly(product, FixedFormat.unsigned(WEIGHT, WEIGHT + 2));
      KernelExpr sum =
          Emit.binary(
              Operator.SUBTRACT,
              Emit.binary(Operator.ADD, before, after),
              Emit.binary(Operator.ADD, left, right));
      KernelExpr small = exactly(sum, steps(2 * second, 0));
      correction = Emit.shift(Emit.binary(Operator.MULTIPLY, small, weight), -2);
    } else {
      KernelExpr quarter = exactly(product, FixedFormat.unsigned(WEIGHT, WEIGHT + 2));
      KernelExpr sixth = Emit.literal(Math.round(Math.scalb(1.0, WEIGHT + 2) / 6), WEIGHT + 2);
      KernelExpr weight =
          exactly(
              Emit.binary(Operator.MULTIPLY, quarter, sixth),
              FixedFormat.unsigned(WEIGHT, WEIGHT + 4));
      KernelExpr a = second(before, left, right, second);
      KernelExpr b = second(left, right, after, second);
      FixedFormat place = FixedFormat.unsigned(WEIGHT + 1, WEIGHT);
      KernelExpr near = exactly(Emit.binary(Operator.ADD, Emit.literal(1, 0), u), place);
      KernelExpr far = exactly(Emit.binary(Operator.ADD, Emit.literal(1, 0), t), place);
      KernelExpr both =
          exactly(
              Emit.binary(
                  Operator.ADD,
                  Emit.binary(Operator.MULTIPLY, near, a),
                  Emit.binary(Operator.MULTIPLY, far, b)),
              steps(4 * second, 4));
      correction = Emit.binary(Operator.MULTIPLY, both, weight);
    }
    return result(Emit.binary(Operator.SUBTRACT, line(left, right), correction));
  }

  private KernelExpr line(KernelExpr left, KernelExpr right) {
    KernelExpr slope =
        Emit.binary(Operator.MULTIPLY, Emit.binary(Operator.SUBTRACT, right, left), t);
    return Emit.binary(Operator.ADD, left, slope);
  }

  private KernelExpr second(KernelExpr a, KernelExpr b, KernelExpr c, double largest) {
    KernelExpr outer = Emit.binary(Operator.ADD, a, c);
    return name.apply(
        "bend",
        exactly(Emit.binary(Operator.SUBTRACT, outer, Emit.shift(b, 1)), steps(largest, 0)));
  }

  /** The format of so many steps of an entry and bits below. */
  private FixedFormat steps(double largest, int below) {
    int width = Math.max(2, Bits.integerBits(largest) + 2 + below);
    return FixedFormat.signed(width, entry.fraction() + below);
  }

  private static KernelExpr exactly(KernelExpr value, FixedFormat format) {
    return Emit.quantise(value, format, Rounding.HALF_EVEN);
  }

  private KernelExpr result(KernelExpr sum) {
    return new KernelExpr.Quantise(sum, entry, Rounding.HALF_EVEN, Overflow.SATURATE);
  }
}
