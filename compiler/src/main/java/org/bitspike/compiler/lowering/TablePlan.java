package org.bitspike.compiler.lowering;

import java.util.function.DoubleUnaryOperator;
import org.bitspike.compiler.symbolic.Interval;
import org.bitspike.ir.fixed.FixedFormat;

/**
 * The size of a table and the curve between its entries, chosen from an error budget.
 *
 * <p>The budget is half a step of the entries' format, what rounding the result costs anyway. Taken
 * is the simplest curve that some table within the target's size keeps the budget with, and the
 * smallest such table; where none does, the pair with the smallest error.
 *
 * @param grid where entries are
 * @param curve what joins them
 * @param entry format of the entries
 */
record TablePlan(Grid grid, Curve curve, FixedFormat entry) {

  private static final int COARSEST = 8;
  private static final int SAMPLES = 4;

  /**
   * Chooses.
   *
   * @param range over which the function is wanted
   * @param variable format of the argument
   * @param largest entries at most
   * @param width of the entries
   */
  static TablePlan choose(
      DoubleUnaryOperator function, Interval range, FixedFormat variable, int largest, int width) {
    int finest = finestStep(range, variable, largest - 1);
    Grid grid = Grid.covering(range, finest);
    FixedFormat entry = entry(function, grid, width);
    if (finest == variable.fraction()) {
      return new TablePlan(grid, Curve.STEPS, entry);
    }
    double budget = entry.resolution() / 2;
    TablePlan best = new TablePlan(grid, Curve.LINES, entry);
    double smallest = Double.POSITIVE_INFINITY;
    for (Curve curve : new Curve[] {Curve.LINES, Curve.PARABOLAS, Curve.CUBICS}) {
      int margin = curve.reachesFurther() ? 1 : 0;
      for (int bits = coarsestStep(range, finest); bits <= finest; bits++) {
        Grid candidate = Grid.covering(range, bits);
        if (!candidate.isSmall(largest - 1 - 2 * margin)) {
          break;
        }
        double[] values = candidate.values(function, margin, margin);
        double error = candidate.error(function, range, curve, values, margin, SAMPLES);
        // an error of another curve has to be clearly smaller to be worth its arithmetic
        if (error < (curve == best.curve ? 1 : 0.5) * smallest) {
          smallest = error;
          best = new TablePlan(candidate, curve, entry(function, candidate, width));
        }
        if (error <= budget) {
          return best;
        }
      }
    }
    return best;
  }

  private static int finestStep(Interval range, FixedFormat variable, int intervals) {
    int bits = variable.fraction();
    while (!Grid.covering(range, bits).isSmall(intervals) && bits > Bits.MIN_FRACTION) {
      bits--;
    }
    return bits;
  }

  private static int coarsestStep(Interval range, int finest) {
    int bits = finest;
    while (Grid.covering(range, bits).intervals() > COARSEST) {
      bits--;
    }
    return bits;
  }

  private static FixedFormat entry(DoubleUnaryOperator function, Grid grid, int width) {
    double magnitude = Double.MIN_NORMAL;
    for (double value : grid.values(function, 0, 0)) {
      magnitude = Math.max(magnitude, Math.abs(value));
    }
    return Bits.finest(width, magnitude);
  }
}
