package org.bitspike.ir.network;

import java.util.List;
import java.util.NoSuchElementException;
import org.bitspike.ir.SourceRef;

/**
 * A spiking network as its author means it.
 *
 * @param name identifier of the network
 * @param types component types in use, inheritance resolved; names are unique
 * @param components component definitions in use; ids are unique
 * @param populations groups of equal components; ids are unique
 * @param projections connections between populations; ids are unique
 * @param couplings pairs of cells that see each other's variables without events: gap junctions,
 *     graded synapses
 * @param inputs components that act on cells without being connected by events, such as pulse
 *     generators
 * @param outputs what the user's file asks to be recorded and where to
 * @param run step, duration and seed
 * @param source where the network stands
 */
public record Network(
    String name,
    List<ComponentType> types,
    List<Component> components,
    List<Population> populations,
    List<Projection> projections,
    List<Coupling> couplings,
    List<InputBinding> inputs,
    List<OutputRequest> outputs,
    Run run,
    SourceRef source) {

  /** A network without couplings. */
  public Network(
      String name,
      List<ComponentType> types,
      List<Component> components,
      List<Population> populations,
      List<Projection> projections,
      List<InputBinding> inputs,
      List<OutputRequest> outputs,
      Run run,
      SourceRef source) {
    this(
        name, types, components, populations, projections, List.of(), inputs, outputs, run, source);
  }

  public Network {
    types = List.copyOf(types);
    components = List.copyOf(components);
    populations = List.copyOf(populations);
    projections = List.copyOf(projections);
    couplings = List.copyOf(couplings);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /**
   * How long and how finely to run.
   *
   * @param stepSeconds grid step, also the tick length of a program whose profile says {@code
   *     length: model}
   * @param durationSeconds end of the run
   * @param seed root of all randomness
   */
  public record Run(double stepSeconds, double durationSeconds, long seed) {

    /** Number of steps: the rounded quotient of duration and step. */
    public long steps() {
      return Math.round(durationSeconds / stepSeconds);
    }
  }

  /** The type of that name. */
  public ComponentType type(String typeName) {
    return types.stream()
        .filter(t -> t.name().equals(typeName))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("component type " + typeName));
  }

  /** The component of that id. */
  public Component component(String id) {
    return components.stream()
        .filter(c -> c.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("component " + id));
  }

  /** The type of the component of that id. */
  public ComponentType typeOf(String componentId) {
    return type(component(componentId).type());
  }

  /** The population of that id. */
  public Population population(String id) {
    return populations.stream()
        .filter(p -> p.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("population " + id));
  }
}
