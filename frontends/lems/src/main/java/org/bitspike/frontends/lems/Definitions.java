package org.bitspike.frontends.lems;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.unit.Dimension;

/**
 * What the files define at their top level, unresolved: types and components are still elements.
 */
final class Definitions {

  /** Any dimension will do; LEMS writes it as an asterisk. */
  static final Dimension ANY = new Dimension("*", 0, 0, 0, 0, 0, 0, 0);

  private final Diagnostics diagnostics;
  private final Map<String, Dimension> dimensions = new LinkedHashMap<>();
  private final Map<String, Unit> units = new LinkedHashMap<>();
  private final List<Element> pendingUnits = new ArrayList<>();
  private final Map<String, Element> types = new LinkedHashMap<>();
  private final Map<String, Element> components = new LinkedHashMap<>();
  private final Map<String, Element> constants = new LinkedHashMap<>();
  private final List<Element> targets = new ArrayList<>();

  Definitions(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
    dimensions.put("none", Dimension.NONE);
    dimensions.put("*", ANY);
    units.put("", Unit.NONE);
  }

  /** Takes an element of the top level, other than an include. */
  void add(Element element) {
    switch (element.name()) {
      case "Dimension" -> addDimension(element);
      case "Unit" -> pendingUnits.add(element);
      case "ComponentType", "ComponentClass" -> addType(element);
      case "Target", "DefaultRun" -> targets.add(element);
      case "Constant" ->
          addNamed(
              constants,
              element,
              element.attribute("symbol").isPresent() ? "symbol" : "name",
              "constant");
      case "Assertion" -> {
        // a statement about dimensions that the dimension check makes anyway
      }
      default -> addComponent(element);
    }
  }

  private void addDimension(Element e) {
    Optional<String> name = required(e, "name");
    if (name.isEmpty()) {
      return;
    }
    Dimension dimension =
        new Dimension(
            name.get(),
            power(e, "m"),
            power(e, "l"),
            power(e, "t"),
            power(e, "i"),
            power(e, "k"),
            power(e, "n"),
            power(e, "j"));
    Dimension known = dimensions.putIfAbsent(name.get(), dimension);
    if (known != null && !known.sameAs(dimension)) {
      error(
          Code.F_DUPLICATE,
          e,
          "dimension '"
              + name.get()
              + "' is defined before as "
              + known.describe()
              + ", here as "
              + dimension.describe());
    }
  }

  private int power(Element e, String letter) {
    Optional<String> text = e.attribute(letter);
    if (text.isEmpty()) {
      return 0;
    }
    try {
      int power = Integer.parseInt(text.get().strip());
      if (Math.abs(power) <= 1000) {
        return power;
      }
    } catch (NumberFormatException expected) {
      // told below
    }
    error(Code.F_BAD_VALUE, e, letter + "='" + text.get() + "' is no whole number");
    return 0;
  }

  /** Units may stand before their dimension, so they are read when all files are. */
  void resolveUnits() {
    for (Element e : pendingUnits) {
      Optional<String> symbol = required(e, "symbol");
      Optional<String> dimensionName = required(e, "dimension");
      if (symbol.isEmpty() || dimensionName.isEmpty()) {
        continue;
      }
      Optional<Dimension> dimension = dimension(dimensionName.get(), e.where());
      double power = number(e, "power", 0);
      if (dimension.isEmpty()) {
        continue;
      }
      if (power != Math.rint(power) || Math.abs(power) > 300) {
        error(
            Code.F_BAD_VALUE,
            e,
            "power='" + e.attribute("power").orElse("") + "' is no power of ten");
        continue;
      }
      Unit unit =
          new Unit(
              symbol.get(),
              dimension.get(),
              (int) power,
              number(e, "scale", 1),
              number(e, "offset", 0));
      Unit known = units.putIfAbsent(symbol.get(), unit);
      if (known != null && !known.sameAs(unit)) {
        error(
            Code.F_DUPLICATE,
            e,
            "unit '" + symbol.get() + "' is defined before with another meaning");
      }
    }
    pendingUnits.clear();
  }

  private double number(Element e, String attribute, double otherwise) {
    Optional<String> text = e.attribute(attribute);
    if (text.isEmpty()) {
      return otherwise;
    }
    Optional<Quantity> quantity = Quantity.parse(text.get());
    if (quantity.isPresent()
        && quantity.get().unit().isEmpty()
        && Double.isFinite(quantity.get().value())) {
      return quantity.get().value();
    }
    error(Code.F_BAD_VALUE, e, attribute + "='" + text.get() + "' is no number");
    return otherwise;
  }

