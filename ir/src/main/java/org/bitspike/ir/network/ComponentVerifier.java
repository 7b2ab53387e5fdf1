package org.bitspike.ir.network;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Findings;
import org.bitspike.ir.network.ComponentType.Parameter;
import org.bitspike.ir.network.ComponentType.Slot;

/**
 * Components against their types: parameters as declared and finite, children in slots that take
 * them.
 */
final class ComponentVerifier {

  /** LEMS's most general type: a slot for it takes anything. */
  private static final String ANY = "Component";

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
      if (childType != null && !wanted.isEmpty() && !wanted.equals(ANY) && !childType.isA(wanted)) {
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

  private void error(Component component, Code code, String message) {
    findings.error(code, component.source(), "component " + component.id() + " " + message);
  }
}
