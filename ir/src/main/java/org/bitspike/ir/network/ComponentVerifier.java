package org.bitspike.ir.network;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Findings;
import org.bitspike.ir.network.ComponentType.KineticScheme;
import org.bitspike.ir.network.ComponentType.Parameter;
import org.bitspike.ir.network.ComponentType.Slot;

/**
 * Components against their types: parameters as declared and finite, children in slots that take
 * them.
 */
final class ComponentVerifier {

  private final Map<String, ComponentType> types;
  private final Findings findings;

  ComponentVerifier(Map<String, ComponentType> types, Findings findings) {
    this.types = types;
    this.findings = findings;
  }

  void verify(Component component) {
    ComponentType type = types.get(component.type());
    if (type == null) {
      error(
          component,
          Code.N_UNKNOWN_NAME,
          "has the type " + component.type() + ", which does not exist");
      return;
    }
    for (Parameter parameter : type.parameters()) {
      Double value = component.parameters().get(parameter.name());
      if (value == null) {
        error(
            component,
            Code.N_UNKNOWN_PARAMETER,
            "lacks the parameter " + parameter.name() + " of type " + type.name());
      } else if (!Double.isFinite(value)) {
        error(
            component, Code.N_NOT_FINITE, "has the parameter " + parameter.name() + " = " + value);
      }
    }
    for (String name : component.parameters().keySet()) {
      if (type.parameters().stream().noneMatch(p -> p.name().equals(name))) {
        error(
            component,
            Code.N_UNKNOWN_PARAMETER,
            "has a parameter " + name + ", which type " + type.name() + " lacks");
      }
    }
    type.dynamics().kineticSchemes().forEach(s -> scheme(component, s));
    component.children().forEach((slot, children) -> slot(component, type, slot, children));
  }

  private void slot(Component parent, ComponentType type, String name, List<Component> children) {
    Optional<Slot> slot = type.slots().stream().filter(s -> s.name().equals(name)).findFirst();
    if (slot.isEmpty()) {
      error(
          parent,
          Code.N_UNKNOWN_NAME,
          "has children in a slot " + name + ", which type " + type.name() + " lacks");
      return;
    }
    if (slot.get().kind() == Slot.Kind.PEER && !children.isEmpty()) {
      error(
          parent,
          Code.N_TYPE_MISMATCH,
          "has a component in slot " + name + ", which the other end of a coupling fills");
    }
    boolean one = slot.get().kind() == Slot.Kind.CHILD || slot.get().kind() == Slot.Kind.REFERENCE;
    if (one && children.size() > 1) {
      error(
          parent,
          Code.N_TYPE_MISMATCH,
          "has " + children.size() + " components in slot " + name + ", which takes one");
    }
    for (Component child : children) {
      verify(child);
      ComponentType childType = types.get(child.type());
      String wanted = slot.get().type();
      if (childType != null && !slot.get().takes(childType)) {
        error(
            child,
            Code.N_TYPE_MISMATCH,
            "has the type "
                + child.type()
                + ", and slot "
                + name
                + " of "
                + parent.id()
                + " takes "
                + wanted);
      }
    }
  }

  /** Nodes hold the occupancy, edges lead from node to node. */
  private void scheme(Component component, KineticScheme scheme) {
    Set<String> nodes = new HashSet<>();
    for (Component node : component.children().getOrDefault(scheme.nodes(), List.of())) {
      nodes.add(node.id());
      ComponentType type = types.get(node.type());
      if (type != null
          && type.dynamics().stateVariables().stream()
              .noneMatch(v -> v.name().equals(scheme.stateVariable()))) {
        error(
            node,
            Code.N_UNKNOWN_NAME,
            "is a node of kinetic scheme "
                + scheme.name()
                + " and lacks its state variable "
                + scheme.stateVariable());
      }
    }
    for (Component edge : component.children().getOrDefault(scheme.edges(), List.of())) {
      for (String end : List.of(scheme.edgeSource(), scheme.edgeTarget())) {
        String node = edge.texts().getOrDefault(end, "");
        if (!nodes.contains(node)) {
          error(
              edge,
              Code.N_UNKNOWN_NAME,
              "is an edge of kinetic scheme "
                  + scheme.name()
                  + " and names in "
                  + end
                  + " the node \""
                  + node
                  + "\", which does not exist");
        }
      }
    }
  }

  private void error(Component component, Code code, String message) {
    findings.error(code, component.source(), "component " + component.id() + " " + message);
  }
}
