package org.bitspike.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.recording.Recording.Trace;
import org.bitspike.ir.unit.SiUnit;

/**
 * Traces of both runs for drawing. A trace of more than {@value #MAX_POINTS} samples is cut into
 * equal stretches, of each of which its smallest and its largest sample stay, in the order in which
 * they come: no spike is lost to thinning.
 */
final class TraceData {

  static final int MAX_POINTS = 8000;
  static final int MAX_TRACES = 12;

  private TraceData() {}

  /** How many pairs of traces there are. */
  static int count(ReportInput in) {
    return pairs(in).size();
  }

  static List<Object> trees(ReportInput in) {
    List<Object> trees = new ArrayList<>();
    for (Pair pair : pairs(in)) {
      if (trees.size() == MAX_TRACES) {
        break;
      }
      Trace named = pair.expected().or(pair::actual).orElseThrow();
      Scale scale = Scale.of(pair);
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("label", named.population() + "[" + named.index() + "]." + named.variable());
      tree.put("unit", scale.unit());
      pair.expected()
          .ifPresent(t -> tree.put("expected", series(t, in.reference(), scale.factor(t))));
      pair.actual().ifPresent(t -> tree.put("actual", series(t, in.emulated(), scale.factor(t))));
      trees.add(tree);
    }
    return trees;
  }

  /** A trace of each run, or of one of them. */
  record Pair(Optional<Trace> expected, Optional<Trace> actual) {}

  private static List<Pair> pairs(ReportInput in) {
    List<Pair> pairs = new ArrayList<>();
    for (Trace meant : in.reference().traces()) {
      pairs.add(
          new Pair(
              Optional.of(meant),
              in.emulated()
                  .trace(meant.population(), meant.index(), meant.variable())
                  .filter(t -> comparable(t, meant))));
    }
    for (Trace happened : in.emulated().traces()) {
      boolean paired =
          in.reference()
              .trace(happened.population(), happened.index(), happened.variable())
              .filter(t -> comparable(t, happened))
              .isPresent();
      if (!paired) {
        pairs.add(new Pair(Optional.empty(), Optional.of(happened)));
      }
    }
    pairs.sort(Comparator.comparingInt(pair -> rank(pair, in)));
    return pairs;
  }

  /**
   * The neuron of the first divergence comes first, then what can be compared, then what only one
   * run has.
   */
  private static int rank(Pair pair, ReportInput in) {
    if (pair.expected().isEmpty() || pair.actual().isEmpty()) {
      return 2;
    }
    Trace trace = pair.expected().get();
    boolean parts =
        in.verdict()
            .firstDivergence()
            .filter(d -> d.population().equals(trace.population()) && d.neuron() == trace.index())
            .isPresent();
    return parts ? 0 : 1;
  }

  private static Map<String, Object> series(Trace trace, Recording recording, double factor) {
    double[] values = thinned(trace.values());
    for (int k = 0; k < values.length; k++) {
      values[k] *= factor;
    }
    double sampleMillis = trace.everyTicks() * recording.tickSeconds() * 1e3;
    double spanMillis = sampleMillis * trace.values().length;
    double step = values.length == 0 ? 0 : spanMillis / values.length;
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("firstMillis", trace.withInitial() ? 0 : sampleMillis);
    tree.put("stepMillis", step);
    tree.put("thinned", values.length < trace.values().length);
    tree.put("values", Packed.floats(values));
    return tree;
  }

  static double[] thinned(double[] values) {
    if (values.length <= MAX_POINTS) {
      return values.clone();
    }
    int stretches = MAX_POINTS / 2;
    double[] kept = new double[2 * stretches];
    for (int s = 0; s < stretches; s++) {
      int from = (int) ((long) s * values.length / stretches);
      int to = (int) ((s + 1L) * values.length / stretches);
      int low = from;
      int high = from;
      for (int k = from + 1; k < to; k++) {
        low = values[k] < values[low] ? k : low;
        high = values[k] > values[high] ? k : high;
      }
      kept[2 * s] = values[Math.min(low, high)];
      kept[2 * s + 1] = values[Math.max(low, high)];
    }
    return kept;
  }

  private static boolean comparable(Trace a, Trace b) {
    return a.unit().equals(b.unit())
        || (SiUnit.factor(a.unit()).isPresent() && SiUnit.factor(b.unit()).isPresent());
  }

  /**
   * The unit in which a pair is drawn. Volts read best in millivolts, siemens in nanosiemens: the
   * prefix that fits the largest magnitude.
   *
   * @param perSi units per SI unit
   * @param unit its symbol
   * @param known whether the traces' units are known, so that they can be scaled
   */
  record Scale(double perSi, String unit, boolean known) {

    /** What values of a trace are multiplied by. */
    double factor(Trace trace) {
      return known ? SiUnit.factor(trace.unit()).orElse(1) * perSi : 1;
    }

    static Scale of(Pair pair) {
      String unit = "";
      double largest = 0;
      for (Optional<Trace> side : List.of(pair.expected(), pair.actual())) {
        if (side.isPresent()) {
          Trace trace = side.get();
          OptionalDouble toSi = SiUnit.factor(trace.unit());
          if (toSi.isEmpty()) {
            return new Scale(1, trace.unit(), false);
          }
          unit = trace.unit().isEmpty() ? unit : SiUnit.base(trace.unit());
          for (double value : trace.values()) {
            largest =
                Double.isFinite(value)
                    ? Math.max(largest, Math.abs(value) * toSi.getAsDouble())
                    : largest;
          }
          // a recording leaves SI units out; that v is a voltage is the field's custom
          unit = unit.isEmpty() && trace.variable().equals("v") ? "V" : unit;
        }
      }
      if (unit.isEmpty() || largest == 0 || largest >= 1) {
        return new Scale(1, unit, true);
      }
      int thousands = Math.clamp((int) Math.ceil(-Math.log10(largest) / 3), 1, 5);
      return new Scale(Math.pow(10, 3.0 * thousands), " m\u00b5npf".charAt(thousands) + unit, true);
    }
  }
}
