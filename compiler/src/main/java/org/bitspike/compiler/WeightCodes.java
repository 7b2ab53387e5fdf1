package org.bitspike.compiler;

import java.util.Optional;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.expr.ExprEvaluator;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.profile.HardwareProfile;
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

  WeightCodes(HardwareProfile profile) {
    model = profile.synapse().weight();
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

  /** The decode table; nothing where a code is its own value. */
  Optional<LookupTable> table() {
    return identity ? Optional.empty() : Optional.of(new LookupTable("weight", entry, entries));
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
