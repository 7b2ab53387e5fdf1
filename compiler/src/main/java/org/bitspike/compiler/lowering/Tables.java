package org.bitspike.compiler.lowering;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.DoubleUnaryOperator;
import org.bitspike.compiler.dynamics.NotLowerable;
import org.bitspike.compiler.symbolic.Evaluate;
import org.bitspike.compiler.symbolic.Interval;
import org.bitspike.compiler.symbolic.Sym;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.fixed.Overflow;
import org.bitspike.ir.fixed.Rounding;
import org.bitspike.ir.kernel.Kernel.TableUse;
import org.bitspike.ir.kernel.KernelExpr;
import org.bitspike.ir.kernel.KernelExpr.Operator;
import org.bitspike.ir.program.LookupTable;

/**
 * Functions of one variable as tables with interpolation.
 *
 * <p>Entries stand at multiples of a power of two, see {@link Grid}; how many, and what joins them,
 * is chosen by {@link TablePlan}. Outside the table the function keeps its end values.
 */
final class Tables {

  private static final int SAMPLES = 256;

  /** Bits of the place between two entries at most: more do not show in a result of 32 bits. */
  private static final int BETWEEN = 26;

  /** Places between two entries at which the stated error is measured. */
  private static final int MEASURED = 16;

  /** What the largest error between measured places may exceed the measured ones by. */
  private static final double UNMEASURED = 1.05;

  private final String prefix;
  private final int largest;
  private final int width;
  private final List<LookupTable> tables = new ArrayList<>();
  private final List<TableUse> uses = new ArrayList<>();
  private final Map<Sym, Made> made = new HashMap<>();
  private final List<Lowered.Approximation> approximations = new ArrayList<>();

  Tables(String prefix, int largest, int width) {
    this.prefix = prefix;
    this.largest = largest;
    this.width = width;
  }

  /**
   * A table.
   *
   * @param plan its grid and curve
   * @param second largest second difference of its entries, in their steps
   * @param values bound of the function in it
   */
  private record Made(TablePlan plan, TableUse use, double second, Interval values) {}

  /** What is looked up, and its bound. */
  record Found(KernelExpr value, Interval bound) {}

  /**
   * Looks a function up.
   *
   * @param function depends on one name only
   * @param variable the name's value
   * @param range where the table shall be fine
   * @param let gives a value a name and reads it
   */
  Found lookup(
      Sym function,
      String name,
      KernelExpr variable,
      Interval range,
      BiFunction<String, KernelExpr, KernelExpr> let) {
    if (largest < 2) {
      throw NotLowerable.because(
          "a function that needs a look-up table, of which the target has none");
    }
    Made m = made.get(function);
    if (m == null) {
      m = make(function, name, variable.format(), range);
      made.put(function, m);
    }
    Grid grid = m.plan().grid();
    KernelExpr above =
        Emit.binary(Operator.SUBTRACT, variable, Emit.literal(grid.first(), grid.stepBits()));
    KernelExpr position = Emit.shift(above, grid.stepBits());
    KernelExpr bounded =
        let.apply(
            "place",
            Emit.binary(
                Operator.MINIMUM,
                Emit.binary(
                    Operator.MAXIMUM, position, Emit.literal(0, position.format().fraction())),
                Emit.literal(grid.intervals(), 0)));
    int indexBits = 32 - Integer.numberOfLeadingZeros(grid.intervals());
    KernelExpr index =
        let.apply(
            "index",
            new KernelExpr.Quantise(
                bounded, FixedFormat.unsigned(indexBits, 0), Rounding.FLOOR, Overflow.SATURATE));
    return new Found(joined(m, bounded, index, let), m.values());
  }

  private static KernelExpr joined(
      Made m, KernelExpr place, KernelExpr index, BiFunction<String, KernelExpr, KernelExpr> let) {
    Curve curve = m.plan().curve();
    int fraction = place.format().fraction();
    if (curve == Curve.STEPS || fraction <= 0) {
      return entry(m, index, curve.reachesFurther() ? 1 : 0);
    }
    int bits = Math.min(BETWEEN, fraction);
    KernelExpr t =
        let.apply(
            "between",
            new KernelExpr.Quantise(
                Emit.binary(Operator.SUBTRACT, place, index),
                FixedFormat.unsigned(bits, bits),
                Rounding.FLOOR,
                Overflow.SATURATE));
    Between between = new Between(m.plan().entry(), t, let);
    if (curve == Curve.LINES) {
      return between.lines(let.apply("left", entry(m, index, 0)), entry(m, index, 1));
    }
    return between.curved(
        curve,
        let.apply("before", entry(m, index, 0)),
        let.apply("left", entry(m, index, 1)),
        let.apply("right", entry(m, index, 2)),
        let.apply("after", entry(m, index, 3)),
        m.second());
  }

