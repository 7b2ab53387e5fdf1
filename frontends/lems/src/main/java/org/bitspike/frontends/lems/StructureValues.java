package org.bitspike.frontends.lems;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.expr.ExprDimensions;
import org.bitspike.ir.expr.ExprEvaluator;
import org.bitspike.ir.expr.ExprText;
import org.bitspike.ir.network.ComponentType.Constant;
import org.bitspike.ir.network.ComponentType.DerivedParameter;
import org.bitspike.ir.network.ComponentType.Parameter;
import org.bitspike.ir.network.ComponentType.Property;
import org.bitspike.ir.unit.Dimension;

/** Values of expressions in a Structure, from the parameters of the component it belongs to. */
final class StructureValues extends ElementReader {

  /** What a multiple instantiation calls the number of the instance it makes. */
  private static final String INDEX = "index";

  /** Derived parameters may use each other this deep. */
  private static final int DEEPEST = 100;

  StructureValues(Definitions definitions, Diagnostics diagnostics) {
    super(definitions, diagnostics);
  }

  /** The value of an expression, or empty and a finding. */
  Optional<Double> value(
      String text, StructureNode node, Dimension wanted, String what, SourceRef where) {
    return value(text, node, OptionalInt.empty(), wanted, what, where);
  }

  /** The value of an expression that may use the number of an instance. */
  Optional<Double> value(
      String text,
      StructureNode node,
      OptionalInt index,
      Dimension wanted,
      String what,
      SourceRef where) {
    Optional<Expr> parsed = parse(text, what, where);
    if (parsed.isEmpty()) {
      return Optional.empty();
    }
    Expr expr = parsed.get();
    for (String name : Dependence.variables(expr)) {
      if (dimension(name, node, index).isEmpty()) {
        error(
            Code.F_UNRESOLVED,
            where,
            what + "='" + text + "': '" + name + "' is not defined in " + node.type().name);
        return Optional.empty();
      }
    }
    boolean[] wrong = {false};
    Optional<Dimension> found =
        ExprDimensions.check(
            expr,
            name -> dimension(name, node, index),
            problem -> {
              wrong[0] = true;
              error(Code.F_DIMENSION, where, what + "='" + text + "': " + problem);
            });
    boolean zero = expr instanceof Expr.Num(double value) && value == 0;
    if (!wrong[0]
        && !zero
        && found.isPresent()
        && !wanted.equals(Definitions.ANY)
        && !found.get().sameAs(wanted)) {
      wrong[0] = true;
      error(
          Code.F_DIMENSION,
          where,
          what
              + " is "
              + wanted.describe()
              + ", but '"
              + ExprText.print(expr)
              + "' is "
              + found.get().describe());
    }
    return wrong[0] ? Optional.empty() : evaluate(expr, node, index, what, where);
  }

  private Optional<Double> evaluate(
      Expr expr, StructureNode node, OptionalInt index, String what, SourceRef where) {
    try {
      double value = ExprEvaluator.evaluate(expr, name -> number(name, node, index, 0));
      if (Double.isFinite(value)) {
        return Optional.of(value);
      }
      error(Code.N_NOT_FINITE, where, what + " is " + value);
    } catch (Missing missing) {
      // told where the value is written
    } catch (IllegalArgumentException random) {
      error(Code.F_UNSUPPORTED, where, what + ": " + random.getMessage());
    }
    return Optional.empty();
  }

  /** A value that could not be read, which has been told. */
  private static final class Missing extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Missing(String name) {
      super(name, null, false, false);
    }
  }

  private static Optional<Dimension> dimension(String name, StructureNode node, OptionalInt index) {
    TypeModel type = node.type();
    if (name.equals(INDEX) && index.isPresent()) {
      return Optional.of(Dimension.NONE);
    }
    return find(type.parameters, name, Parameter::dimension)
        .or(() -> find(type.constants, name, Constant::dimension))
        .or(() -> find(type.derivedParameters, name, DerivedParameter::dimension))
        .or(() -> find(type.properties, name, Property::dimension))
        .or(() -> type.texts.contains(name) ? Optional.of(Dimension.NONE) : Optional.empty());
  }

  private static <T> Optional<Dimension> find(
      Map<String, T> table, String name, java.util.function.Function<T, Dimension> dimension) {
    return Optional.ofNullable(table.get(name)).map(dimension);
  }

  private double number(String name, StructureNode node, OptionalInt index, int depth) {
    TypeModel type = node.type();
    if (name.equals(INDEX) && index.isPresent()) {
      return index.getAsInt();
    }
    Parameter parameter = type.parameters.get(name);
    if (parameter != null) {
      return parameter(parameter, node);
    }
    Constant constant = type.constants.get(name);
    if (constant != null) {
      return constant.value();
    }
    DerivedParameter derived = type.derivedParameters.get(name);
    if (derived != null) {
      if (depth > DEEPEST) {
        error(
            Code.F_CYCLE,
            type.place(name),
            "'" + name + "' of " + type.name + " depends on itself");
        throw new Missing(name);
      }
      return ExprEvaluator.evaluate(
          derived.value(), other -> number(other, node, index, depth + 1));
    }
    Property property = type.properties.get(name);
    if (property != null) {
      return property.defaultValue();
    }
    return parameter(new Parameter(name, Dimension.NONE), node);
  }

  private double parameter(Parameter parameter, StructureNode node) {
    String fixed = node.type().fixed.get(parameter.name());
    Optional<String> text =
        fixed != null ? Optional.of(fixed) : required(node.element(), parameter.name());
    return text.flatMap(
            t ->
                definitions.value(
                    t,
                    parameter.dimension(),
                    parameter.name() + " of " + node.label(),
                    node.where()))
        .orElseThrow(() -> new Missing(parameter.name()));
  }
}
