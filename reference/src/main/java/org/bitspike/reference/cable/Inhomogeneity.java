package org.bitspike.reference.cable;

import java.util.BitSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.expr.ExprEvaluator;
import org.bitspike.ir.expr.ExprText;
import org.bitspike.ir.network.Component;

/**
 * A parameter given by a formula of the place. The place is the way along the cell from the root's
 * beginning to the middle of a compartment, in micrometres; the value is in SI units. With a {@code
 * proximal} detail the way is counted from the nearest beginning of the group, plus {@code
 * translationStart}; with a {@code distal} one it is scaled so that the farthest end of the group
 * is at {@code normalizationEnd}.
 */
final class Inhomogeneity {

  private static final double METRES_TO_MICROMETRES = 1e6;

  private final CableContext context;
  private final Compartments compartments;
  private final Morphology morphology;
  private final Component variable;
  private final BitSet segments;
  private final Optional<Component> parameter;
  private final Optional<Component> value;

  Inhomogeneity(
      CableContext context,
      Compartments compartments,
      Biophysics biophysics,
      Morphology morphology,
      Component variable) {
    this.context = context;
    this.compartments = compartments;
    this.morphology = morphology;
    this.variable = variable;
    this.segments = biophysics.segmentsOf(variable);
    this.value = Parts.first(variable, "inhomogeneousValue");
    String name = value.map(v -> v.texts().getOrDefault("inhomogeneousParameter", "")).orElse("");
    String group = variable.texts().getOrDefault("segmentGroup", "");
    List<Component> groups = Parts.ofType(morphology.component(), "segmentGroup");
    this.parameter =
        groups.stream()
            .filter(g -> g.id().equals(group))
            .flatMap(g -> Parts.ofType(g, "inhomogeneousParameter").stream())
            .filter(p -> p.id().equals(name))
            .findFirst();
    if (value.isEmpty() || parameter.isEmpty()) {
      report(
          value.isEmpty()
              ? "has no inhomogeneousValue"
              : "uses the inhomogeneous parameter "
                  + name
                  + ", which segment group "
                  + group
                  + " does not define");
    }
    parameter
        .map(p -> p.texts().getOrDefault("metric", "Path Length from root"))
        .filter(m -> !m.equals("Path Length from root"))
        .ifPresent(
            m -> report("is of the metric '" + m + "', but only 'Path Length from root' is known"));
  }

  private void report(String what) {
    context
        .diagnostics()
        .add(
            Diagnostic.error(
                Code.R_MORPHOLOGY,
                variable.source(),
                "variable parameter "
                    + variable.texts().getOrDefault("parameter", "")
                    + " "
                    + what));
  }

  BitSet segments() {
    return segments;
  }

  /** The parameter's value at each of some nodes. */
  double[] values(int[] nodes) {
    double[] result = new double[nodes.length];
    if (parameter.isEmpty() || value.isEmpty()) {
      return result;
    }
    Component p = parameter.get();
    String name = p.texts().getOrDefault("variable", "p");
    double first = Double.POSITIVE_INFINITY;
    double last = 0;
    for (int s = segments.nextSetBit(0); s >= 0; s = segments.nextSetBit(s + 1)) {
      double begin = morphology.pathLength(s);
      first = Math.min(first, begin);
      last = Math.max(last, begin + morphology.segments().get(s).length());
    }
    Optional<Double> start =
        Parts.first(p, "proximalDetails")
            .or(() -> Parts.first(p, "proximal"))
            .map(c -> number(c, "translationStart", 0));
    Optional<Double> end =
        Parts.first(p, "distalDetails")
            .or(() -> Parts.first(p, "distal"))
            .map(c -> number(c, "normalizationEnd", 1));
    double from = start.isPresent() ? first : 0;
    double shift = start.orElse(0.0);
    double length = last - from;
    Expr formula;
    try {
      formula = ExprText.parse(value.get().texts().getOrDefault("value", ""));
    } catch (RuntimeException e) {
      report("has the value '" + value.get().texts().get("value") + "', which is no formula");
      return result;
    }
    for (int k = 0; k < nodes.length; k++) {
      double way = compartments.pathLength(nodes[k]) - from;
      double place =
          end.isPresent()
              ? shift + way / length * (end.get() - shift)
              : way * METRES_TO_MICROMETRES + shift;
      try {
        result[k] =
            ExprEvaluator.evaluate(
                formula,
                n -> {
                  if (n.equals(name)) {
                    return place;
                  }
                  throw new NoSuchElementException(n);
                });
      } catch (NoSuchElementException e) {
        report("names the variable " + e.getMessage() + ", but its only variable is " + name);
        return result;
      }
    }
    return result;
  }

  private static double number(Component c, String text, double otherwise) {
    try {
      return Double.parseDouble(c.texts().getOrDefault(text, "").trim());
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }
}
