package org.bitspike.frontends.lems;

import java.util.Optional;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.network.ComponentType.Requirement;
import org.bitspike.ir.network.ComponentType.Slot;
import org.bitspike.ir.unit.Dimension;

/** Whether a synapse or an input can be attached to a cell. */
final class Attachment extends ElementReader {

  Attachment(Definitions definitions, Diagnostics diagnostics) {
    super(definitions, diagnostics);
  }

  /**
   * Checks that the cell has a place for the component and offers what it requires.
   *
   * @param destination name of the place, as the user may give it; empty for any that takes the component's type
   */
  void check(TypeModel attached, String id, Populations.Entry target, String destination, SourceRef where) {
    TypeModel cell = target.type();
    Optional<Slot> slot =
        cell.slots.values().stream()
            .filter(s -> s.kind() == Slot.Kind.ATTACHMENTS)
            .filter(s -> destination.isEmpty() ? attached.isA(s.type()) : s.name().equals(destination))
            .findFirst();
    if (slot.isEmpty()) {
      error(
          Code.N_TYPE_MISMATCH, where,
          "'" + id + "', a " + attached.name + ", cannot be attached to population '" + target.population().id() + "': a "
              + cell.name + " has no " + (destination.isEmpty() ? "place for it" : "attachments '" + destination + "'"));
      return;
    }
    for (Requirement r : attached.requirements.values()) {
      Optional<Dimension> offered = offered(cell, r.name());
      if (offered.isEmpty() || !offered.get().sameAs(r.dimension())) {
        error(
            Code.N_TYPE_MISMATCH, where,
            "'" + id + "' requires " + r.name() + ", a " + r.dimension().describe() + ", of its cell, but a " + cell.name
                + (offered.isEmpty() ? " has none" : "'s is " + offered.get().describe()));
      }
    }
  }

  private static Optional<Dimension> offered(TypeModel cell, String name) {
    if (cell.exposures.containsKey(name)) {
      return Optional.ofNullable(cell.exposures.get(name));
    }
    return Optional.ofNullable(cell.parameters.get(name)).map(p -> p.dimension())
        .or(() -> Optional.ofNullable(cell.constants.get(name)).map(c -> c.dimension()))
        .or(() -> Optional.ofNullable(cell.requirements.get(name)).map(r -> r.dimension()))
        .or(() -> cell.dynamics.states.stream().filter(s -> s.name().equals(name)).map(s -> s.dimension()).findFirst());
  }
}
