package org.bitspike.frontends.lems.library;

import static org.bitspike.frontends.lems.library.CoreTypes.attribute;
import static org.bitspike.frontends.lems.library.CoreTypes.children;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.expr.ExprText;
import org.w3c.dom.Element;

/**
 * What a type computes, as functions of its parameters, states and requirements and of what its
 * paths select: derived parameters, exposures, rates, tests, and the values that states have after
 * each block of assignments. Derived variables are put in for their names, so their arrangement
 * does not matter.
 */
final class TypeFunctions {

  private final TypeValues values;
  private final SortedMap<String, ToDoubleFunction<Trial>> functions = new TreeMap<>();

  private TypeFunctions(TypeValues values) {
    this.values = values;
  }

  static SortedMap<String, ToDoubleFunction<Trial>> of(CoreTypes core, String type) {
    TypeFunctions functions = new TypeFunctions(new TypeValues(core, type));
    core.inherited(type, "DerivedParameter").keySet().forEach(functions::named);
    core.nearest(type, "Dynamics").ifPresent(d -> functions.dynamics(d, ""));
    return functions.functions;
  }

  private void named(String name) {
    functions.put("derived parameter " + name, trial -> values.value(name, trial));
  }

  private void dynamics(Element scope, String prefix) {
    int conditions = 0;
    for (Element e : children(scope)) {
      switch (e.getLocalName()) {
        case "DerivedVariable", "ConditionalDerivedVariable" ->
            attribute(e, "exposure")
                .ifPresent(
                    x ->
                        functions.put(
                            "exposure " + x, trial -> values.value(e.getAttribute("name"), trial)));
        case "TimeDerivative" ->
            expression(prefix + "rate of " + e.getAttribute("variable"), e, "value");
        case "OnStart" -> block(e, prefix + "start");
        case "OnEntry" -> block(e, prefix + "entry");
        case "OnEvent" -> block(e, prefix + "event " + e.getAttribute("port"));
        case "OnCondition" -> {
          String name = prefix + "condition " + ++conditions;
          expression(name + " test", e, "test");
          block(e, name);
        }
        case "Regime" -> dynamics(e, "regime " + e.getAttribute("name") + ": ");
        default -> {
          // states, and what is compared as text
        }
      }
    }
  }

  private void expression(String name, Element e, String attribute) {
    Expr expr = ExprText.parse(e.getAttribute(attribute));
    functions.put(name, trial -> values.evaluate(expr, trial, Map.of()));
  }

  /** A later assignment of a block sees the earlier ones; derived variables do not. */
  private void block(Element block, String name) {
    List<String> variables = new ArrayList<>();
    List<Expr> assigned = new ArrayList<>();
    for (Element e : children(block)) {
      if (e.getLocalName().equals("StateAssignment")) {
        variables.add(e.getAttribute("variable"));
        assigned.add(ExprText.parse(e.getAttribute("value")));
      }
    }
    for (String variable : variables) {
      functions.put(
          name + " sets " + variable,
          trial -> {
            Map<String, Double> states = new HashMap<>();
            for (int i = 0; i < assigned.size(); i++) {
              states.put(variables.get(i), values.evaluate(assigned.get(i), trial, states));
            }
            return states.getOrDefault(variable, Double.NaN);
          });
    }
  }
}
