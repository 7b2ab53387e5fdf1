package org.bitspike.frontends.lems;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.network.ComponentType.Parameter;

/**
 * Finds the values of derived parameters that select: {@code child/parameter} below a component or
 * in what it refers to, and {@code //Type[attribute=path]/parameter} anywhere in the files. A right
 * side in quotes is taken as it stands.
 */
final class SelectedValues extends ElementReader {

  private final TypeTable types;

  SelectedValues(Definitions definitions, TypeTable types, Diagnostics diagnostics) {
    super(definitions, diagnostics);
    this.types = types;
  }

  /** The value, or empty and a finding. */
  Optional<Double> value(
      Element component, TypeModel.Selected selected, Parameter parameter, String type) {
    int slash = selected.path().lastIndexOf('/');
    String last = selected.path().substring(slash + 1);
    String holders = slash < 0 ? "" : selected.path().substring(0, slash);
    List<Element> found =
        holders.startsWith("//") || holders.startsWith("/")
            ? anywhere(holders.replaceFirst("^/+", ""), component)
            : below(holders, component).map(List::of).orElse(List.of());
    List<String> values =
        found.stream().flatMap(e -> e.attribute(last).stream()).distinct().toList();
    if (values.size() != 1) {
      error(
          Code.F_UNRESOLVED,
          component.where(),
          parameter.name()
              + " of "
              + type
              + " '"
              + component.label()
              + "' selects '"
              + selected.path()
              + "', which leads to "
              + (values.isEmpty() ? "nothing" : values.size() + " values"));
      return Optional.empty();
    }
    return definitions.value(
        values.get(0),
        parameter.dimension(),
        parameter.name() + " of " + component.label(),
        component.where());
  }

  /** The element that a path leads to, through children and references. */
  private Optional<Element> below(String path, Element from) {
    Element at = from;
    for (String step : path.isEmpty() ? new String[0] : path.split("/", -1)) {
      Optional<Element> next = step(step, at);
      if (next.isEmpty()) {
        return Optional.empty();
      }
      at = next.get();
    }
    return Optional.of(at);
  }

  private Optional<Element> step(String step, Element at) {
    Optional<Element> child =
        at.children().stream()
            .filter(c -> c.name().equals(step) || c.attribute("id").orElse("").equals(step))
            .findFirst();
    return child.or(() -> at.attribute(step).flatMap(definitions::component));
  }

  private List<Element> anywhere(String step, Element component) {
    int bracket = step.indexOf('[');
    String type = bracket < 0 ? step : step.substring(0, bracket);
    String condition =
        bracket < 0 || !step.endsWith("]") ? "" : step.substring(bracket + 1, step.length() - 1);
    int equals = condition.indexOf('=');
    String attribute = equals < 0 ? "" : condition.substring(0, equals).strip();
    Optional<String> wanted =
        equals < 0 ? Optional.empty() : text(condition.substring(equals + 1).strip(), component);
    List<Element> found = new ArrayList<>();
    definitions.components().values().forEach(e -> collect(e, type, found, 0));
    if (equals >= 0) {
      found.removeIf(e -> wanted.isEmpty() || !e.attribute(attribute).equals(wanted));
    }
    return found;
  }

  private Optional<String> text(String written, Element component) {
    if (written.length() >= 2 && (written.startsWith("'") || written.startsWith("\""))) {
      return Optional.of(written.substring(1, written.length() - 1));
    }
    int slash = written.lastIndexOf('/');
    String holder = slash < 0 ? "" : written.substring(0, slash);
    return below(holder, component).flatMap(e -> e.attribute(written.substring(slash + 1)));
  }

  private void collect(Element e, String type, List<Element> found, int depth) {
    String name = e.attribute("type").filter(types::isKnown).orElse(e.name());
    if (types.isA(name, type)) {
      found.add(e);
    }
    if (depth < Limits.DEFAULT.depth()) {
      e.children().forEach(c -> collect(c, type, found, depth + 1));
    }
  }
}
