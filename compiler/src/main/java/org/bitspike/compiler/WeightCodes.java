package org.bitspike.compiler;

import java.util.Optional;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.expr.ExprEvaluator;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.profile.HardwareProfile.Exponents;
import org.bitspike.ir.profile.HardwareProfile.SynapseRows;
import org.bitspike.ir.profile.HardwareProfile.WeightModel;
import org.bitspike.ir.program.LookupTable;

/**
 * The weight codes of a chip and the relative effect of each, as the program's integers give it.
 */
final class WeightCodes {

  private final WeightModel model;
  private final FixedFormat entry;
  private final long[] entries;
  private final double[] values;
  private final boolean identity;
  private final SynapseRows rows;
  private final HardwareProfile profile;

  WeightCodes(HardwareProfile profile) {
    this.profile = profile;
    model = profile.synapse().weight();
    rows = profile.synapse().rows();
    entry = FixedFormat.parse(model.entryFormat());
    int count = model.maxCode() - model.minCode() + 1;
    entries = new long[count];
    values = new double[count];
    boolean same = entry.fraction() == 0;
    for (int i = 0; i < count; i++) {
      int code = model.minCode() + i;
      double value =
          model.zeroIsOff() && code == 0
              ? 0
              : ExprEvaluator.evaluate(
                  model.curve(),
                  name -> name.equals("code") ? code : profile.constants().getOrDefault(name, 0.0));
      entries[i] = entry.nearest(value);
      values[i] = entry.value(entries[i]);
      same &= entries[i] == code;
    }
    identity = same && model.curve() instanceof Expr.Var;
  }

  /** Format of what an event adds to its port. */
  FixedFormat format() {
    return entry;
  }

  /**
   * The decode table; nothing where a code is its own value.
   *
   * @param sign 1 or -1, what the source of the synapses does, where it does only one
   * @param exponent power of two beside the codes
   */
  Optional<LookupTable> table(int sign, int exponent) {
    if (rows.entry().isEmpty() && sign > 0 && exponent == 0) {
      return identity ? Optional.empty() : Optional.of(new LookupTable("weight", entry, entries));
    }
    long[] signed = new long[entries.length];
    for (int i = 0; i < signed.length; i++) {
      int code = model.minCode() + i;
      double value =
          rows.entry()
              .map(
                  e ->
                      ExprEvaluator.evaluate(
                          e,
                          name ->
                              switch (name) {
                                case "code" -> code;
                                case "sign" -> sign;
                                default -> profile.constants().getOrDefault(name, 0.0);
                              }))
              .orElse(sign * values[i]);
      signed[i] = entry.nearest(Math.scalb(value, exponent));
    }
    String name = sign > 0 ? "weight" : "weight_inhibitory";
    String shift = exponent == 0 ? "" : exponent > 0 ? "_up" + exponent : "_down" + -exponent;
    return Optional.of(new LookupTable(name + shift, entry, signed));
  }

  /** The exponents that codes may have. */
  Exponents exponents() {
    return model.exponents().orElse(Exponents.NONE);
  }

  /** The exponent of codes whose learning says what they stand for. */
  int learntExponent() {
    return Math.clamp(0, exponents().low(), exponents().high());
  }

  /** Whether all synapses of a source have one sign, so that codes are of magnitudes. */
  boolean oneSign() {
    return rows.oneSign();
  }

  /** The code of nothing, from which codes count. */
  int zero() {
    return Math.max(0, model.minCode());
  }

  int minCode() {
    return model.minCode();
  }

  int maxCode() {
    return model.maxCode();
  }

  /** Effect of a code before scaling. */
  double value(int code) {
    return values[code - model.minCode()];
  }

  /** Largest effect before scaling. */
  double largest() {
    return values[values.length - 1];
  }

  /** Smallest effect before scaling: negative where one synapse can have either sign. */
  double smallest() {
    return values[0];
  }

  /**
   * The code whose effect is nearest; of two equally near the one nearer to 0. Effects ascend with
   * codes.
   */
  int nearest(double value) {
    int low = 0;
    int high = values.length - 1;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (values[middle] <= value) {
        low = middle;
      } else {
        high = middle;
      }
    }
    if (low == high) {
      return model.minCode() + low;
    }
    double below = value - values[low];
    double above = values[high] - value;
    boolean takeLow =
        below < above || (below == above && Math.abs(values[low]) <= Math.abs(values[high]));
    return model.minCode() + (takeLow ? low : high);
  }
}
