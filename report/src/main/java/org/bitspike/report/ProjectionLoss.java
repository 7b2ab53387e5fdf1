package org.bitspike.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.loss.Loss;
import org.bitspike.ir.loss.LossReport;

/**
 * All that one projection lost by one cause, added up.
 *
 * @param code the cause
 * @param projection id of the projection
 * @param entries how many losses of the report this is
 * @param synapses how many synapses are lost or changed
 * @param importanceLost of lost synapses: their importance
 * @param importanceTotal of lost synapses: the importance of all synapses of the neurons that lose
 *     any
 * @param clipped of changed weights: how many lie outside the range of codes
 * @param zeroed of changed weights: how many became 0
 * @param signFlips of changed weights: how many changed sign
 * @param rms of changed weights: root of the mean squared error
 * @param maxError of changed weights in their unit, of moved delays in seconds: the largest error
 * @param meanError of moved delays: the mean change, s
 * @param kind what happened
 */
public record ProjectionLoss(
    Code code,
    String projection,
    int entries,
    long synapses,
    double importanceLost,
    double importanceTotal,
    long clipped,
    long zeroed,
    long signFlips,
    double rms,
    double maxError,
    double meanError,
    Kind kind) {

  /** What can happen to the synapses of a projection. */
  public enum Kind {
    /** They have no place on the hardware. */
    LOST,
    /** They have other weights. */
    WEIGHT,
    /** They have other delays. */
    DELAY
  }

  /** All projections that lost something, cause by cause, in the order of the report. */
  public static List<ProjectionLoss> of(LossReport report) {
    Map<List<Object>, ProjectionLoss> sums = new LinkedHashMap<>();
    for (Loss loss : report.losses()) {
      ProjectionLoss one = one(loss);
      if (one != null) {
        sums.merge(List.of(one.code, one.projection, one.kind), one, ProjectionLoss::plus);
      }
    }
    return new ArrayList<>(sums.values());
  }

  private static @org.jspecify.annotations.Nullable ProjectionLoss one(Loss loss) {
    return switch (loss) {
      case Loss.LostSynapses l ->
          new ProjectionLoss(
              l.code(),
              l.projection(),
              1,
              l.connections().length,
              l.importanceLost(),
              l.importanceTotal(),
              0,
              0,
              0,
              0,
              0,
              0,
              Kind.LOST);
      case Loss.WeightError w ->
          new ProjectionLoss(
              w.code(),
              w.projection(),
              1,
              w.connection().length,
              0,
              0,
              w.clipped(),
              w.zeroed(),
              w.signFlips(),
              w.rms(),
              w.maxError(),
              0,
              Kind.WEIGHT);
      case Loss.DelayChanged d ->
          new ProjectionLoss(
              d.code(),
              d.projection(),
              1,
              d.changed(),
              0,
              0,
              0,
              0,
              0,
              0,
              d.maxErrorSeconds(),
              d.meanErrorSeconds(),
              Kind.DELAY);
      case Loss.ParameterRounded p -> null;
      case Loss.RangeClamped r -> null;
      case Loss.Approximated a -> null;
      case Loss.EventsMoved e -> null;
    };
  }

  private ProjectionLoss plus(ProjectionLoss other) {
    double all = Math.max(1, synapses + other.synapses);
    return new ProjectionLoss(
        code,
        projection,
        entries + other.entries,
        synapses + other.synapses,
        importanceLost + other.importanceLost,
        importanceTotal + other.importanceTotal,
        clipped + other.clipped,
        zeroed + other.zeroed,
        signFlips + other.signFlips,
        Math.sqrt((rms * rms * synapses + other.rms * other.rms * other.synapses) / all),
        Math.max(maxError, other.maxError),
        (meanError * synapses + other.meanError * other.synapses) / all,
        kind);
  }

  /** For machines: the figures that this kind of loss has. */
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("code", code.id());
    tree.put("projection", projection);
    tree.put("entries", entries);
    tree.put("synapses", synapses);
    switch (kind) {
      case LOST -> {
        tree.put("importanceLost", importanceLost);
        tree.put("importanceTotal", importanceTotal);
      }
      case WEIGHT -> {
        tree.put("rms", rms);
        tree.put("maxError", maxError);
        tree.put("clipped", clipped);
        tree.put("zeroed", zeroed);
        tree.put("signFlips", signFlips);
      }
      case DELAY -> {
        tree.put("maxErrorSeconds", maxError);
        tree.put("meanErrorSeconds", meanError);
      }
    }
    return tree;
  }
}
