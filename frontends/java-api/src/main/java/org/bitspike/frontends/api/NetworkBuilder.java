package org.bitspike.frontends.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.InputBinding;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.NetworkVerifier;
import org.bitspike.ir.network.OutputRequest;
import org.bitspike.ir.network.Projection;

/**
 * Builds a network, step by step, in PyNN's words.
 *
 * <p>Not thread-safe. Every identifier must be new; mistakes are told by {@link #build}, all at
 * once.
 */
public final class NetworkBuilder {

  private final String name;
  private final TypeLibrary library;
  private final Map<String, ComponentType> types = new LinkedHashMap<>();
  private final Map<String, Component> components = new LinkedHashMap<>();
  private final List<Population> populations = new ArrayList<>();
  private final List<Projection> projections = new ArrayList<>();
  private final List<InputBinding> inputs = new ArrayList<>();
  private final Diagnostics mistakes = new Diagnostics();
  private double timestepMillis = 0.1;
  private long seed = 1;

  /** Starts a network of standard types. */
  public NetworkBuilder(String name) {
    this(name, TypeLibrary.standard());
  }

  /** Starts a network of the library's types. */
  public NetworkBuilder(String name, TypeLibrary library) {
    this.name = name;
    this.library = library;
  }

  /** Sets the grid step; 0.1 ms when never called. */
  public NetworkBuilder timestepMillis(double millis) {
    timestepMillis = millis;
    return this;
  }

  /** Sets the root of all randomness; 1 when never called. */
  public NetworkBuilder seed(long root) {
    seed = root;
    return this;
  }

  /** Adds a population. */
  public Population population(String id, int size, Cell cell) {
    component(id + "_cell", cell);
    Population population = new Population(id, cell, size);
    populations.add(population);
    return population;
  }

  /**
   * Adds a projection onto a receptor of one of PyNN's cells.
   *
   * @param receptor {@code excitatory} or {@code inhibitory}
   */
  public NetworkBuilder projection(
      String id,
      Population pre,
      Population post,
      Connector connector,
      SynapseType type,
      String receptor) {
    Optional<Cell> synapse = Receptors.synapse(post.cell(), receptor);
    if (synapse.isEmpty()) {
      mistakes.add(
          Diagnostic.error(
              Code.N_TYPE_MISMATCH,
              SourceRef.ofPath(id),
              post.cell().type() + " has no receptor '" + receptor + "'",
              "use excitatory or inhibitory with one of PyNN's IF cells, or give a synapse"
                  + " component"));
      return this;
    }
    return projection(id, pre, post, connector, type, synapse.get());
  }

  /** Adds a projection through a synapse component of any library. */
  public NetworkBuilder projection(
      String id,
      Population pre,
      Population post,
      Connector connector,
      SynapseType type,
      Cell synapse) {
    return add(id, pre, post, connector, type, Optional.of(component(id + "_synapse", synapse)));
  }

  /**
   * Adds a projection whose events have no effect on the target: only its learning rule sees the
   * spikes.
   */
  public NetworkBuilder watch(
      String id, Population pre, Population post, Connector connector, SynapseType.Learning type) {
    return add(id, pre, post, connector, type, Optional.empty());
  }

  /**
   * Attaches an input, such as a {@code pulseGenerator}, to members of a population; to all when
   * none are named.
   */
  public NetworkBuilder inject(String id, Population target, Cell input, int... members) {
    int[] targets =
        members.length > 0 ? members.clone() : IntStream.range(0, target.size()).toArray();
    double[] weights = new double[targets.length];
    java.util.Arrays.fill(weights, 1);
    inputs.add(
        new InputBinding(
            id,
            component(id + "_input", input),
            target.id(),
            targets,
            weights,
            SourceRef.ofPath(id)));
    return this;
  }

  /**
   * The network.
   *
   * @param durationMillis how long to run
   * @throws BitspikeException with every mistake
   */
  public Network build(double durationMillis) {
    List<OutputRequest.Column> columns =
        populations.stream().flatMap(p -> p.recorded().stream()).toList();
    List<OutputRequest> outputs =
        columns.isEmpty()
            ? List.of()
            : List.of(
                new OutputRequest(
                    "recorded",
                    "",
                    OutputRequest.Kind.DISPLAY,
                    "",
                    columns,
                    SourceRef.ofPath("recorded")));
    Network network =
        new Network(
            name,
            List.copyOf(types.values()),
            List.copyOf(components.values()),
            populations.stream()
                .map(
                    p ->
                        new org.bitspike.ir.network.Population(
                            p.id(), p.id() + "_cell", p.size(), SourceRef.ofPath(p.id())))
                .toList(),
            projections,
            inputs,
            outputs,
            new Network.Run(timestepMillis * 1e-3, durationMillis * 1e-3, seed),
            SourceRef.ofPath(name));
    mistakes.throwIfErrors();
    mistakes.addAll(NetworkVerifier.verify(network));
    mistakes.throwIfErrors();
    return network;
  }

  private NetworkBuilder add(
      String id,
      Population pre,
      Population post,
      Connector connector,
      SynapseType type,
      Optional<String> synapse) {
    Optional<String> plasticity =
        type instanceof SynapseType.Learning learning
            ? Optional.of(component(id + "_plasticity", learning.plasticity()))
            : Optional.empty();
    projections.add(
        new Projection(
            id,
            pre.id(),
            post.id(),
            synapse,
            plasticity,
            connector.connect(type.weight(), type.delayMillis()),
            SourceRef.ofPath(id)));
    return this;
  }

  private String component(String id, Cell cell) {
    try {
      Component made = make(id, cell);
      if (components.putIfAbsent(id, made) != null) {
        mistakes.add(
            Diagnostic.error(
                Code.N_DUPLICATE_NAME,
                SourceRef.ofPath(id),
                "the name '" + id + "' is used twice"));
      }
    } catch (BitspikeException unknownType) {
      mistakes.addAll(unknownType.diagnostics());
    }
    return id;
  }

  private Component make(String id, Cell cell) {
    types.computeIfAbsent(cell.type(), library::type);
    Map<String, List<Component>> children = new LinkedHashMap<>();
    cell.children()
        .forEach(
            (slot, cells) -> {
              List<Component> made = new ArrayList<>();
              for (Cell child : cells) {
                made.add(make(id + "_" + slot + "_" + made.size(), child));
              }
              children.put(slot, made);
            });
    return new Component(
        id, cell.type(), cell.parameters(), cell.texts(), children, SourceRef.ofPath(id));
  }
}
