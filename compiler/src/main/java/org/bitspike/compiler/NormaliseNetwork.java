package org.bitspike.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.Slot;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.InputBinding;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.network.Projection;

/**
 * Brings a network into simple terms: populations are sources or neurons, connections are written
 * out, a synapse made of several becomes several links, an input that fires into a synapse of its
 * own becomes a source with a link, and all other inputs become the currents that they give.
 *
 * <p>Nothing is lost: every step keeps the meaning of the model. Refused are inputs whose current
 * depends on the cell or on chance, and what {@link UnmappableParts} names.
 */
final class NormaliseNetwork implements Pass {

  @Override
  public String id() {
    return "normalise-network";
  }

  @Override
  public String summary() {
    return "write connections out, split composite synapses, tell sources from neurons";
  }

  @Override
  public Set<Fact> requires() {
    return Set.of();
  }

  @Override
  public Set<Fact> provides() {
    return Set.of(Fact.NORMALISED);
  }

  @Override
  public Draft run(Draft draft, PassContext context) {
    Network network = draft.network();
    UnmappableParts.refuse(network, context);
    context.stopOnErrors();
    List<SourcePlan> sources = new ArrayList<>();
    List<CellPlan> cells = new ArrayList<>();
    List<Link> links = new ArrayList<>();
    int done = 0;
    for (Projection projection : network.projections()) {
      links.addAll(split(network, projection, context));
      context.progress(++done, network.projections().size());
    }
    for (InputBinding input : network.inputs()) {
      if (isFiring(network, input)) {
        addFiringInput(network, input, sources, links);
      }
    }
    InputCurrents currents = new InputCurrents(network, context);
    for (Population population : network.populations()) {
      if (network.typeOf(population.component()).isAutonomousSource()) {
        sources.add(
            new SourcePlan(
                population.id(),
                population.id(),
                population.size(),
                population.source(),
                Optional.empty()));
      } else {
        Component component = network.component(population.component());
        cells.add(CellPlan.of(population, component, currents.into(population)));
      }
    }
    return draft.withSources(sources).withCells(cells).withLinks(links);
  }

  static boolean isFiring(Network network, InputBinding input) {
    Component component = network.component(input.component());
    return network.type(component.type()).emitsEvents()
        && innerSynapse(network, component).isPresent();
  }

  /** The synapse inside an input that fires into it. */
  private static Optional<Component> innerSynapse(Network network, Component component) {
    return synapsesIn(network, component).stream().findFirst();
  }

  private static List<Component> synapsesIn(Network network, Component component) {
    List<Component> found = new ArrayList<>();
    for (Slot slot : network.type(component.type()).slots()) {
      if (slot.kind() == Slot.Kind.REFERENCE || slot.kind() == Slot.Kind.CHILD) {
        for (Component part : component.children().getOrDefault(slot.name(), List.of())) {
          if (isSynapse(network.type(part.type()))) {
            found.add(part);
          }
        }
      }
    }
    return found;
  }

  private static boolean isSynapse(ComponentType type) {
    return type.eventPorts().stream().anyMatch(ComponentType.EventPort::in)
        && org.bitspike.compiler.dynamics.GridInput.exposure(type).isPresent();
  }

  private static void addFiringInput(
      Network network, InputBinding input, List<SourcePlan> sources, List<Link> links) {
    Component component = network.component(input.component());
    int[] targets = input.targets();
    sources.add(
        new SourcePlan(input.id(), input.id(), targets.length, input.source(), Optional.empty()));
    ConnectionTable.Builder table = ConnectionTable.builder();
    for (int i = 0; i < targets.length; i++) {
      table.add(i, targets[i], i < input.weights().length ? input.weights()[i] : 1, 0, 0);
    }
    links.add(
        new Link(
            input.id(),
            input.id(),
            input.id(),
            input.population(),
            innerSynapse(network, component),
            Optional.empty(),
            table.build(),
            input.source(),
            Link.Fate.OPEN));
  }

  private static List<Link> split(Network network, Projection projection, PassContext context) {
    Population pre = network.population(projection.pre());
    Population post = network.population(projection.post());
    Optional<Component> plasticity = projection.plasticity().map(network::component);
    List<Component> leaves =
        projection.synapse().map(s -> leaves(network, network.component(s))).orElse(List.of());
    Optional<DrawnLink> drawn = DrawnLinks.of(network, projection, leaves, context);
    ConnectionTable table =
        drawn.isPresent()
            ? ConnectionTable.builder().build()
            : projection.connectivity().expand(pre.size(), post.size(), pre.id().equals(post.id()));
    if (leaves.isEmpty()) {
      return List.of(link(projection, projection.id(), Optional.empty(), plasticity, table, drawn));
    }
    List<Link> links = new ArrayList<>();
    for (int i = 0; i < leaves.size(); i++) {
      String id = leaves.size() == 1 ? projection.id() : projection.id() + "/" + leaves.get(i).id();
      links.add(link(projection, id, Optional.of(leaves.get(i)), plasticity, table, drawn));
    }
    return links;
  }

  /**
   * The simple synapses that a synapse is the sum of: itself, unless it only passes events on to
   * synapses inside it.
   */
  private static List<Component> leaves(Network network, Component synapse) {
    ComponentType type = network.type(synapse.type());
    List<Component> inside = synapsesIn(network, synapse);
    boolean passesOn =
        inside.size() > 1 && type.emitsEvents() && type.dynamics().timeDerivatives().isEmpty();
    if (!passesOn) {
      return List.of(synapse);
    }
    return inside.stream().flatMap(s -> leaves(network, s).stream()).toList();
  }

  private static Link link(
      Projection projection,
      String id,
      Optional<Component> synapse,
      Optional<Component> plasticity,
      ConnectionTable table,
      Optional<DrawnLink> drawn) {
    return new Link(
        id,
        projection.id(),
        projection.pre(),
        projection.post(),
        synapse,
        plasticity,
        table,
        projection.source(),
        Link.Fate.OPEN,
        drawn);
  }

  /** A refusal of an input. */
  static void refuse(PassContext context, SourceRef where, String message) {
    context.report(Diagnostic.error(Code.C_STIMULUS, where, message));
  }
}
