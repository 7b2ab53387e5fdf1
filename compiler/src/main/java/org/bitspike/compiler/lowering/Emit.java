package org.bitspike.compiler.lowering;

import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.fixed.FixedPoint;
import org.bitspike.ir.fixed.Overflow;
import org.bitspike.ir.fixed.Rounding;
import org.bitspike.ir.kernel.KernelExpr;
import org.bitspike.ir.kernel.KernelExpr.Operator;
import org.bitspike.ir.kernel.KernelFormats;

/**
 * Builds nodes of kernel expressions with the formats that the rules of exact operations give them.
 */
final class Emit {

  private Emit() {}

  static KernelExpr binary(Operator operator, KernelExpr left, KernelExpr right) {
    return new KernelExpr.Binary(
        operator, left, right, KernelFormats.ofBinary(operator, left.format(), right.format()));
  }

  static KernelExpr literal(long code, int fraction) {
    return new KernelExpr.Literal(code, KernelFormats.ofLiteral(code, fraction));
  }

  static KernelExpr shift(KernelExpr operand, int places) {
    return places == 0
        ? operand
        : new KernelExpr.Shift(operand, places, KernelFormats.ofShift(operand.format(), places));
  }

  static KernelExpr select(KernelExpr condition, KernelExpr then, KernelExpr otherwise) {
    return new KernelExpr.Select(
        condition, then, otherwise, KernelFormats.ofSelect(then.format(), otherwise.format()));
  }

  static KernelExpr not(KernelExpr truth) {
    return new KernelExpr.Not(truth, truth.format());
  }

  /** Rounds; in two steps where more bits go than one step may discard. */
  static KernelExpr quantise(KernelExpr operand, FixedFormat format, Rounding rounding) {
    if (operand.format().equals(format)) {
      return operand;
    }
    KernelExpr from = operand;
    int discarded = operand.format().fraction() - format.fraction();
    if (discarded > FixedPoint.MAX_SHIFT) {
      // what is cut first lies at least 24 bits below the format's step
      int fraction = format.fraction() + 24;
      FixedFormat between = FixedFormat.signed(Math.min(64, format.width() + 25), fraction);
      from = stepDown(operand, between);
    }
    KernelFormats.checkQuantise(from.format(), format);
    return new KernelExpr.Quantise(from, format, rounding, Overflow.SATURATE);
  }

  private static KernelExpr stepDown(KernelExpr operand, FixedFormat to) {
    KernelExpr from = operand;
    while (from.format().fraction() - to.fraction() > FixedPoint.MAX_SHIFT) {
      FixedFormat next = FixedFormat.signed(64, from.format().fraction() - FixedPoint.MAX_SHIFT);
      from = new KernelExpr.Quantise(from, next, Rounding.FLOOR, Overflow.SATURATE);
    }
    return new KernelExpr.Quantise(from, to, Rounding.FLOOR, Overflow.SATURATE);
  }
}
