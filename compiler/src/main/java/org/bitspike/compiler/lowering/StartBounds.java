package org.bitspike.compiler.lowering;

import java.util.List;
import org.bitspike.compiler.dynamics.Step;
import org.bitspike.compiler.dynamics.StepModel;
import org.bitspike.compiler.symbolic.Interval;
import org.bitspike.compiler.symbolic.Sym;
import org.bitspike.ir.expr.Expr.BinaryOperator;

/**
 * Where a variable can be at the start of a tick: not above a threshold at whose passing it is
 * reset. Ranges of a reference run hold the overshoot before the reset too, and tables need not
 * spend entries on it.
 */
final class StartBounds {

  private StartBounds() {}

  static Interval of(StepModel model, String variable, Interval range) {
    double threshold = threshold(model.steps(), variable);
    return threshold < range.high() && threshold > range.low()
        ? new Interval(range.low(), threshold)
        : range;
  }

  private static double threshold(List<Step> steps, String variable) {
    double lowest = Double.POSITIVE_INFINITY;
    for (Step step : steps) {
      if (step instanceof Step.If branch) {
        if (branch.condition()
                instanceof Sym.Compare(BinaryOperator op, Sym.Ref left, Sym.Const(double limit))
            && op == BinaryOperator.GREATER
            && left.name().equals(variable)
            && resetsBelow(branch.then(), variable, limit)) {
          lowest = Math.min(lowest, limit);
        }
        lowest = Math.min(lowest, threshold(branch.then(), variable));
        lowest = Math.min(lowest, threshold(branch.otherwise(), variable));
      }
    }
    return lowest;
  }

  private static boolean resetsBelow(List<Step> steps, String variable, double limit) {
    return steps.stream()
        .anyMatch(
            s ->
                s instanceof Step.Assign(String name, Sym.Const(double value))
                    && name.equals(variable)
                    && value <= limit);
  }
}
