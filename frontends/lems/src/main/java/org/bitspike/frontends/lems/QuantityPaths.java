package org.bitspike.frontends.lems;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.network.Component;

/**
 * Paths below a member of a population: {@code v}, {@code 3/v} for segment 3, {@code
 * membraneProperties/naChans/naChan/m/q} through slots and ids, {@code
 * channelDensities[ion='ca']/i} for the only child that fits, {@code synapses:syn:2/g} and {@code
 * syn/g} for what is attached.
 */
final class QuantityPaths extends ElementReader {

  private final ComponentTable components;
  private final Site site;

  QuantityPaths(
      ComponentTable components, Site site, Definitions definitions, Diagnostics diagnostics) {
    super(definitions, diagnostics);
    this.components = components;
    this.site = site;
  }

  /** The path with conditions replaced by ids, or empty and a finding. */
  Optional<String> resolve(Member member, String path, String text, SourceRef where) {
    List<String> steps = steps(path);
    List<String> result = new ArrayList<>();
    Component at = member.cells().component();
    int first = 0;
    if (steps.size() > 1 && site.hasMorphology(member.cells())) {
      Optional<Integer> segment = Site.segment(steps.get(0));
      if (segment.isPresent()) {
        if (!site.exists(member.cells(), segment.get(), where)) {
          return Optional.empty();
        }
        result.add(steps.get(0));
        first = 1;
      }
    }
    for (int i = first; i < steps.size() - 1; i++) {
      Optional<Map.Entry<String, Component>> next = step(at, steps.get(i));
      if (next.isEmpty()) {
        error(
            Code.F_UNRESOLVED,
            where,
            "'" + text + "': a " + at.type() + " has nothing called '" + steps.get(i) + "'");
        return Optional.empty();
      }
      result.add(next.get().getKey());
      at = next.get().getValue();
    }
    String variable = steps.getLast();
    TypeModel type = components.model(at.type());
    if (!hasVariable(type, variable)) {
      error(
          Code.F_UNRESOLVED,
          where,
          "'" + text + "': a " + type.name + " has no variable '" + variable + "'");
      return Optional.empty();
    }
    result.add(variable);
    return Optional.of(String.join("/", result));
  }

  private static boolean hasVariable(TypeModel type, String variable) {
    return type.exposures.containsKey(variable)
        || type.dynamics.states.stream().anyMatch(s -> s.name().equals(variable))
        || type.dynamics.derived.stream().anyMatch(d -> d.name().equals(variable));
  }

  /** Splits at slashes outside brackets. */
  private static List<String> steps(String path) {
    List<String> steps = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < path.length(); i++) {
      switch (path.charAt(i)) {
        case '[' -> depth++;
        case ']' -> depth--;
        case '/' -> {
          if (depth <= 0) {
            steps.add(path.substring(start, i));
            start = i + 1;
          }
        }
        default -> {
          // part of a name
        }
      }
    }
    steps.add(path.substring(start));
    return steps;
  }

  private Optional<Map.Entry<String, Component>> step(Component at, String step) {
    int bracket = step.indexOf('[');
    if (bracket > 0 && step.endsWith("]")) {
      return listed(
          at, step.substring(0, bracket), step.substring(bracket + 1, step.length() - 1).strip());
    }
    List<Component> inSlot = at.children().getOrDefault(step, List.of());
    Optional<Component> found =
        inSlot.size() == 1
            ? Optional.of(inSlot.get(0))
            : at.children().values().stream()
                .flatMap(List::stream)
                .filter(c -> c.id().equals(step))
                .findFirst();
    String[] parts = step.split(":", -1);
    String attached = parts.length == 3 ? parts[1] : step;
    return found
        .or(() -> components.built(attached).map(ComponentTable.Built::component))
        .map(c -> Map.entry(step, c));
  }

  /** The child in a list that has a number or fulfils a condition; only one may. */
  private static Optional<Map.Entry<String, Component>> listed(
      Component at, String slot, String condition) {
    List<Component> all = at.children().getOrDefault(slot, List.of());
    Optional<Integer> number = Site.segment(condition);
    if (number.isPresent()) {
      return number.get() < all.size()
          ? Optional.of(Map.entry(all.get(number.get()).id(), all.get(number.get())))
          : Optional.empty();
    }
    int equals = condition.indexOf('=');
    String attribute = equals < 0 ? "" : condition.substring(0, equals).strip();
    String quoted = equals < 0 ? "" : condition.substring(equals + 1).strip();
    String value = quoted.length() >= 2 ? quoted.substring(1, quoted.length() - 1) : quoted;
    List<Component> fitting =
        all.stream()
            .filter(
                c ->
                    value.equals(
                        attribute.equals("id") ? c.id() : c.texts().getOrDefault(attribute, "")))
            .toList();
    return fitting.size() == 1
        ? Optional.of(Map.entry(fitting.get(0).id(), fitting.get(0)))
        : Optional.empty();
  }
}
