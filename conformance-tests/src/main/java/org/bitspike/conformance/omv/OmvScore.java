package org.bitspike.conformance.omv;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.bitspike.conformance.ModelFile;
import org.bitspike.conformance.omv.OmvResult.Line;
import org.bitspike.conformance.omv.OmvResult.Outcome;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Severity;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.spi.RunOverrides;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;

/**
 * Runs tests' targets with the reference simulator and scores what they observe: as many values as
 * expected, each within {@code 1e-8 + tolerance * |expected|}.
 */
public final class OmvScore {

  /** Absolute part of the tolerance: the default of numpy's {@code allclose}, which OMV uses. */
  private static final double ABSOLUTE = 1e-8;

  private final List<Path> includePath;
  private final OptionalDouble tolerance;
  private final Optional<Validation> validation;

  /** Validates files, where a test asks for no more. */
  @FunctionalInterface
  public interface Validation {
    /** All findings about a file. */
    List<Diagnostic> validate(Path file);
  }

  /**
   * Prepares.
   *
   * @param includePath further folders to look for included files in
   * @param tolerance relative tolerance of all checks instead of their own
   * @param validation what tests of validation are done with; they are not run without
   */
  public OmvScore(
      List<Path> includePath, OptionalDouble tolerance, Optional<Validation> validation) {
    this.includePath = List.copyOf(includePath);
    this.tolerance = tolerance;
    this.validation = validation;
  }

  /** Scores tests; each target is run once. Results come in the order of the tests. */
  public List<OmvResult> score(List<OmvTest> tests) {
    Map<List<Path>, List<OmvTest>> byTarget = new LinkedHashMap<>();
    tests.forEach(
        t ->
            byTarget
                .computeIfAbsent(
                    t.targets().stream().map(p -> p.toAbsolutePath().normalize()).toList(),
                    k -> new ArrayList<>())
                .add(t));
    Map<OmvTest, OmvResult> results = new LinkedHashMap<>();
    for (List<OmvTest> same : byTarget.values()) {
      Optional<Run> run = Optional.empty();
      for (OmvTest test : same) {
        if (test.validates()) {
          results.put(test, validated(test));
        } else {
          run = run.or(() -> Optional.of(run(test)));
          results.put(test, scored(test, run.get()));
        }
      }
    }
    return tests.stream().map(results::get).toList();
  }

  /** A run of a target, or why there is none. */
  private record Run(Optional<Observer> observer, List<Diagnostic> diagnostics) {}

  private Run run(OmvTest test) {
    List<Diagnostic> found = new ArrayList<>();
    try {
      Path target = test.targets().getFirst();
      var read = ModelFile.read(target, includePath, RunOverrides.NONE);
      found.addAll(read.warnings());
      Network network = read.network();
      Recording recording =
          ReferenceSimulator.simulate(
              network,
              SimulationOptions.defaults().withRecordRanges(false).withWarnings(found::add));
      Path folder = target.toAbsolutePath().getParent();
      return new Run(
          Optional.of(new Observer(network, recording, folder == null ? target : folder)), found);
    } catch (BitspikeException e) {
      found.addAll(e.diagnostics());
      return new Run(Optional.empty(), found);
    }
  }

  private OmvResult scored(OmvTest test, Run run) {
    List<Line> lines = new ArrayList<>();
    if (test.checks().isEmpty()) {
      lines.add(
          run.observer().isPresent()
              ? plain("runs", Outcome.PASS, "")
              : plain("runs", Outcome.FAIL, firstError(run.diagnostics())));
    }
    Path folder = Optional.ofNullable(test.file().toAbsolutePath().getParent()).orElseThrow();
    for (OmvCheck check : test.checks()) {
      lines.add(
          run.observer()
              .map(observer -> line(check, observer, folder))
              .orElseGet(
                  () -> line(check, new double[0], Outcome.FAIL, firstError(run.diagnostics()))));
    }
    return new OmvResult(test, lines, run.diagnostics());
  }

  private Line line(OmvCheck check, Observer observer, Path folder) {
    if (check.source().isEmpty()) {
      return line(
          check,
          new double[0],
          Outcome.NOT_RUN,
          "'" + check.observable() + "' is not observed; spike times and spike rate are");
    }
    try {
      return line(check, observer.observe(check, folder));
    } catch (Observer.Unobservable e) {
      return line(check, new double[0], Outcome.FAIL, String.valueOf(e.getMessage()));
    } catch (BitspikeException e) {
      return line(check, new double[0], Outcome.FAIL, firstError(e.diagnostics()));
    }
  }

  private Line line(OmvCheck check, double[] observed) {
    double limit = tolerance.orElse(check.tolerance());
    if (observed.length != check.expected().length) {
      return line(
          check,
          observed,
          Outcome.FAIL,
          "expected " + check.expected().length + " values, observed " + observed.length);
    }
    for (int k = 0; k < observed.length; k++) {
      double expected = check.expected()[k];
      if (!(Math.abs(observed[k] - expected) <= ABSOLUTE + limit * Math.abs(expected))) {
        return line(
            check,
            observed,
            Outcome.FAIL,
            "value " + k + ": expected " + expected + ", observed " + observed[k]);
      }
    }
    return line(check, observed, Outcome.PASS, "");
  }

  private Line line(OmvCheck check, double[] observed, Outcome outcome, String reason) {
    return new Line(
        check.experiment(),
        check.observable(),
        check.expected(),
        observed,
        outcome == Outcome.NOT_RUN ? Double.NaN : deviation(check.expected(), observed),
        tolerance.orElse(check.tolerance()),
        outcome,
        reason);
  }

  private static Line plain(String observable, Outcome outcome, String reason) {
    return new Line(
        "", observable, new double[0], new double[0], Double.NaN, Double.NaN, outcome, reason);
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

  private OmvResult validated(OmvTest test) {
    List<Line> lines = new ArrayList<>();
    List<Diagnostic> all = new ArrayList<>();
    if (validation.isEmpty()) {
      lines.add(plain("valid", Outcome.NOT_RUN, "validation is not at hand"));
      return new OmvResult(test, lines, all);
    }
    for (Path target : test.targets()) {
      List<Diagnostic> found = validation.get().validate(target);
      boolean valid = found.stream().noneMatch(d -> d.severity() == Severity.ERROR);
      all.addAll(found);
      lines.add(
          new Line(
              String.valueOf(target.getFileName()),
              "valid",
              new double[0],
              new double[0],
              Double.NaN,
              Double.NaN,
              valid ? Outcome.PASS : Outcome.FAIL,
              valid ? "" : firstError(found)));
    }
    return new OmvResult(test, lines, all);
  }

  private static String firstError(List<Diagnostic> diagnostics) {
    List<Diagnostic> errors =
        diagnostics.stream().filter(d -> d.severity() == Severity.ERROR).toList();
    return errors.isEmpty()
        ? "nothing was run"
        : errors.getFirst().code().id()
            + ": "
            + errors.getFirst().message()
            + (errors.size() > 1 ? " (and " + (errors.size() - 1) + " more)" : "");
  }
}