  private static KernelExpr entry(Made m, KernelExpr index, int further) {
    KernelExpr at =
        further == 0 ? index : Emit.binary(Operator.ADD, index, Emit.literal(further, 0));
    return new KernelExpr.Lookup(m.use().name(), at, m.use().entry());
  }

  private Made make(Sym function, String name, FixedFormat variable, Interval bound) {
    if (!bound.isFinite()) {
      throw NotLowerable.because("a function of '" + name + "', whose range is not known");
    }
    double nearby = Math.max(bound.high() - bound.low(), variable.resolution()) / largest;
    DoubleUnaryOperator exact = x -> at(function, name, x, nearby);
    // only within the range is it known that the function exists
    DoubleUnaryOperator anywhere =
        x -> bound.holds(x) ? exact.applyAsDouble(x) : beyond(function, x, nearby, bound);
    TablePlan plan = TablePlan.choose(anywhere, bound, variable, largest, width);
    int margin = plan.curve().reachesFurther() ? 1 : 0;
    FixedFormat entry = plan.entry();
    double[] meant = plan.grid().values(anywhere, margin, margin);
    long[] codes = new long[meant.length];
    double[] values = new double[meant.length];
    Interval range = Interval.of(meant[margin]);
    for (int i = 0; i < codes.length; i++) {
      codes[i] = entry.nearest(meant[i]);
      values[i] = entry.value(codes[i]);
      range = i < margin ? range : range.hull(Interval.of(meant[i]));
    }
    String tableName =
        prefix + "_table" + (tables.isEmpty() ? "" : String.valueOf(tables.size() + 1));
    int indexBits = 66 - Long.numberOfLeadingZeros(codes.length);
    TableUse use = new TableUse(tableName, FixedFormat.unsigned(indexBits, 0), entry);
    tables.add(new LookupTable(tableName, entry, codes));
    uses.add(use);
    approximations.add(
        new Lowered.Approximation(
            describe(function),
            tableName,
            codes.length,
            plan.curve().name().toLowerCase(Locale.ROOT),
            stated(plan, exact, bound, values, margin),
            range.magnitude()));
    return new Made(plan, use, second(codes), range);
  }

  /**
   * The error of what the kernel computes: of the curve through the rounded entries, and of
   * rounding the result and the place.
   */
  private static double stated(
      TablePlan plan, DoubleUnaryOperator exact, Interval bound, double[] values, int margin) {
    double step = plan.entry().resolution();
    double measured =
        plan.curve() == Curve.STEPS
            ? step / 2
            : plan.grid().error(exact, bound, plan.curve(), values, margin, MEASURED);
    return measured * UNMEASURED + step;
  }

  private static double second(long[] codes) {
    double second = 1;
    for (int i = 1; i + 1 < codes.length; i++) {
      second = Math.max(second, Math.abs((double) codes[i - 1] - 2.0 * codes[i] + codes[i + 1]));
    }
    return second;
  }

  private static double beyond(Sym function, double x, double step, Interval bound) {
    double y = Evaluate.at(function, n -> x);
    if (Double.isFinite(y)) {
      return y;
    }
    double inside = x < bound.low() ? bound.low() : bound.high();
    double y2 = Evaluate.at(function, n -> inside);
    return Double.isFinite(y2)
        ? y2
        : Evaluate.at(function, n -> inside + (x < inside ? step : -step) * 1e-4);
  }

  /** Bound of a function over a range, as a table of it would have. */
  static Interval sampled(Sym function, String name, Interval range) {
    double step = (range.high() - range.low()) / SAMPLES;
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i <= SAMPLES; i++) {
      double y = at(function, name, range.low() + i * step, Math.max(step, Double.MIN_NORMAL));
      lowest = Math.min(lowest, y);
      highest = Math.max(highest, y);
    }
    return new Interval(lowest, highest);
  }

  /** The value, or at a removable singularity the value next to it. */
  private static double at(Sym function, String name, double x, double step) {
    double y = Evaluate.at(function, n -> x);
    if (!Double.isFinite(y)) {
      y = Evaluate.at(function, n -> x + step * 1e-4);
    }
    if (!Double.isFinite(y)) {
      throw NotLowerable.because("a function of '" + name + "' that is not finite at " + x);
    }
    return y;
  }

  private static String describe(Sym function) {
    return "a function of " + String.join(", ", function.names());
  }

  List<LookupTable> tables() {
    return tables;
  }

  List<TableUse> uses() {
    return uses;
  }

  List<Lowered.Approximation> approximations() {
    return approximations;
  }
}