  private void addType(Element e) {
    addNamed(types, e, "name", "component type");
  }

  private void addComponent(Element e) {
    if (e.attribute("id").isEmpty()) {
      error(
          Code.F_UNKNOWN_ELEMENT,
          e,
          "'" + e.name() + "' is no element of LEMS, and no component, since it has no id");
      return;
    }
    addNamed(components, e, "id", "component");
  }

  private void addNamed(Map<String, Element> table, Element e, String key, String what) {
    Optional<String> name = required(e, key);
    if (name.isEmpty()) {
      return;
    }
    Element known = table.putIfAbsent(name.get(), e);
    if (known != null) {
      error(
          Code.F_DUPLICATE,
          e,
          what + " '" + name.get() + "' is defined before at " + known.where());
    }
  }

  /** Takes types that nobody defined yet from elements of the library. */
  void addTypesIfMissing(List<Element> elements) {
    for (Element e : elements) {
      if ("ComponentType".equals(e.name())) {
        e.attribute("name").ifPresent(name -> types.putIfAbsent(name, e));
      }
    }
  }

  boolean hasDimension(String name) {
    return dimensions.containsKey(name);
  }

  /** The dimension of that name; a finding when there is none. */
  Optional<Dimension> dimension(String name, SourceRef where) {
    Dimension known = dimensions.get(name);
    if (known == null) {
      diagnostics.add(
          Diagnostic.error(Code.F_UNRESOLVED, where, "dimension '" + name + "' is not defined"));
    }
    return Optional.ofNullable(known);
  }

  Optional<Unit> unit(String symbol) {
    return Optional.ofNullable(units.get(symbol));
  }

  Optional<Element> type(String name) {
    return Optional.ofNullable(types.get(name));
  }

  Map<String, Element> types() {
    return types;
  }

  Optional<Element> component(String id) {
    return Optional.ofNullable(components.get(id));
  }

  Map<String, Element> components() {
    return components;
  }

  Map<String, Element> constants() {
    return constants;
  }

  List<Element> targets() {
    return targets;
  }

  /**
   * Reads a value in SI units.
   *
   * @param what for messages, such as {@code tau of cell1}
   */
  Optional<Double> value(String text, Dimension wanted, String what, SourceRef where) {
    Optional<Quantity> quantity = Quantity.parse(text);
    if (quantity.isEmpty()) {
      diagnostics.add(
          Diagnostic.error(
              Code.F_BAD_VALUE,
              where,
              what + "='" + text + "' is not a number" + unitHint(wanted)));
      return Optional.empty();
    }
    Optional<Unit> unit = unit(quantity.get().unit());
    if (unit.isEmpty()) {
      diagnostics.add(
          Diagnostic.error(
              Code.F_UNKNOWN_UNIT,
              where,
              what + "='" + text + "': unit '" + quantity.get().unit() + "' is not defined"));
      return Optional.empty();
    }
    if (!Double.isFinite(quantity.get().value())) {
      diagnostics.add(
          Diagnostic.error(Code.N_NOT_FINITE, where, what + "='" + text + "' is not finite"));
      return Optional.empty();
    }
    if (!wanted.equals(ANY) && !unit.get().dimension().sameAs(wanted)) {
      diagnostics.add(
          Diagnostic.error(
              Code.F_DIMENSION,
              where,
              what
                  + "='"
                  + text
                  + "' is "
                  + unit.get().dimension().describe()
                  + ", but "
                  + wanted.describe()
                  + " is due"));
      return Optional.empty();
    }
    double si = unit.get().toSi(quantity.get());
    if (!Double.isFinite(si)) {
      diagnostics.add(
          Diagnostic.error(Code.N_NOT_FINITE, where, what + "='" + text + "' is too large"));
      return Optional.empty();
    }
    return Optional.of(si);
  }

  private static String unitHint(Dimension wanted) {
    return wanted.isNone() ? "" : " with a unit of " + wanted.name();
  }

  private Optional<String> required(Element e, String attribute) {
    Optional<String> value = e.attribute(attribute);
    if (value.isEmpty()) {
      error(Code.F_MISSING_ATTRIBUTE, e, e.name() + " lacks the attribute '" + attribute + "'");
    }
    return value;
  }

  private void error(Code code, Element e, String message) {
    diagnostics.add(Diagnostic.error(code, e.where(), message));
  }
}
