package org.bitspike.frontends.lems.library;

import static org.bitspike.frontends.lems.library.CoreTypes.attribute;
import static org.bitspike.frontends.lems.library.CoreTypes.attributes;
import static org.bitspike.frontends.lems.library.CoreTypes.children;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.w3c.dom.Element;

/**
 * What a type declares, inherited parts included, one line of text for each: two types are alike
 * when their lines are.
 */
final class TypeFacts {

  private static final List<String> DECLARATIONS =
      List.of(
          "Parameter",
          "Fixed",
          "Requirement",
          "InstanceRequirement",
          "ComponentRequirement",
          "IndexParameter",
          "Exposure",
          "EventPort",
          "Child",
          "Children",
          "Attachments",
          "ComponentReference",
          "Link",
          "Text",
          "Path");

  private static final Set<String> ELSEWHERE =
      Set.of("Property", "Constant", "DerivedParameter", "Dynamics", "Structure", "Simulation");

  private final CoreTypes core;
  private final String type;
  private final SortedSet<String> facts = new TreeSet<>();

  private TypeFacts(CoreTypes core, String type) {
    this.core = core;
    this.type = type;
  }

  static SortedSet<String> of(CoreTypes core, String type) {
    TypeFacts facts = new TypeFacts(core, type);
    facts.collect();
    return facts.facts;
  }

  private void collect() {
    facts.add("in " + core.chain(type).getFirst().file());
    facts.add("extends " + core.chain(type).getFirst().parent().orElse("nothing"));
    for (String kind : DECLARATIONS) {
      core.inherited(type, kind).values().forEach(e -> facts.add(kind + " " + attributes(e)));
    }
    core.inherited(type, "Property").forEach((name, e) -> facts.add(property(name, e)));
    core.inherited(type, "Constant")
        .forEach(
            (name, e) ->
                facts.add(
                    "Constant %s %s = %.9e"
                        .formatted(name, dimension(e), core.quantity(e.getAttribute("value")))));
    core.inherited(type, "DerivedParameter")
        .forEach((name, e) -> facts.add("DerivedParameter " + name + " " + dimension(e)));
    core.nearest(type, "Structure").ifPresent(this::structure);
    core.nearest(type, "Simulation")
        .ifPresent(s -> children(s).forEach(e -> facts.add("Simulation: " + line(e, Map.of()))));
    core.nearest(type, "Dynamics").ifPresent(d -> new DynamicsFacts(facts).collect(d));
    for (CoreTypes.Type t : core.chain(type)) {
      children(t.element()).stream()
          .map(Element::getLocalName)
          .filter(n -> !DECLARATIONS.contains(n) && !ELSEWHERE.contains(n))
          .forEach(n -> facts.add("unknown element " + n));
    }
  }

  private String property(String name, Element e) {
    return "Property "
        + name
        + " "
        + dimension(e)
        + attribute(e, "defaultValue").map(v -> " otherwise " + core.quantity(v)).orElse("");
  }

  private static String dimension(Element e) {
    return attribute(e, "dimension").orElse("none");
  }

  /** Names of instances are replaced by what they stand for, so that they are free. */
  private void structure(Element structure) {
    Map<String, String> aliases = new HashMap<>();
    for (Element e : children(structure)) {
      if (e.getLocalName().equals("With")) {
        Map<String, String> meaning = attributes(e);
        String as = meaning.remove("as");
        aliases.put(as == null ? "" : as, meaning.toString());
      }
    }
    for (Element e : children(structure)) {
      if (!e.getLocalName().equals("With")) {
        facts.add("Structure: " + line(e, aliases));
      }
    }
  }

  private static String line(Element e, Map<String, String> aliases) {
    Map<String, String> attributes = attributes(e);
    for (String end : List.of("from", "to", "endA", "endB")) {
      attributes.computeIfPresent(end, (k, v) -> aliases.getOrDefault(v, v));
    }
    List<String> inner = new ArrayList<>(children(e).stream().map(c -> line(c, aliases)).toList());
    inner.sort(null);
    return e.getLocalName() + " " + attributes + (inner.isEmpty() ? "" : " " + inner);
  }
}
