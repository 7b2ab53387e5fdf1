package org.bitspike.compiler;

import java.util.List;
import java.util.Optional;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.EventPort;
import org.bitspike.ir.network.Coupling;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.network.Projection;

/**
 * Refuses the parts of a network that no pass can bring onto a chip: couplings, events to a cell
 * itself or to a port of another name, kinetic schemes, and cells of several segments. Without the
 * refusal they would be dropped.
 */
final class UnmappableParts {

  /** The type that makes a component a piece of a morphology. */
  private static final String SEGMENT = "segment";

  private final Network network;
  private final PassContext context;

  private UnmappableParts(Network network, PassContext context) {
    this.network = network;
    this.context = context;
  }

  static void refuse(Network network, PassContext context) {
    UnmappableParts parts = new UnmappableParts(network, context);
    network.couplings().forEach(parts::coupling);
    network.projections().forEach(parts::projection);
    network.populations().forEach(parts::population);
  }

  private void coupling(Coupling coupling) {
    report(
        Code.C_NO_SYNAPSE,
        coupling.source(),
        "coupling "
            + coupling.id()
            + " joins cells by "
            + coupling.preComponent()
            + " without events, and chips carry nothing but events");
  }

  private void projection(Projection projection) {
    Optional<Component> synapse = projection.synapse().map(network::component);
    if (synapse.isEmpty() && projection.targetPort().isPresent()) {
      report(
          Code.C_NO_SYNAPSE,
          projection.source(),
          "projection "
              + projection.id()
              + " sends events to the port "
              + projection.targetPort().get()
              + " of the cells themselves; only a synapse can take them on a chip");
    }
    if (synapse.isPresent() && projection.targetPort().filter(p -> !p.equals("in")).isPresent()) {
      report(
          Code.C_NO_SYNAPSE,
          projection.source(),
          "projection "
              + projection.id()
              + " sends events to the port "
              + projection.targetPort().get()
              + " of its synapse, and a chip's synapse has the port in alone");
    }
    ComponentType pre = network.typeOf(network.population(projection.pre()).component());
    List<String> out = pre.eventPorts().stream().filter(p -> !p.in()).map(EventPort::name).toList();
    String usual = out.contains("spike") ? "spike" : out.stream().findFirst().orElse("");
    if (projection.sourcePort().filter(p -> !p.equals(usual)).isPresent()) {
      report(
          Code.C_NO_SYNAPSE,
          projection.source(),
          "projection "
              + projection.id()
              + " carries events of the port "
              + projection.sourcePort().get()
              + ", and a chip's neuron emits those of "
              + usual
              + " alone");
    }
    synapse.ifPresent(s -> schemes(s, projection.source()));
  }

  private void population(Population population) {
    if (network.typeOf(population.component()).isAutonomousSource()) {
      return; // its train is known before anything is mapped
    }
    Component cell = network.component(population.component());
    schemes(cell, population.source());
    long segments = segments(cell);
    if (segments > 1) {
      report(
          Code.C_NOT_LOWERABLE,
          population.source(),
          "population "
              + population.id()
              + ": cell "
              + cell.id()
              + " has "
              + segments
              + " segments, and a chip's neuron has one membrane");
    }
  }

  private void schemes(Component component, SourceRef where) {
    if (!network.type(component.type()).dynamics().kineticSchemes().isEmpty()) {
      report(
          Code.C_NOT_LOWERABLE,
          where,
          "component " + component.id() + ", a " + component.type() + ", has a kinetic scheme");
    }
    component.children().values().forEach(list -> list.forEach(c -> schemes(c, where)));
  }

  private long segments(Component component) {
    long own = network.type(component.type()).isA(SEGMENT) ? 1 : 0;
    return own
        + component.children().values().stream()
            .flatMap(List::stream)
            .mapToLong(this::segments)
            .sum();
  }

  private void report(Code code, SourceRef where, String message) {
    context.report(Diagnostic.error(code, where, message));
  }
}
