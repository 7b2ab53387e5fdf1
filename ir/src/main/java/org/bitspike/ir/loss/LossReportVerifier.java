package org.bitspike.ir.loss;

import java.util.List;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Findings;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.loss.LossReport.FormatChoice;
import org.bitspike.ir.loss.LossReport.ResourceUse;

/**
 * The rules a loss report must keep; the first is its reason to be: no synapse is lost without
 * being listed.
 */
public final class LossReportVerifier {

  private final LossReport report;
  private final Findings findings = new Findings();

  private LossReportVerifier(LossReport report) {
    this.report = report;
  }

  /** All findings; empty when the report is sound. */
  public static List<Diagnostic> verify(LossReport report) {
    LossReportVerifier verifier = new LossReportVerifier(report);
    verifier.synapses();
    for (int k = 0; k < report.losses().size(); k++) {
      verifier.loss(k, report.losses().get(k));
    }
    report.formats().forEach(verifier::format);
    report.use().forEach(verifier::use);
    return verifier.findings.all();
  }

  private void synapses() {
    long listed = 0;
    for (Loss loss : report.losses()) {
      if (loss instanceof Loss.LostSynapses lost) {
        listed += lost.connections().length;
      }
    }
    if (report.synapsesMeant() < 0 || report.synapsesRealised() < 0) {
      invalid("synapses", "a number of synapses is negative");
    }
    if (report.synapsesMeant() != report.synapsesRealised() + listed) {
      invalid(
          "synapses",
          report.synapsesMeant()
              + " synapses were meant, "
              + report.synapsesRealised()
              + " are realised and "
              + listed
              + " are listed as lost: "
              + (report.synapsesMeant() - report.synapsesRealised() - listed)
              + " are unaccounted for");
    }
  }

  private void loss(int k, Loss loss) {
    String path = "loss[" + k + "]";
    switch (loss) {
      case Loss.LostSynapses lost -> ascending(path, lost.connections());
      case Loss.WeightError error -> {
        int size = error.connection().length;
        if (error.meant().length != size || error.effective().length != size) {
          invalid(path, "the columns of projection " + error.projection() + " differ in length");
        }
        if (error.clipped() < 0 || error.zeroed() < 0 || error.signFlips() < 0) {
          invalid(path, "a count is negative");
        }
      }
      case Loss.DelayChanged delay -> {
        if (delay.changed() < 0 || delay.minTicks() > delay.maxTicks()) {
          invalid(
              path,
              delay.changed()
                  + " delays changed, to "
                  + delay.minTicks()
                  + " to "
                  + delay.maxTicks()
                  + " ticks");
        }
      }
      case Loss.RangeClamped clamped -> {
        if (clamped.low() > clamped.high()) {
          invalid(path, "the range goes from " + clamped.low() + " to " + clamped.high());
        }
      }
      case Loss.EventsMoved moved -> {
        if (moved.moved() < 0 || moved.merged() < 0) {
          invalid(path, "a count is negative");
        }
      }
      case Loss.ParameterRounded l -> {}
      case Loss.Approximated l -> {}
    }
  }

  private void ascending(String path, int[] connections) {
    for (int k = 0; k < connections.length; k++) {
      if (connections[k] < 0 || (k > 0 && connections[k] <= connections[k - 1])) {
        invalid(path, "the lost connections do not ascend at " + connections[k]);
        return;
      }
    }
  }

  private void format(FormatChoice choice) {
    try {
      FixedFormat.parse(choice.format());
    } catch (IllegalArgumentException e) {
      invalid("format/" + choice.block() + "/" + choice.variable(), String.valueOf(e.getMessage()));
    }
  }

  private void use(ResourceUse use) {
    if (use.used() < 0 || use.available() < 0) {
      invalid("use/" + use.resource(), use.used() + " of " + use.available() + " are used");
    }
  }

  private void invalid(String path, String message) {
    findings.error(Code.P_INVALID, SourceRef.ofPath(path), message);
  }
}
