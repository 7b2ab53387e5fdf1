package org.bitspike.compiler.lowering;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * Functions of one variable as tables with linear interpolation.
 *
 * <p>Entry {@code i} is the function at {@code low + i * step}; the position of a value is {@code
 * (value - low) / step}, by a multiplication. Outside the table the function keeps its end values.
 */
final class Tables {

  /** Bits of the position between two entries. */
  private static final int BETWEEN = 16;

  private static final int SAMPLES = 256;

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

  /** A table with the place of its first entry, and the bound of the function in it. */
  private record Made(LookupTable table, TableUse use, double low, double step, Interval values) {}

  /** What is looked up, and its bound. */
  record Found(KernelExpr value, Interval bound) {}

  /**
   * Looks a function up.
   *
   * @param function depends on one name only
   * @param variable the name's value
   * @param range where the table shall be fine
   * @param words for the table's constants
   */
  Found lookup(Sym function, String name, KernelExpr variable, Interval range, Words words) {
    if (largest < 2) {
      throw NotLowerable.because(
          "a function that needs a look-up table, of which the target has none");
    }
    Made m = made.get(function);
    if (m == null) {
      m = make(function, name, variable.format(), range);
      made.put(function, m);
    }
    int last = m.table().entries().length - 1;
    int indexBits = 64 - Long.numberOfLeadingZeros(last);
    FixedFormat indexFormat = FixedFormat.unsigned(indexBits, 0);
    KernelExpr above =
        Emit.binary(Operator.SUBTRACT, variable, words.internal(m.low(), m.use().name() + "_low"));
    double reach = Math.max(words.bound(name).high() - m.low(), m.low() - words.bound(name).low());
    KernelExpr narrow = Emit.quantise(above, Bits.finest(width, reach), Rounding.HALF_EVEN);
    KernelExpr scaled =
        Emit.binary(
            Operator.MULTIPLY, narrow, words.internal(1 / m.step(), m.use().name() + "_per_unit"));
    KernelExpr position =
        Emit.quantise(
            scaled, FixedFormat.signed(indexBits + BETWEEN + 2, BETWEEN), Rounding.HALF_EVEN);
    KernelExpr bounded = Emit.binary(Operator.MAXIMUM, position, Emit.literal(0, BETWEEN));
    KernelExpr index =
        new KernelExpr.Quantise(bounded, indexFormat, Rounding.FLOOR, Overflow.SATURATE);
    KernelExpr between =
        new KernelExpr.Quantise(
            Emit.binary(Operator.SUBTRACT, bounded, index),
            FixedFormat.unsigned(BETWEEN, BETWEEN),
            Rounding.FLOOR,
            Overflow.SATURATE);
    FixedFormat entry = m.table().entry();
    KernelExpr at = new KernelExpr.Lookup(m.use().name(), index, entry);
    KernelExpr next =
        new KernelExpr.Lookup(
            m.use().name(), Emit.binary(Operator.ADD, index, Emit.literal(1, 0)), entry);
    KernelExpr slope =
        Emit.binary(Operator.MULTIPLY, Emit.binary(Operator.SUBTRACT, next, at), between);
    KernelExpr value =
        new KernelExpr.Quantise(
            Emit.binary(Operator.ADD, at, slope), entry, Rounding.HALF_EVEN, Overflow.SATURATE);
    return new Found(value, m.values());
  }

  private Made make(Sym function, String name, FixedFormat variable, Interval bound) {
    if (!bound.isFinite()) {
      throw NotLowerable.because("a function of '" + name + "', whose range is not known");
    }
    double extent = Math.max(bound.high() - bound.low(), variable.resolution());
    int entries = (int) Math.min(largest, Math.ceil(extent / variable.resolution()) + 1);
    double step = extent / (entries - 1);
    double low = bound.low();
    double[] values = new double[entries];
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < entries; i++) {
      values[i] = at(function, name, low + i * step, step);
      lowest = Math.min(lowest, values[i]);
      highest = Math.max(highest, values[i]);
    }
    Interval range = new Interval(lowest, highest);
    FixedFormat entry = Bits.finest(width, Math.max(range.magnitude(), Double.MIN_NORMAL));
    long[] codes = new long[entries];
    for (int i = 0; i < entries; i++) {
      codes[i] = entry.nearest(values[i]);
    }
    String tableName =
        prefix + "_table" + (tables.isEmpty() ? "" : String.valueOf(tables.size() + 1));
    LookupTable table = new LookupTable(tableName, entry, codes);
    int indexBits = 65 - Long.numberOfLeadingZeros(entries);
    TableUse use = new TableUse(tableName, FixedFormat.unsigned(indexBits, 0), entry);
    tables.add(table);
    uses.add(use);
    approximations.add(
        new Lowered.Approximation(
            describe(function),
            tableName,
            entries,
            error(function, name, low, step, table, bound),
            range.magnitude()));
    return new Made(table, use, low, step, range);
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

  private static double error(
      Sym function, String name, double low, double step, LookupTable table, Interval bound) {
    double worst = 0;
    for (int i = 0; i + 1 < table.entries().length; i++) {
      for (int k = 1; k < 4; k++) {
        double x = low + (i + k / 4.0) * step;
        if (bound.holds(x)) {
          double a = table.entry().value(table.entries()[i]);
          double b = table.entry().value(table.entries()[i + 1]);
          worst = Math.max(worst, Math.abs(a + (b - a) * k / 4.0 - at(function, name, x, step)));
        }
      }
    }
    return worst;
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
