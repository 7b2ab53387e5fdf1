package org.bitspike.reference.cable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.expr.Expr.Binary;
import org.bitspike.ir.expr.Expr.BinaryOperator;
import org.bitspike.ir.expr.Expr.Call;
import org.bitspike.ir.expr.Expr.MathFunction;
import org.bitspike.ir.expr.Expr.Num;
import org.bitspike.ir.expr.Expr.Unary;
import org.bitspike.ir.expr.Expr.UnaryOperator;
import org.bitspike.ir.expr.Expr.Var;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.Definition;
import org.bitspike.ir.network.ComponentType.Definition.Case;
import org.bitspike.ir.network.ComponentType.DerivedVariable;
import org.bitspike.ir.network.ComponentType.Slot;

/**
 * Puts a component and all it encloses into one {@link Graph}: parameters and constants become
 * numbers, derived variables and paths become nodes, states become inputs named by their path, and
 * what nothing in the tree provides becomes an input of its plain name, such as {@code v}, {@code
 * caConc} or {@code temperature}. Nothing here knows any component type.
 */
final class Flattener {

  final Graph graph;
  private final Map<String, ComponentType> types;
  private final Diagnostics diagnostics;
  private final Set<String> columns = new HashSet<>();
  private final Map<String, Double> known = new LinkedHashMap<>();
  private final Set<String> underway = new HashSet<>();

  Flattener(Graph graph, Map<String, ComponentType> types, Diagnostics diagnostics) {
    this.graph = graph;
    this.types = types;
    this.diagnostics = diagnostics;
  }

  /** A parameter or property that has a value per row: an input named by its path. */
  Flattener column(String qualified) {
    columns.add(qualified);
    return this;
  }

  /** A variable from outside that is the same everywhere and always. */
  Flattener known(String name, double value) {
    known.put(name, value);
    return this;
  }

  Part part(Component component, String path) {
    return new Part(component, types, null, path);
  }

  // ------------------------------------------------------------------------------------------------ variables

  /** The node of a variable that others see under a name. */
  int exposed(Part part, String name) {
    Optional<String> own = part.exposed(name);
    if (own.isEmpty()) {
      report(part, "it has no variable " + name);
      return graph.constant(0);
    }
    return variable(part, own.get());
  }

  /** The node of a part's own variable. */
  int variable(Part part, String name) {
    Integer done = part.nodes.get(name);
    if (done != null) {
      return done;
    }
    String qualified = part.qualified(name);
    if (!underway.add(qualified)) {
      report(part, "its variable " + name + " depends on itself");
      return graph.constant(0);
    }
    int node = resolve(part, name, qualified);
    underway.remove(qualified);
    part.nodes.put(name, node);
    return node;
  }

  private int resolve(Part part, String name, String qualified) {
    if (columns.contains(qualified) || part.state(name).isPresent()) {
      return graph.input(qualified);
    }
    Optional<DerivedVariable> derived = part.derived(name);
    if (derived.isPresent()) {
      return define(part, name, derived.get().definition());
    }
    Double parameter = part.component.parameters().get(name);
    if (parameter != null) {
      return graph.constant(parameter);
    }
    for (ComponentType.Constant c : part.type.constants()) {
      if (c.name().equals(name)) {
        return graph.constant(c.value());
      }
    }
    for (ComponentType.DerivedParameter d : part.type.derivedParameters()) {
      if (d.name().equals(name)) {
        return expression(part, d.value());
      }
    }
    for (ComponentType.Property p : part.type.properties()) {
      if (p.name().equals(name)) {
        return graph.constant(p.defaultValue());
      }
    }
    return outside(part, name);
  }

  /** A variable of an enclosing component, or of the world. */
  private int outside(Part part, String name) {
    for (Part at = part.parent; at != null; at = at.parent) {
      Optional<String> own = at.exposed(name);
      if (own.isPresent()) {
        return variable(at, own.get());
      }
    }
    Double value = known.get(name);
    return value != null ? graph.constant(value) : graph.input(name);
  }

  private int define(Part part, String name, Definition definition) {
    return switch (definition) {
      case Definition.Value(Expr value) -> expression(part, value);
      case Definition.Conditional(List<Case> cases) -> cases(part, cases);
      case Definition.Select select -> select(part, name, select);
    };
  }

  /** The first case that holds; 0 when none does. */
  private int cases(Part part, List<Case> cases) {
    int result = graph.constant(0);
    for (int k = cases.size() - 1; k >= 0; k--) {
      Case c = cases.get(k);
      int value = expression(part, c.value());
      boolean exhaustive = k == cases.size() - 1 && k > 0 && complementary(cases, k);
      result =
          c.condition().isEmpty() || exhaustive
              ? value
              : graph.select(expression(part, c.condition().get()), value, result);
    }
    return result;
  }

  /** Whether the last of two cases holds exactly where the first does not. */
  private static boolean complementary(List<Case> cases, int last) {
    return last == 1
        && cases.get(0).condition().orElse(null) instanceof Binary(var op, Expr l, Expr r)
        && cases.get(1).condition().orElse(null) instanceof Binary(var op2, Expr l2, Expr r2)
        && l.equals(l2)
        && r.equals(r2)
        && (op == BinaryOperator.NOT_EQUAL && op2 == BinaryOperator.EQUAL
            || op == BinaryOperator.EQUAL && op2 == BinaryOperator.NOT_EQUAL);
  }

