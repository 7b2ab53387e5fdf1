package org.bitspike.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bitspike.conformance.metric.WeightDistribution;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.recording.Recording.Trace;
import org.bitspike.ir.recording.Recording.WeightSeries;
import org.bitspike.ir.verdict.Verdict.Metric;

/**
 * Figures of traces and weights. They inform and never decide: a trace after a spike one step late
 * differs by a whole reset.
 */
final class TraceFigures {

  private TraceFigures() {}

  static List<Metric> metrics(Recording expected, Recording actual) {
    List<Metric> metrics = new ArrayList<>();
    Recording inSi = actual.inSi();
    for (Trace meant : expected.inSi().traces()) {
      inSi.trace(meant.population(), meant.index(), meant.variable())
          .filter(t -> comparable(meant, t) && sameTick(expected, actual))
          .ifPresent(
              t ->
                  metrics.add(
                      info(
                          "trace-rms " + meant.variable() + "[" + meant.index() + "]",
                          meant.population(),
                          rms(steps(meant), steps(t)),
                          meant.unit())));
    }
    Map<String, WeightSeries> lastActual = last(actual);
    last(expected)
        .forEach(
            (projection, meant) -> {
              WeightSeries other = lastActual.get(projection);
              if (other != null) {
                metrics.add(
                    info(
                        "weights-ks",
                        projection,
                        WeightDistribution.kolmogorovSmirnov(
                            WeightDistribution.normalised(meant.weight()),
                            WeightDistribution.normalised(other.weight())),
                        ""));
              }
            });
    return metrics;
  }

  private static boolean comparable(Trace a, Trace b) {
    return a.everyTicks() == b.everyTicks() && a.unit().equals(b.unit());
  }

  private static boolean sameTick(Recording a, Recording b) {
    return Math.abs(a.tickSeconds() - b.tickSeconds()) <= 1e-9 * a.tickSeconds();
  }

  /** The samples at ends of ticks, without the state before the first one. */
  private static double[] steps(Trace trace) {
    return trace.withInitial() && trace.values().length > 0
        ? Arrays.copyOfRange(trace.values(), 1, trace.values().length)
        : trace.values();
  }

  private static double rms(double[] a, double[] b) {
    int common = Math.min(a.length, b.length);
    double squares = 0;
    for (int k = 0; k < common; k++) {
      squares += (a[k] - b[k]) * (a[k] - b[k]);
    }
    return common == 0 ? Double.NaN : Math.sqrt(squares / common);
  }

  private static Map<String, WeightSeries> last(Recording recording) {
    Map<String, WeightSeries> last = new LinkedHashMap<>();
    recording.weights().forEach(w -> last.put(w.projection(), w));
    return last;
  }

  private static Metric info(String name, String population, double value, String unit) {
    return new Metric(name, population, value, unit, Double.NaN, "");
  }
}
