package org.bitspike.compiler;

import java.util.HashMap;
import java.util.Map;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.expr.ExprEvaluator;
import org.bitspike.ir.profile.HardwareProfile;

/** What connections do to receptors, in the unit of the receptors' scales. */
final class Effects {

  private final HardwareProfile profile;
  private final double dt;

  Effects(HardwareProfile profile, double dt) {
    this.profile = profile;
    this.dt = dt;
  }

  /** Which of a cell's scales a synaptic input uses. */
  static int scaleIndex(CellPlan cell, int receptor) {
    return cell.match().map(m -> m.receptors().get(receptor).receptor()).orElse(receptor);
  }

  /** Effect of a connection of weight 1. */
  static double perWeight(CellPlan cell, int receptor) {
    return cell.match()
        .map(m -> m.receptors().get(receptor).quantities().getOrDefault("weight", 1.0))
        .orElse(1.0);
  }

  /** A connection's weight, or 1 where the synapse does the same whatever the weight. */
  static double weight(CellPlan cell, Link link, int connection) {
    boolean weightless = cell.receptors().get(link.fate().receptor()[connection]).weightless();
    return weightless ? 1 : link.table().weight(connection);
  }

  /** A bound of a neuron's weight scale, where the chip has one. */
  double bound(Expr bound, CellPlan cell, int neuron) {
    Map<String, Double> names = new HashMap<>(profile.constants());
    names.put("dt", dt);
    names.put("circuits", (double) cell.place().orElseThrow().circuits()[neuron]);
    cell.match().ifPresent(m -> names.putAll(m.effective(neuron)));
    return ExprEvaluator.evaluate(bound, LearningRules.lookup(names));
  }
}
