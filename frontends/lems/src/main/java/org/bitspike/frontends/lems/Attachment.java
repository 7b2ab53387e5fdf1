package org.bitspike.frontends.lems;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.network.ComponentType.Slot;

/** Whether a synapse or an input can be attached to a cell. */
final class Attachment extends ElementReader {

  private final Requirements requirements;
  private final Set<List<String>> checked = new HashSet<>();

  Attachment(Requirements requirements, Definitions definitions, Diagnostics diagnostics) {
    super(definitions, diagnostics);
    this.requirements = requirements;
  }

  /**
   * Checks that the cell has a place for the component and offers what it requires; once for each
   * component, population and place.
   *
   * @param destination name of the place, as the user may give it; empty for any that takes the
   *     component's type
   */
  void check(
      ComponentTable.Built attached,
      Populations.Entry target,
      String destination,
      SourceRef where) {
    String id = attached.component().id();
    if (!checked.add(List.of(id, target.population().id(), destination))) {
      return;
    }
    TypeModel cell = target.type();
    Optional<Slot> slot =
        cell.slots.values().stream()
            .filter(s -> s.kind() == Slot.Kind.ATTACHMENTS)
            .filter(
                s ->
                    destination.isEmpty()
                        ? attached.type().isA(s.type())
                        : s.name().equals(destination))
            .findFirst();
    if (slot.isEmpty()) {
      error(
          Code.N_TYPE_MISMATCH,
          where,
          "'"
              + id
              + "', a "
              + attached.type().name
              + ", cannot be attached to population '"
              + target.population().id()
              + "': a "
              + cell.name
              + " has no "
              + (destination.isEmpty() ? "place for it" : "attachments '" + destination + "'"));
      return;
    }
    requirements.check(attached.component(), List.of(cell), where);
  }
}
