package org.bitspike.reference;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.Definition;
import org.bitspike.ir.network.ComponentType.Slot;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.recording.Recording;
import org.bitspike.reference.SimulationOptions.TraceRequest;
import org.bitspike.reference.converged.ConvergedOptions;
import org.bitspike.reference.converged.ConvergedSimulator;

/** Runs a network in converged mode, with what grid mode knows of it. */
final class ConvergedMode {

  private final Network network;
  private final SimulationOptions options;
  private final Collection<TraceRequest> traces;
  private final GroupTree tree;
  private final Set<String> individually = new HashSet<>();

  ConvergedMode(Network network, SimulationOptions options, Collection<TraceRequest> traces) {
    this.network = network;
    this.options = options;
    this.traces = traces;
    this.tree = new GroupTree(network, new Diagnostics());
    for (TraceRequest r : traces) {
      TracePath.componentToldApart(r.variable())
          .ifPresent(c -> individually.add(r.population() + "\n" + c));
    }
  }

  Recording simulate(double dt, long steps) {
    refuse();
    List<ConvergedOptions.TraceRequest> requests =
        traces.stream()
            .map(
                r ->
                    new ConvergedOptions.TraceRequest(
                        r.population(), r.index(), r.variable(), r.everyTicks()))
            .toList();
    return ConvergedSimulator.simulate(
        network,
        new ConvergedOptions(
            options.tolerance().orElseThrow(),
            dt,
            steps,
            requests,
            options.progress(),
            options.warnings()),
        this::mergeable,
        ReferenceSimulator.version());
  }

  private void refuse() {
    Diagnostics ports = new Diagnostics();
    EventPorts.check(network, ports);
    ports.throwIfErrors();
    if (options.sourcesOnly() || options.randomMode() != RandomMode.COUNTER) {
      Diagnostics diagnostics = new Diagnostics();
      diagnostics.add(
          Diagnostic.error(
              Code.R_UNSUPPORTED,
              network.source(),
              options.sourcesOnly()
                  ? "converged mode runs whole networks, not only their sources"
                  : "converged mode draws random numbers from counter-based streams only",
              "use grid mode"));
      diagnostics.throwIfErrors();
    }
  }

  /** Whether connections may share a synapse; one that is traced by number or an input may not. */
  private boolean mergeable(Population population, String synapse) {
    Component component = tree.component(synapse);
    ComponentType type = tree.type(component);
    boolean apart =
        individually.contains(population.id() + "\n" + synapse)
            || network.inputs().stream()
                .anyMatch(
                    i -> i.component().equals(synapse) && i.population().equals(population.id()));
    return !apart
        && type.eventPorts().stream().anyMatch(ComponentType.EventPort::in)
        && MergeAnalysis.mergeable(
            type,
            tree.constants(component, type),
            tree.typesBelow(component),
            read(network.typeOf(population.component()), type));
  }

  /** What a cell reads of its synapses. */
  private static Set<String> read(ComponentType host, ComponentType attached) {
    List<Slot> slots =
        host.slots().stream().filter(s -> s.kind() == Slot.Kind.ATTACHMENTS).toList();
    Optional<Slot> slot =
        slots.stream()
            .filter(s -> attached.isA(s.type()))
            .findFirst()
            .or(() -> slots.stream().findFirst());
    Set<String> read = new HashSet<>();
    for (var d : host.dynamics().derivedVariables()) {
      if (d.definition() instanceof Definition.Select select
          && slot.filter(s -> select.path().startsWith(s.name() + "[")).isPresent()) {
        read.add(select.path().substring(select.path().lastIndexOf('/') + 1));
      }
    }
    return read;
  }
}
