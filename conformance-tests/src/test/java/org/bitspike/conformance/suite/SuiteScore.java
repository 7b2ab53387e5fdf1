package org.bitspike.conformance.suite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bitspike.conformance.suite.SuiteModel.SuiteCheck;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.OutputRequest;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.recording.Recording.SpikeSeries;
import org.bitspike.ir.recording.Recording.Trace;

/**
 * Observes a recording as the suite does the files that a simulator writes, and compares with what
 * is expected: as many values, each within {@code 1e-8 + tolerance * |expected|}.
 */
final class SuiteScore {

  private SuiteScore() {}

  /**
   * One observation.
   *
   * @param check what was expected
   * @param observed what was found
   * @param deviation largest relative deviation; infinite when the numbers of values differ
   */
  record Observation(SuiteCheck check, double[] observed, double deviation) {
    boolean passes(double tolerance) {
      double[] expected = check.expected();
      if (observed.length != expected.length) {
        return false;
      }
      for (int k = 0; k < expected.length; k++) {
        if (Math.abs(observed[k] - expected[k]) > 1e-8 + tolerance * Math.abs(expected[k])) {
          return false;
        }
      }
      return true;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%-24s %-6s deviation %.3e (jNeuroML's is %.3e)%s",
          check.experiment(),
          check.rate() ? "rate" : "times",
          deviation,
          check.tolerance(),
          passes(check.tolerance())
              ? ""
              : "  FAILS: expected "
                  + Arrays.toString(check.expected())
                  + ", observed "
                  + Arrays.toString(observed));
    }
  }

  static Observation observe(SuiteCheck check, Network network, Recording recording) {
    OutputRequest output =
        network.outputs().stream()
            .filter(
                o -> o.fileName().substring(o.fileName().lastIndexOf('/') + 1).equals(check.file()))
            .findFirst()
            .orElseThrow(() -> new AssertionError("the network asks for no file " + check.file()));
    double[] observed =
        check.rate()
            ? new double[] {rate(check, output, recording)}
            : check.column() > 0
                ? crossings(check, output, recording)
                : times(output, recording, check.id().orElseThrow(), check.timeScale());
    return new Observation(check, observed, deviation(check.expected(), observed));
  }

  private static double[] crossings(SuiteCheck check, OutputRequest output, Recording recording) {
    OutputRequest.Column column = output.columns().get(check.column() - 1);
    Optional<Trace> recorded =
        recording.trace(column.population(), column.index(), column.variable());
    if (recorded.isEmpty()) {
      return new double[0]; // the simulator has warned that it cannot record this
    }
    Trace trace = recorded.get();
    List<Double> times = new ArrayList<>();
    double[] v = trace.values();
    int first = trace.withInitial() ? 0 : 1;
    for (int k = 1; k < v.length; k++) {
      if (check.peaks() ? isPeak(v, k) : crosses(check, v, k)) {
        times.add((k + first) * recording.tickSeconds() * check.timeScale());
      }
    }
    return times.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static boolean crosses(SuiteCheck check, double[] v, int k) {
    return v[k - 1] * check.valueScale() <= check.threshold()
        && v[k] * check.valueScale() > check.threshold();
  }

  private static boolean isPeak(double[] v, int k) {
    return k + 1 < v.length && v[k] >= v[k - 1] && v[k + 1] < v[k];
  }

  private static double[] times(OutputRequest output, Recording recording, int id, double scale) {
    Optional<OutputRequest.Column> column =
        output.columns().stream().filter(c -> c.id().equals(Integer.toString(id))).findFirst();
    OutputRequest.Column selected =
        column.orElseThrow(() -> new AssertionError("no event selection of id " + id));
    SpikeSeries series = recording.spikesOf(selected.population()).orElseThrow();
    List<Double> times = new ArrayList<>();
    for (int s = 0; s < series.count(); s++) {
      if (series.neuron()[s] == selected.index()) {
        times.add((series.tick()[s] + 1) * recording.tickSeconds() * scale);
      }
    }
    return times.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double rate(SuiteCheck check, OutputRequest output, Recording recording) {
    List<Integer> ids =
        check
            .id()
            .map(List::of)
            .orElseGet(
                () ->
                    output.columns().stream()
                        .map(c -> Integer.valueOf(c.id()))
                        .distinct()
                        .toList());
    double sum = 0;
    int counted = 0;
    for (int id : ids) {
      double[] times = times(output, recording, id, 1);
      if (check.id().isEmpty() && times.length == 0) {
        continue; // an id that never fires does not stand in the file
      }
      sum += check.durationBased() ? perDuration(times, check) : perInterval(times, check);
      counted++;
    }
    return counted == 0 ? 0 : sum / counted;
  }

  private static double perDuration(double[] times, SuiteCheck check) {
    long inside = Arrays.stream(times).filter(t -> t >= check.start() && t <= check.end()).count();
    return inside / (check.end() - check.start());
  }

  private static double perInterval(double[] times, SuiteCheck check) {
    double[] inside =
        Arrays.stream(times).filter(t -> t >= check.start() && t <= check.end()).toArray();
    return inside.length < 2 ? 0 : (inside.length - 1) / (inside[inside.length - 1] - inside[0]);
  }

  private static double deviation(double[] expected, double[] observed) {
    if (expected.length != observed.length) {
      return Double.POSITIVE_INFINITY;
    }
    double largest = 0;
    for (int k = 0; k < expected.length; k++) {
      double scale = expected[k] == 0 ? 1 : Math.abs(expected[k]);
      largest = Math.max(largest, Math.abs(observed[k] - expected[k]) / scale);
    }
    return largest;
  }
}
