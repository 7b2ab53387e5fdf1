package org.bitspike.frontends.lems.library;

import static org.bitspike.frontends.lems.library.CoreTypes.attribute;
import static org.bitspike.frontends.lems.library.CoreTypes.children;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.expr.Expr.Binary;
import org.bitspike.ir.expr.Expr.BinaryOperator;
import org.bitspike.ir.expr.Expr.Call;
import org.bitspike.ir.expr.Expr.MathFunction;
import org.bitspike.ir.expr.Expr.Num;
import org.bitspike.ir.expr.Expr.Unary;
import org.bitspike.ir.expr.Expr.Var;
import org.bitspike.ir.expr.ExprEvaluator;
import org.bitspike.ir.expr.ExprText;
import org.w3c.dom.Element;

/** The values of a type's names in a trial. What is given from outside has the trial's value. */
final class TypeValues {

  /** A case of a definition; one without a condition always holds. */
  private record Case(Optional<Expr> condition, Expr value) {}

  private final Map<String, Double> constants = new HashMap<>();
  private final Map<String, List<Case>> definitions = new HashMap<>();

  TypeValues(CoreTypes core, String type) {
    core.inherited(type, "Constant")
        .forEach((name, e) -> constants.put(name, core.quantity(e.getAttribute("value"))));
    core.inherited(type, "DerivedParameter").forEach(this::define);
    core.nearest(type, "Dynamics")
        .ifPresent(
            d -> {
              for (Element e : children(d)) {
                if (e.getLocalName().endsWith("DerivedVariable")) {
                  define(e.getAttribute("name"), e);
                }
              }
            });
  }

  private void define(String name, Element e) {
    if (e.getLocalName().equals("ConditionalDerivedVariable")) {
      definitions.put(
          name,
          children(e).stream()
              .map(
                  c ->
                      new Case(
                          attribute(c, "condition").map(t -> drawn(ExprText.parse(t))),
                          drawn(ExprText.parse(c.getAttribute("value")))))
              .toList());
    } else if (e.hasAttribute("select")) {
      String path = e.getAttribute("select").replace(" ", "");
      String leaf =
          "%s %s %s"
              .formatted(
                  path, attribute(e, "reduce").orElse(""), attribute(e, "required").orElse("true"));
      definitions.put(name, List.of(new Case(Optional.empty(), new Var(leaf))));
    } else {
      definitions.put(
          name,
          List.of(new Case(Optional.empty(), drawn(ExprText.parse(e.getAttribute("value"))))));
    }
  }

  double value(String name, Trial trial) {
    Double constant = constants.get(name);
    if (constant != null) {
      return constant;
    }
    List<Case> cases = definitions.get(name);
    if (cases == null) {
      return trial.value(name);
    }
    for (Case c : cases) {
      if (c.condition().isEmpty() || evaluate(c.condition().get(), trial, Map.of()) != 0) {
        return evaluate(c.value(), trial, Map.of());
      }
    }
    return Double.NaN;
  }

  /**
   * Computes.
   *
   * @param states values that have replaced those of the trial
   */
  double evaluate(Expr expr, Trial trial, Map<String, Double> states) {
    return ExprEvaluator.evaluate(
        drawn(expr), name -> states.containsKey(name) ? states.get(name) : value(name, trial));
  }

  /** Replaces a draw by a share of its bound that the trial fixes. */
  private static Expr drawn(Expr expr) {
    return switch (expr) {
      case Num n -> n;
      case Var v -> v;
      case Unary(Expr.UnaryOperator op, Expr operand) -> new Unary(op, drawn(operand));
      case Binary(BinaryOperator op, Expr left, Expr right) ->
          new Binary(op, drawn(left), drawn(right));
      case Call(MathFunction function, List<Expr> arguments) ->
          function == MathFunction.RANDOM
              ? new Binary(BinaryOperator.MULTIPLY, new Var("a share"), drawn(arguments.getFirst()))
              : new Call(function, arguments.stream().map(TypeValues::drawn).toList());
    };
  }
}
