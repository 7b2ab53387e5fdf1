package org.bitspike.reference.converged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.recording.Recording.SpikeSeries;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;
import org.bitspike.reference.converged.LimitModels.Model;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** How far both modes are from the limit, and the tables of the page that says so. */
class LimitTableTest {

  private static final Path PAGE =
      Path.of(System.getProperty("bitspike.root", ".."), "docs", "explanation", "converged.md");
  private static final String TABLES = "<!-- tables, written by LimitTableTest -->\n";
  private static final double STEP = 2e-5;
  private static final double LIMIT = 1e-12;
  private static final List<Double> TOLERANCES = List.of(1e-4, 1e-6, 1e-8, 1e-10);

  static final List<Model> MODELS = LimitModels.all();

  private static final Map<String, List<Error>> ERRORS = new LinkedHashMap<>();

  /**
   * A run against the limit.
   *
   * @param spikes greatest error of a spike time in seconds; not a number where counts differ
   * @param trace mean error of the trace relative to its range
   */
  private record Error(double spikes, double trace) {}

  private static SimulationOptions traced(Model m, int every) {
    return SimulationOptions.defaults()
        .withRecordRanges(false)
        .withTrace("p", 0, m.variable(), every);
  }

  private static double[] spikes(Recording r) {
    SpikeSeries s = r.spikesOf("p").orElseThrow();
    double[] ends = new double[s.count()];
    Arrays.setAll(ends, k -> (s.tick()[k] + 1) * r.tickSeconds());
    return s.seconds().orElse(ends);
  }

  /** Spikes of a network do not come in the order of time within a tick; each neuron's do. */
  private static double[][] trains(Recording r) {
    SpikeSeries s = r.spikesOf("p").orElseThrow();
    double[] t = spikes(r);
    double[][] trains = new double[s.size()][];
    for (int i = 0; i < trains.length; i++) {
      List<Double> own = new ArrayList<>();
      for (int k = 0; k < t.length; k++) {
        if (s.neuron()[k] == i) {
          own.add(t[k]);
        }
      }
      trains[i] = own.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }
    return trains;
  }

  private static Error error(Recording run, Recording limit) {
    double[][] a = trains(run);
    double[][] b = trains(limit);
    double worst = 0;
    for (int i = 0; i < a.length; i++) {
      worst = a[i].length == b[i].length ? worst : Double.NaN;
      for (int k = 0; k < Math.min(a[i].length, b[i].length); k++) {
        worst = Math.max(worst, Math.abs(a[i][k] - b[i][k]));
      }
    }
    double[] x = run.traces().getFirst().values();
    double[] y = limit.traces().getFirst().values();
    assertThat(x).hasSameSizeAs(y);
    double sum = 0;
    for (int k = 0; k < x.length; k++) {
      sum += Math.abs(x[k] - y[k]);
    }
    double range = Arrays.stream(y).max().orElseThrow() - Arrays.stream(y).min().orElseThrow();
    return new Error(worst, sum / x.length / range);
  }

  @ParameterizedTest
  @FieldSource("MODELS")
  void bothModesApproachTheLimit(Model m) {
    SimulationOptions o = traced(m, 1);
    Recording limit = ReferenceSimulator.simulate(m.network(), o.withTolerance(LIMIT));
    assertThat(limit.spikesOf("p").orElseThrow().count()).isGreaterThan(5);
    List<Error> errors = new ArrayList<>();
    for (int k = 0; k < 4; k++) {
      errors.add(
          error(
              ReferenceSimulator.simulate(
                  m.network(), traced(m, 1 << k).withStepSeconds(STEP / (1 << k))),
              limit));
    }
    for (double tolerance : TOLERANCES) {
      errors.add(
          error(ReferenceSimulator.simulate(m.network(), o.withTolerance(tolerance)), limit));
    }
    ERRORS.put(m.name(), errors);
    // the grid's error is of first order: an eighth of the step, a third of the error at most,
    // since spikes and arrivals also are rounded to steps
    assertThat(errors.get(3).trace()).isLessThan(0.34 * errors.get(0).trace() + 1e-4);
    assertThat(errors.get(6).spikes()).as("tolerance 1e-8").isLessThan(1e-7);
    assertThat(errors.get(7).spikes()).as("tolerance 1e-10").isLessThan(1e-9);
    assertThat(errors.get(7).trace()).isLessThan(1e-8);
  }

  @Test
  void theLeakyCellHasThePeriodOfItsFormula() {
    double[] t =
        spikes(
            ReferenceSimulator.simulate(
                LimitModels.tau(), traced(MODELS.getFirst(), 1).withTolerance(1e-2)));
    for (int k = 0; k < t.length; k++) {
      assertThat(Math.abs(t[k] - (k + 1) * 0.03 * Math.log(4))).isLessThan(1e-13);
    }
  }

  @AfterAll
  static void thePageHoldsTheTables() throws IOException {
    if (ERRORS.size() < MODELS.size()) {
      return; // a model of its own was run, or one has failed
    }
    String page = Files.readString(PAGE);
    int at = page.indexOf(TABLES) + TABLES.length();
    String right = page.substring(0, at) + tables();
    boolean stale = !page.equals(right);
    if (stale && "update".equals(System.getProperty("golden"))) {
      Files.writeString(PAGE, right);
    }
    assertThat(stale).as("%s differs; it should end%n%s", PAGE.getFileName(), tables()).isFalse();
  }

  private static String tables() {
    return "\nGreatest error of a spike time, in microseconds:\n\n"
        + table(e -> micros(e.spikes()))
        + "\nMean error of the trace, relative to its range:\n\n"
        + table(e -> relative(e.trace()));
  }

  private static String table(java.util.function.Function<Error, String> column) {
    StringBuilder out = new StringBuilder("| model |");
    for (int k = 0; k < 4; k++) {
      out.append(String.format(Locale.ROOT, " grid %s us |", STEP * 1e6 / (1 << k)));
    }
    TOLERANCES.forEach(t -> out.append(String.format(Locale.ROOT, " converged %.0e |", t)));
    out.append("\n|---|").append("---|".repeat(8)).append('\n');
    MODELS.forEach(
        m -> {
          out.append("| ").append(m.name()).append(" |");
          ERRORS
              .getOrDefault(m.name(), List.of())
              .forEach(e -> out.append(' ').append(column.apply(e)).append(" |"));
          out.append('\n');
        });
    return out.toString();
  }

  private static String micros(double seconds) {
    return Double.isNaN(seconds) ? "other count" : digits(seconds * 1e6, 1e-6);
  }

  private static String relative(double x) {
    return digits(x, 1e-12);
  }

  /** Two digits; what rounding errors may make is not told. */
  private static String digits(double x, double least) {
    return x < least
        ? String.format(Locale.ROOT, "< %.0e", least)
        : String.format(Locale.ROOT, x >= 1 ? "%.1f" : "%.1e", x);
  }
}
