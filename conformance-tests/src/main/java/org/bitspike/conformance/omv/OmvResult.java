package org.bitspike.conformance.omv;

import java.util.List;
import org.bitspike.ir.diag.Diagnostic;

/**
 * What a test gave.
 *
 * @param test the test
 * @param lines one for each check; one for a test without checks
 * @param diagnostics findings about the target
 */
public record OmvResult(OmvTest test, List<Line> lines, List<Diagnostic> diagnostics) {

  public OmvResult {
    lines = List.copyOf(lines);
    diagnostics = List.copyOf(diagnostics);
  }

  /** How a check ended. */
  public enum Outcome {
    /** As many values as expected, each within the tolerance. */
    PASS,
    /** Values differ, or the target could not be run. */
    FAIL,
    /** Nothing was observed, because bitspike does not do such a check. */
    NOT_RUN
  }

  /**
   * One check's outcome.
   *
   * @param experiment name of the experiment; empty for a test without checks
   * @param observable what was observed
   * @param expected values; shared, never changed
   * @param observed values; shared, never changed
   * @param deviation largest relative deviation; infinite where the numbers of values differ, NaN
   *     where there is nothing to compare
   * @param tolerance relative; NaN where there is nothing to compare
   * @param outcome how it ended
   * @param reason why it did not pass; empty where it did
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Line(
      String experiment,
      String observable,
      double[] expected,
      double[] observed,
      double deviation,
      double tolerance,
      Outcome outcome,
      String reason) {}

  /** Whether every check passed. */
  public boolean passes() {
    return lines.stream().allMatch(l -> l.outcome() == Outcome.PASS);
  }
}
