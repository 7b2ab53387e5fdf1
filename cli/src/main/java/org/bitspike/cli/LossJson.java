package org.bitspike.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bitspike.ir.loss.Loss;
import org.bitspike.ir.loss.LossReport;
import org.bitspike.report.ProjectionLoss;

/**
 * A loss report for machines: sums by cause and projection, then loss after loss with its code,
 * place, remedy and figures. Losses beyond the first {@value #MAX_LOSSES} are counted by {@code
 * "lossesOmitted"} and stand in the loss report's own file.
 */
final class LossJson {

  static final int MAX_LOSSES = 5_000;

  private LossJson() {}

  static Map<String, Object> of(LossReport report) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("network", report.network());
    result.put("profile", report.profile());
    result.put("synapsesMeant", report.synapsesMeant());
    result.put("synapsesRealised", report.synapsesRealised());
    List<Object> losses = new ArrayList<>();
    report.losses().stream().limit(MAX_LOSSES).forEach(loss -> losses.add(of(loss)));
    result.put(
        "byProjection", ProjectionLoss.of(report).stream().map(ProjectionLoss::tree).toList());
    result.put("losses", losses);
    if (report.losses().size() > MAX_LOSSES) {
      result.put("lossesOmitted", report.losses().size() - MAX_LOSSES);
    }
    List<Object> use = new ArrayList<>();
    report
        .use()
        .forEach(
            u ->
                use.add(
                    Map.of(
                        "resource", u.resource(), "used", u.used(), "available", u.available())));
    result.put("use", use);
    return result;
  }

  private static Map<String, Object> of(Loss loss) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("kind", loss.getClass().getSimpleName());
    one.put("code", loss.code().id());
    one.put("pass", loss.pass());
    one.put("message", loss.message());
    one.put("remedy", loss.remedy());
    one.put("file", loss.where().file());
    one.put("line", loss.where().line());
    one.put("path", loss.where().path());
    switch (loss) {
      case Loss.LostSynapses lost -> {
        one.put("projection", lost.projection());
        one.put("neuron", lost.neuron());
        one.put("limit", lost.limit());
        one.put("actual", lost.actual());
        one.put("lost", lost.connections().length);
        one.put("importanceLost", lost.importanceLost());
        one.put("importanceTotal", lost.importanceTotal());
      }
      case Loss.WeightError error -> {
        one.put("projection", error.projection());
        one.put("synapses", error.connection().length);
        one.put("clipped", error.clipped());
        one.put("zeroed", error.zeroed());
        one.put("signFlips", error.signFlips());
        one.put("rms", error.rms());
        one.put("maxError", error.maxError());
      }
      case Loss.DelayChanged delay -> {
        one.put("projection", delay.projection());
        one.put("changed", delay.changed());
        one.put("minTicks", delay.minTicks());
        one.put("maxTicks", delay.maxTicks());
        one.put("maxErrorSeconds", delay.maxErrorSeconds());
        one.put("meanErrorSeconds", delay.meanErrorSeconds());
      }
      case Loss.ParameterRounded rounded -> {
        one.put("element", rounded.element());
        one.put("parameter", rounded.parameter());
        one.put("meant", rounded.meant());
        one.put("effective", rounded.effective());
        one.put("register", rounded.register());
      }
      case Loss.RangeClamped clamped -> {
        one.put("element", clamped.element());
        one.put("parameter", clamped.parameter());
        one.put("meant", clamped.meant());
        one.put("effective", clamped.effective());
        one.put("low", clamped.low());
        one.put("high", clamped.high());
      }
      case Loss.Approximated approximated -> {
        one.put("element", approximated.element());
        one.put("replacement", approximated.replacement());
      }
      case Loss.EventsMoved moved -> {
        one.put("population", moved.population());
        one.put("moved", moved.moved());
        one.put("merged", moved.merged());
        one.put("maxErrorSeconds", moved.maxErrorSeconds());
      }
    }
    return one;
  }
}
