package org.bitspike.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bitspike.ir.loss.Loss;
import org.bitspike.ir.loss.LossReport;

/**
 * A loss report as JSON, for machines that read the report. Columns over synapses are given up to
 * {@value #MAX_NUMBERS} numbers in all; what is left out beyond that is said by {@code
 * "columnsOmitted"}, and stands whole in the loss report's own file. So do losses beyond the first
 * {@value #MAX_LOSSES}, counted by {@code "lossesOmitted"}.
 */
final class LossData {

  static final int MAX_NUMBERS = 100_000;

  /** Losses listed one by one; sums by projection are of all. */
  static final int MAX_LOSSES = 5_000;

  private long budget = MAX_NUMBERS;

  private LossData() {}

  static Map<String, Object> tree(LossReport report) {
    LossData data = new LossData();
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("network", report.network());
    tree.put("profile", report.profile());
    tree.put("synapsesMeant", report.synapsesMeant());
    tree.put("synapsesRealised", report.synapsesRealised());
    List<Object> losses = new ArrayList<>();
    report.losses().stream().limit(MAX_LOSSES).forEach(loss -> losses.add(data.loss(loss)));
    tree.put("byProjection", ProjectionLoss.of(report).stream().map(ProjectionLoss::tree).toList());
    tree.put("losses", losses);
    if (report.losses().size() > MAX_LOSSES) {
      tree.put("lossesOmitted", report.losses().size() - MAX_LOSSES);
    }
    List<Object> formats = new ArrayList<>();
    for (LossReport.FormatChoice f : report.formats()) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("block", f.block());
      map.put("variable", f.variable());
      map.put("format", f.format());
      number(map, "bound", f.bound());
      map.put("derivation", f.derivation());
      number(map, "resolution", f.resolution());
      number(map, "headroomBits", f.headroomBits());
      formats.add(map);
    }
    tree.put("formats", formats);
    List<Object> use = new ArrayList<>();
    for (LossReport.ResourceUse u : report.use()) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("resource", u.resource());
      map.put("used", u.used());
      map.put("available", u.available());
      use.add(map);
    }
    tree.put("use", use);
    return tree;
  }

  private Map<String, Object> loss(Loss loss) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("kind", loss.getClass().getSimpleName());
    map.put("code", loss.code().id());
    map.put("pass", loss.pass());
    map.put("message", loss.message());
    map.put("remedy", loss.remedy());
    map.put("where", loss.where().toString());
    switch (loss) {
      case Loss.LostSynapses l -> {
        map.put("projection", l.projection());
        map.put("neuron", l.neuron());
        map.put("limit", l.limit());
        map.put("actual", l.actual());
        number(map, "importanceLost", l.importanceLost());
        number(map, "importanceTotal", l.importanceTotal());
        map.put("lost", l.connections().length);
        column(map, l.connections().length, "connections", l.connections());
      }
      case Loss.WeightError w -> {
        map.put("projection", w.projection());
        map.put("clipped", w.clipped());
        map.put("zeroed", w.zeroed());
        map.put("signFlips", w.signFlips());
        number(map, "rms", w.rms());
        number(map, "maxError", w.maxError());
        map.put("synapses", w.connection().length);
        column(
            map,
            3L * w.connection().length,
            "connection",
            w.connection(),
            "meant",
            w.meant(),
            "effective",
            w.effective());
      }
      case Loss.DelayChanged d -> {
        map.put("projection", d.projection());
        map.put("changed", d.changed());
        map.put("minTicks", d.minTicks());
        map.put("maxTicks", d.maxTicks());
        number(map, "maxErrorSeconds", d.maxErrorSeconds());
        number(map, "meanErrorSeconds", d.meanErrorSeconds());
      }
      case Loss.ParameterRounded p -> {
        map.put("element", p.element());
        map.put("parameter", p.parameter());
        number(map, "meant", p.meant());
        number(map, "effective", p.effective());
        map.put("register", p.register());
      }
      case Loss.RangeClamped r -> {
        map.put("element", r.element());
        map.put("parameter", r.parameter());
        number(map, "meant", r.meant());
        number(map, "effective", r.effective());
        number(map, "low", r.low());
        number(map, "high", r.high());
      }
      case Loss.Approximated a -> {
        map.put("element", a.element());
        map.put("replacement", a.replacement());
      }
      case Loss.EventsMoved e -> {
        map.put("population", e.population());
        map.put("moved", e.moved());
        map.put("merged", e.merged());
        number(map, "maxErrorSeconds", e.maxErrorSeconds());
      }
    }
    return map;
  }

  private void column(Map<String, Object> map, long numbers, Object... namesAndColumns) {
    if (numbers > budget) {
      map.put("columnsOmitted", true);
      return;
    }
    budget -= numbers;
    for (int k = 0; k < namesAndColumns.length; k += 2) {
      map.put((String) namesAndColumns[k], namesAndColumns[k + 1]);
    }
  }

  private static void number(Map<String, Object> map, String key, double value) {
    if (Double.isFinite(value)) {
      map.put(key, value);
    }
  }
}
