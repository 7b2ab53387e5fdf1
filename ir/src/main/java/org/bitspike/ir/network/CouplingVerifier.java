package org.bitspike.ir.network;

import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Findings;
import org.bitspike.ir.network.ComponentType.Slot;

/**
 * Couplings: indices in range, no delays, places on segments, and at either end a component that
 * the other end's peer slot takes.
 */
final class CouplingVerifier {

  private final Map<String, ComponentType> types;
  private final Map<String, Component> components;
  private final Findings findings;

  CouplingVerifier(
      Map<String, ComponentType> types, Map<String, Component> components, Findings findings) {
    this.types = types;
    this.components = components;
    this.findings = findings;
  }

  /** The slot of a type that another end fills. */
  static Optional<Slot> peer(ComponentType type) {
    return type.slots().stream().filter(s -> s.kind() == Slot.Kind.PEER).findFirst();
  }

  void verify(Coupling coupling, Optional<Population> pre, Optional<Population> post) {
    Optional<ComponentType> preType = type(coupling.preComponent());
    Optional<ComponentType> postType = type(coupling.postComponent());
    if (preType.isPresent() && postType.isPresent()) {
      sees(coupling, coupling.preComponent(), preType.get(), postType.get());
      sees(coupling, coupling.postComponent(), postType.get(), preType.get());
    }
    if (pre.isPresent() && post.isPresent()) {
      String what = "coupling " + coupling.id();
      ConnectionTable table = coupling.connections();
      new ConnectivityVerifier(findings)
          .verify(table, what, coupling.source(), pre.get(), post.get());
      for (int c = 0; c < table.size(); c++) {
        if (table.delaySeconds(c) > 0) {
          findings.error(
              Code.N_TYPE_MISMATCH,
              coupling.source(),
              "connection "
                  + c
                  + " of "
                  + what
                  + " has the delay "
                  + table.delaySeconds(c)
                  + " s, and couplings act at once");
        }
      }
    }
  }

  private void sees(Coupling coupling, String component, ComponentType own, ComponentType other) {
    Optional<Slot> slot = peer(own);
    if (slot.isPresent() && !slot.get().takes(other)) {
      findings.error(
          Code.N_TYPE_MISMATCH,
          coupling.source(),
          "coupling "
              + coupling.id()
              + " shows a "
              + other.name()
              + " to "
              + component
              + ", whose slot "
              + slot.get().name()
              + " takes "
              + slot.get().type());
    }
  }

  private Optional<ComponentType> type(String component) {
    return Optional.ofNullable(components.get(component)).map(c -> types.get(c.type()));
  }
}
