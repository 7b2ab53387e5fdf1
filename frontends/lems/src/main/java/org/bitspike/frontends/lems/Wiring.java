package org.bitspike.frontends.lems;

import java.util.List;
import java.util.Map;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType.Slot;

/**
 * Makes sure that events inside a component go where the type's Structure sends them. The IR has
 * one rule for that ({@link org.bitspike.ir.network.ComponentType.Action.Emit}): from children to
 * the port {@code in} of their parent, and from a component to the port {@code in} of what stands
 * in its slots. A model that is wired in another way is refused rather than run wrongly.
 */
final class Wiring {

  private final ComponentTable table;
  private final Diagnostics diagnostics;

  Wiring(ComponentTable table, Diagnostics diagnostics) {
    this.table = table;
    this.diagnostics = diagnostics;
  }

  void check(
      TypeModel parent,
      Map<String, List<Component>> children,
      Map<String, String> texts,
      SourceRef where) {
    for (Map.Entry<String, List<Component>> entry : children.entrySet()) {
      Slot slot = parent.slots.get(entry.getKey());
      if (slot == null) {
        continue;
      }
      for (Component child : entry.getValue()) {
        TypeModel type = table.model(child.type());
        down(parent, type, child, where);
        if (slot.kind() != Slot.Kind.REFERENCE) {
          up(parent, type, child, where);
        }
      }
    }
    paths(parent, children, texts, where);
  }

  private void down(TypeModel parent, TypeModel child, Component component, SourceRef where) {
    boolean meant =
        child.wires.contains(TypeModel.Wire.PARENT_TO_THIS)
            || parent.wires.contains(TypeModel.Wire.THIS_TO_CHILD);
    if (parent.emitsEvents() && child.takesEvents() && !meant) {
      refuse(
          where,
          "events of "
              + parent.name
              + " would reach its child '"
              + component.id()
              + "', which its Structure does not ask for");
    }
  }

  private void up(TypeModel parent, TypeModel child, Component component, SourceRef where) {
    boolean meant = child.wires.contains(TypeModel.Wire.THIS_TO_PARENT);
    boolean happens = child.emitsEvents() && parent.takesEvents();
    if (meant != happens && (meant || !child.wires.isEmpty() || parent.takesEvents())) {
      refuse(
          where,
          "events of the child '"
              + component.id()
              + "' "
              + (meant ? "cannot reach " : "would reach ")
              + parent.name);
    }
  }

  /**
   * A path such as {@code ./syn1} that says where events go must lead to a component that is there.
   */
  private void paths(
      TypeModel parent,
      Map<String, List<Component>> children,
      Map<String, String> texts,
      SourceRef where) {
    if (!parent.wires.contains(TypeModel.Wire.THIS_TO_CHILD)) {
      return;
    }
    for (Map.Entry<String, String> text : texts.entrySet()) {
      String path = text.getValue();
      if (!path.startsWith("./")) {
        continue;
      }
      String name = path.substring(2);
      boolean found =
          children.containsKey(name)
              || children.values().stream()
                  .flatMap(List::stream)
                  .anyMatch(c -> c.id().equals(name));
      if (!found) {
        diagnostics.add(
            Diagnostic.error(
                Code.F_UNRESOLVED, where, text.getKey() + "='" + path + "' leads to nothing"));
      }
    }
  }

  private void refuse(SourceRef where, String message) {
    diagnostics.add(Diagnostic.error(Code.F_UNSUPPORTED, where, message));
  }
}
