package org.bitspike.ir.verdict;

import java.util.List;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Findings;
import org.bitspike.ir.verdict.Verdict.Divergence;
import org.bitspike.ir.verdict.Verdict.Metric;
import org.bitspike.ir.verdict.Verdict.Outcome;

/** The rules a verdict must keep: it gives its reason, and does not contradict itself. */
public final class VerdictVerifier {

  private VerdictVerifier() {}

  /** All findings; empty when the verdict is sound. */
  public static List<Diagnostic> verify(Verdict verdict) {
    Findings findings = new Findings();
    if (verdict.reason().isBlank()) {
      invalid(findings, "reason", "the verdict gives no reason");
    }
    for (Metric metric : verdict.metrics()) {
      if (metric.name().isBlank()) {
        invalid(findings, "metric", "a metric has no name");
      }
      if (metric.decides() && metric.tolerance() < 0) {
        invalid(findings, "metric/" + metric.name(), "the tolerance is " + metric.tolerance());
      }
    }
    verdict.firstDivergence().ifPresent(d -> divergence(findings, verdict, d));
    return findings.all();
  }

  private static void divergence(Findings findings, Verdict verdict, Divergence divergence) {
    if (verdict.outcome() == Outcome.EXACT) {
      invalid(
          findings,
          "divergence",
          "the runs agree exactly, and yet part at " + divergence.timeSeconds() + " s");
    }
    if (divergence.neuron() < 0 || !Double.isFinite(divergence.timeSeconds())) {
      invalid(
          findings,
          "divergence",
          "the runs part at neuron "
              + divergence.neuron()
              + " at "
              + divergence.timeSeconds()
              + " s");
    }
  }

  private static void invalid(Findings findings, String path, String message) {
    findings.error(Code.P_INVALID, SourceRef.ofPath(path), message);
  }
}
