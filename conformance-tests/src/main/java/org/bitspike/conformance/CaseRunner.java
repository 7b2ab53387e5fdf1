package org.bitspike.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bitspike.conformance.ConformanceCase.Span;
import org.bitspike.ir.verdict.Verdict.Outcome;

/** Runs conformance cases. */
public final class CaseRunner {

  private CaseRunner() {}

  /**
   * What came of a case.
   *
   * @param result everything the check made
   * @param failures one sentence for each thing that is not as the case says; empty when the case
   *     holds
   */
  public record CaseResult(CheckResult result, List<String> failures) {
    public CaseResult {
      failures = List.copyOf(failures);
    }

    /** Whether the case holds. */
    public boolean holds() {
      return failures.isEmpty();
    }
  }

  /**
   * Runs a case.
   *
   * @throws org.bitspike.ir.diag.BitspikeException when its model or profile is wrong, or the model
   *     cannot be mapped
   */
  public static CaseResult run(ConformanceCase conformanceCase) {
    CheckResult result = Check.run(conformanceCase.options());
    List<String> failures = new ArrayList<>();
    conformanceCase
        .outcome()
        .filter(expected -> !reaches(result.verdict().outcome(), expected))
        .ifPresent(
            expected ->
                failures.add(
                    "the verdict is "
                        + VerdictTable.outcome(result.verdict().outcome())
                        + ", the case expects "
                        + VerdictTable.outcome(expected)
                        + ": "
                        + result.verdict().reason()));
    for (Map.Entry<ExpectedFigure, Span> expected : conformanceCase.numbers().entrySet()) {
      double actual = expected.getKey().of(result);
      if (!expected.getValue().holds(actual)) {
        failures.add(
            expected.getKey().key()
                + " is "
                + Numbers.shortest(actual)
                + ", the case expects "
                + expected.getValue());
      }
    }
    return new CaseResult(result, failures);
  }

  /**
   * A class that conforms may be surpassed; one that does not must be met, so that a repaired
   * mapping is noticed.
   */
  static boolean reaches(Outcome actual, Outcome expected) {
    return expected.conforms() ? actual.compareTo(expected) <= 0 : actual == expected;
  }
}
