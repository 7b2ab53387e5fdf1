package org.bitspike.frontends.lems;

import java.util.List;
import java.util.Optional;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType.Requirement;
import org.bitspike.ir.unit.Dimension;

/**
 * Whether what a component and those in it require is offered by a component around them, or by the
 * network.
 */
final class Requirements {

  /** What a network with temperature offers to everything in it. */
  static final String TEMPERATURE = "temperature";

  private final ComponentTable components;
  private final Diagnostics diagnostics;
  private final boolean temperature;

  Requirements(ComponentTable components, boolean temperature, Diagnostics diagnostics) {
    this.components = components;
    this.temperature = temperature;
    this.diagnostics = diagnostics;
  }

  /**
   * Checks a component.
   *
   * @param around types of the components around it, the nearest last
   */
  void check(Component component, List<TypeModel> around, SourceRef where) {
    TypeModel type = components.model(component.type());
    for (Requirement r : type.requirements.values()) {
      check(component, type, r, around, where);
    }
    List<TypeModel> inside = new java.util.ArrayList<>(around);
    inside.add(type);
    component
        .children()
        .values()
        .forEach(list -> list.forEach(child -> check(child, inside, where)));
  }

  private void check(
      Component component, TypeModel type, Requirement r, List<TypeModel> around, SourceRef where) {
    if (r.name().equals(TEMPERATURE) && temperature) {
      return;
    }
    for (int i = around.size() - 1; i >= 0; i--) {
      Optional<Dimension> offered = offered(around.get(i), r.name());
      if (offered.isPresent()) {
        if (!offered.get().sameAs(r.dimension())) {
          tell(
              where,
              "'"
                  + component.id()
                  + "' requires "
                  + r.name()
                  + ", a "
                  + r.dimension().describe()
                  + ", but that of "
                  + around.get(i).name
                  + " is "
                  + offered.get().describe());
        }
        return;
      }
    }
    tell(
        where,
        "'"
            + component.id()
            + "', a "
            + type.name
            + ", requires "
            + r.name()
            + ", a "
            + r.dimension().describe()
            + (around.isEmpty()
                ? ", of a component around it; it cannot stand by itself"
                : ", but " + around.get(0).name + " has none"));
  }

  private void tell(SourceRef where, String message) {
    diagnostics.add(Diagnostic.error(Code.N_TYPE_MISMATCH, where, message));
  }

  private static Optional<Dimension> offered(TypeModel type, String name) {
    return Optional.ofNullable(type.exposures.get(name))
        .or(() -> Optional.ofNullable(type.parameters.get(name)).map(p -> p.dimension()))
        .or(() -> Optional.ofNullable(type.constants.get(name)).map(c -> c.dimension()))
        .or(() -> Optional.ofNullable(type.derivedParameters.get(name)).map(d -> d.dimension()))
        .or(() -> Optional.ofNullable(type.properties.get(name)).map(p -> p.dimension()))
        .or(
            () ->
                type.dynamics.states.stream()
                    .filter(s -> s.name().equals(name))
                    .map(s -> s.dimension())
                    .findFirst())
        .or(
            () ->
                type.dynamics.derived.stream()
                    .filter(d -> d.name().equals(name))
                    .flatMap(d -> d.dimension().stream())
                    .findFirst());
  }
}
