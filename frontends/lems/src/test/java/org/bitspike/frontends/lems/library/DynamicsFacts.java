package org.bitspike.frontends.lems.library;

import static org.bitspike.frontends.lems.library.CoreTypes.attribute;
import static org.bitspike.frontends.lems.library.CoreTypes.attributes;
import static org.bitspike.frontends.lems.library.CoreTypes.children;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.w3c.dom.Element;

/**
 * The part of a type's dynamics that is no number: its states, what it exposes, which events it
 * takes and sends, and between which regimes it moves. Derived variables that nobody sees are free.
 */
final class DynamicsFacts {

  private final Set<String> facts;

  DynamicsFacts(Set<String> facts) {
    this.facts = facts;
  }

  void collect(Element dynamics) {
    collect(dynamics, "");
  }

  private void collect(Element scope, String prefix) {
    int conditions = 0;
    for (Element e : children(scope)) {
      switch (e.getLocalName()) {
        case "StateVariable" -> facts.add(prefix + "StateVariable " + attributes(e));
        case "DerivedVariable", "ConditionalDerivedVariable" ->
            attribute(e, "exposure").ifPresent(x -> facts.add("derived exposure " + x));
        case "TimeDerivative" -> facts.add(prefix + "rate of " + e.getAttribute("variable"));
        case "OnStart" -> {
          // values are compared as functions
        }
        case "OnEntry" -> sends(e, prefix + "on entry");
        case "OnCondition" -> sends(e, prefix + "condition " + ++conditions);
        case "OnEvent" -> sends(e, prefix + "on event " + e.getAttribute("port"));
        case "Regime" -> {
          String name = "regime " + e.getAttribute("name");
          facts.add(name + " initial=" + attribute(e, "initial").orElse("false"));
          collect(e, name + ": ");
        }
        case "KineticScheme" -> {
          Map<String, String> attributes = attributes(e);
          attributes.remove("name");
          facts.add("KineticScheme " + attributes);
        }
        default -> facts.add("unknown element " + e.getLocalName() + " in Dynamics");
      }
    }
  }

  private void sends(Element block, String what) {
    List<String> sent =
        children(block).stream()
            .filter(e -> !e.getLocalName().equals("StateAssignment"))
            .map(e -> e.getLocalName() + attributes(e))
            .toList();
    facts.add(what + " does " + sent);
  }
}