  // ------------------------------------------------------------------------------------------------ paths

  private int select(Part part, String name, Definition.Select select) {
    String[] steps = select.path().split("/", -1);
    boolean multiply = select.reduce().filter(Definition.Reduce.MULTIPLY::equals).isPresent();
    if (part.type.slots().stream()
        .anyMatch(s -> s.kind() == Slot.Kind.PEER && s.name().equals(steps[0]))) {
      return graph.input(select.path());
    }
    List<Part> places = List.of(part);
    for (int s = 0; s < steps.length - 1; s++) {
      List<Part> next = new ArrayList<>();
      for (Part place : places) {
        follow(place, steps[s], next);
      }
      places = next;
    }
    String last = steps[steps.length - 1];
    if (places.isEmpty() && select.reduce().isEmpty() && select.required()) {
      report(part, "its variable " + name + " selects " + select.path() + ", which is nowhere");
    }
    int result = graph.constant(multiply ? 1 : 0);
    for (Part place : places) {
      int term = exposed(place, last);
      result = multiply ? graph.multiply(result, term) : graph.add(result, term);
    }
    return result;
  }

  private static void follow(Part place, String step, List<Part> next) {
    int bracket = step.indexOf('[');
    if (bracket < 0) {
      if (step.equals("..")) {
        Optional.ofNullable(place.parent).ifPresent(next::add);
      } else {
        place.child(step).ifPresent(next::add);
      }
      return;
    }
    String predicate = step.substring(bracket + 1, step.lastIndexOf(']'));
    place.slots.getOrDefault(step.substring(0, bracket), List.of()).stream()
        .filter(p -> matches(p.component, predicate))
        .forEach(next::add);
  }

  private static boolean matches(Component component, String predicate) {
    int equals = predicate.indexOf('=');
    if (equals < 0) {
      return true;
    }
    String attribute = predicate.substring(0, equals).trim();
    String quoted = predicate.substring(equals + 1).trim();
    String value = quoted.length() >= 2 ? quoted.substring(1, quoted.length() - 1) : quoted;
    return value.equals(attribute.equals("id") ? component.id() : component.texts().get(attribute));
  }

  // ------------------------------------------------------------------------------------------------ expressions

  /** The node of an expression in the scope of a part. */
  int expression(Part part, Expr expr) {
    return switch (expr) {
      case Num(double value) -> graph.constant(value);
      case Var(String name) -> name(part, name);
      case Unary(UnaryOperator op, Expr operand) -> {
        int a = expression(part, operand);
        yield op == UnaryOperator.NEGATE ? graph.negate(a) : graph.not(a);
      }
      case Binary(BinaryOperator op, Expr left, Expr right) ->
          binary(op, expression(part, left), expression(part, right));
      case Call(MathFunction function, List<Expr> arguments) -> call(part, function, arguments);
    };
  }

  private int name(Part part, String name) {
    if (name.startsWith("../")) {
      Part parent = part.parent;
      return parent == null
          ? graph.input(name.substring(3))
          : expression(parent, new Var(name.substring(3)));
    }
    boolean time = name.equals("t") && !part.has("t");
    return time ? graph.input("t") : variable(part, name);
  }

  private int binary(BinaryOperator op, int a, int b) {
    return switch (op) {
      case ADD -> graph.add(a, b);
      case SUBTRACT -> graph.subtract(a, b);
      case MULTIPLY -> graph.multiply(a, b);
      case DIVIDE -> graph.divide(a, b);
      case POWER -> graph.power(a, b);
      default -> graph.logic(op, a, b);
    };
  }

  private int call(Part part, MathFunction function, List<Expr> arguments) {
    int a = expression(part, arguments.getFirst());
    return switch (function) {
      case RANDOM -> graph.random(a);
      case MIN -> graph.extremum(true, a, expression(part, arguments.get(1)));
      case MAX -> graph.extremum(false, a, expression(part, arguments.get(1)));
      default -> graph.function(function, a);
    };
  }

  /** Reports once that a part cannot run. */
  void report(Part part, String why) {
    diagnostics.add(
        Diagnostic.error(
            Code.R_UNSUPPORTED,
            part.component.source(),
            "component "
                + part.component.id()
                + " of type "
                + part.component.type()
                + " cannot run on a cable: "
                + why));
  }

  /** Inputs of the graph that a node depends on, by name. */
  Map<String, Integer> inputsOf(int node) {
    Map<String, Integer> found = new LinkedHashMap<>();
    boolean[] needed = new boolean[node + 1];
    needed[node] = true;
    for (int n = node; n >= 0; n--) {
      if (!needed[n]) {
        continue;
      }
      if (graph.op(n) == Graph.Op.INPUT) {
        found.put(graph.inputName(n), n);
      }
      for (int k = 0; k < 3; k++) {
        if (graph.operand(n, k) >= 0) {
          needed[graph.operand(n, k)] = true;
        }
      }
    }
    return new HashMap<>(found);
  }
}
