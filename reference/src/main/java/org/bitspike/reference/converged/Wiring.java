package org.bitspike.reference.converged;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ComponentType.Slot;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Coupling;
import org.bitspike.ir.network.InputBinding;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.network.Projection;
import org.bitspike.reference.flat.Exprs;

/** Hangs synapses and inputs to cells, and finds which cells are coupled. */
final class Wiring {

  private static final int COUPLING = 0x55000000;

  /** Where each connection of a projection goes: the cell, and the place among what it holds. */
  @SuppressWarnings("ArrayRecordComponent")
  record Wired(Projection projection, ConnectionTable table, int[] cell, int[] place) {}

  /** A pair of coupled attached components. */
  record Pair(int oneCell, int onePlace, int otherCell, int otherPlace) {}

  /** An input whose own events are recorded. */
  @SuppressWarnings("ArrayRecordComponent")
  record Firing(InputBinding input, int[] cell, int[] place) {}

  /** The place of connections that end at a cell, not at anything attached to it. */
  static final int CELL_ITSELF = -1;

  final Network network;
  final List<Cell> cells = new ArrayList<>();
  final Map<String, Integer> firstCell = new LinkedHashMap<>();
  final List<Wired> wired = new ArrayList<>();
  final List<Pair> pairs = new ArrayList<>();
  final List<Firing> firing = new ArrayList<>();
  final Map<String, Integer> populationStreams = new HashMap<>();

  private final Map<String, ComponentType> types = new HashMap<>();
  private final Map<String, Component> components = new HashMap<>();
  private final Map<String, Population> populations = new HashMap<>();
  private final Streams streams = new Streams();
  private final Diagnostics diagnostics = new Diagnostics();
  private final Merging merging;

  Wiring(Network network, Merging merging) {
    this.network = network;
    this.merging = merging;
    network.types().forEach(t -> types.put(t.name(), t));
    network.components().forEach(c -> components.put(c.id(), c));
    network.populations().forEach(p -> populations.put(p.id(), p));
  }

  void wire() {
    for (Population p : network.populations()) {
      Component component = component(p.component());
      refuseMorphology(p, component);
      firstCell.put(p.id(), cells.size());
      for (int i = 0; i < p.size(); i++) {
        cells.add(new Cell(p, component, i));
      }
    }
    diagnostics.throwIfErrors();
    network.projections().forEach(this::project);
    network.couplings().forEach(this::couple);
    network.inputs().forEach(this::input);
    for (Population p : network.populations()) {
      if (draws(component(p.component()))) {
        populationStreams.put(p.id(), streams.stream(Streams.POPULATION, p.id()));
      }
    }
    diagnostics.throwIfErrors();
  }

  private Component component(String id) {
    Component c = components.get(id);
    if (c == null) {
      throw new java.util.NoSuchElementException("component " + id);
    }
    return c;
  }

  private ComponentType type(Component component) {
    ComponentType t = types.get(component.type());
    if (t == null) {
      throw new java.util.NoSuchElementException("component type " + component.type());
    }
    return t;
  }

  private Population population(String id) {
    Population p = populations.get(id);
    if (p == null) {
      throw new java.util.NoSuchElementException("population " + id);
    }
    return p;
  }

  private int cell(String populationId, int index) {
    return firstCell.getOrDefault(populationId, 0) + index;
  }

  private boolean draws(Component component) {
    return Exprs.draws(type(component))
        || component.children().values().stream()
            .anyMatch(list -> list.stream().anyMatch(this::draws));
  }

  private void refuseMorphology(Population p, Component component) {
    if (segments(component) > 1) {
      diagnostics.add(
          Diagnostic.error(
              Code.R_UNSUPPORTED,
              p.source(),
              "population "
                  + p.id()
                  + " is of cell "
                  + component.id()
                  + ", which has "
                  + segments(component)
                  + " segments; converged mode runs cells of one",
              "use grid mode, whose cable solver runs cells of any number of segments"));
    }
  }

  private static int segments(Component component) {
    int most = component.children().getOrDefault("segments", List.of()).size();
    for (List<Component> list : component.children().values()) {
      for (Component child : list) {
        most = Math.max(most, segments(child));
      }
    }
    return most;
  }

  private Optional<String> slot(String populationId, Component attached) {
    ComponentType host = type(component(population(populationId).component()));
    ComponentType type = type(attached);
    List<Slot> slots =
        host.slots().stream().filter(s -> s.kind() == Slot.Kind.ATTACHMENTS).toList();
    Optional<String> found =
        slots.stream()
            .filter(s -> type.isA(s.type()))
            .findFirst()
            .or(() -> slots.stream().findFirst())
            .map(Slot::name);
    if (found.isEmpty()) {
      diagnostics.add(
          Diagnostic.error(
              Code.R_UNSUPPORTED,
              attached.source(),
              "component "
                  + attached.id()
                  + " cannot be attached to population "
                  + populationId
                  + ": type "
                  + host.name()
                  + " has no place for attachments"));
    }
    return found;
  }

  private void project(Projection projection) {
    if (projection.plasticity().isPresent()) {
      diagnostics.add(
          Diagnostic.error(
              Code.R_UNSUPPORTED,
              projection.source(),
              "projection "
                  + projection.id()
                  + " learns by "
                  + projection.plasticity().get()
                  + ", whose rule works in ticks and has no limit when steps go to zero",
              "use grid mode, or remove the plasticity"));
      return;
    }
    Population pre = population(projection.pre());
    Population post = population(projection.post());
    ConnectionTable table =
        projection
            .connectivity()
            .expand(pre.size(), post.size(), projection.pre().equals(projection.post()));
    if (projection.synapse().isEmpty()) {
      if (projection.targetPort().isPresent()) {
        direct(projection, post, table);
      }
      return;
    }
    Component synapse = component(projection.synapse().get());
    Optional<String> slot = slot(post.id(), synapse);
    if (slot.isEmpty()) {
      return;
    }
    boolean merged = merging.mergeable(post, synapse.id());
    int stream = draws(synapse) ? streams.stream(Streams.PROJECTION, projection.id()) : 0;
    int[] target = new int[table.size()];
    int[] place = new int[table.size()];
    for (int c = 0; c < table.size(); c++) {
      target[c] = cell(post.id(), table.post(c));
      place[c] =
          cells.get(target[c]).attach(synapse, slot.get(), table.weight(c), merged, stream, c);
    }
    wired.add(new Wired(projection, table, target, place));
  }

  /** Events that go to the cells themselves. */
  private void direct(Projection projection, Population post, ConnectionTable table) {
    int[] target = new int[table.size()];
    Arrays.setAll(target, c -> cell(post.id(), table.post(c)));
    int[] place = new int[table.size()];
    Arrays.fill(place, CELL_ITSELF);
    wired.add(new Wired(projection, table, target, place));
  }

  private void couple(Coupling c) {
    Component one = component(c.preComponent());
    Component other = component(c.postComponent());
    Optional<String> oneSlot = slot(c.pre(), one);
    Optional<String> otherSlot = slot(c.post(), other);
    if (oneSlot.isEmpty() || otherSlot.isEmpty()) {
      return;
    }
    int oneStream = draws(one) ? streams.stream(COUPLING, c.id() + " pre") : 0;
    int otherStream = draws(other) ? streams.stream(COUPLING, c.id() + " post") : 0;
    ConnectionTable table = c.connections();
    for (int k = 0; k < table.size(); k++) {
      int a = cell(c.pre(), table.pre(k));
      int b = cell(c.post(), table.post(k));
      int atA = cells.get(a).attach(one, oneSlot.get(), table.weight(k), false, oneStream, k);
      int atB = cells.get(b).attach(other, otherSlot.get(), table.weight(k), false, otherStream, k);
      pairs.add(new Pair(a, atA, b, atB));
    }
  }

  private void input(InputBinding input) {
    Component component = component(input.component());
    Optional<String> slot = slot(input.population(), component);
    if (slot.isEmpty()) {
      return;
    }
    int stream = draws(component) ? streams.stream(Streams.INPUT, input.id()) : 0;
    int n = input.targets().length;
    int[] target = new int[n];
    int[] place = new int[n];
    for (int k = 0; k < n; k++) {
      target[k] = cell(input.population(), input.targets()[k]);
      place[k] =
          cells.get(target[k]).attach(component, slot.get(), input.weights()[k], false, stream, k);
    }
    if (type(component).emitsEvents() && !populations.containsKey(input.id())) {
      firing.add(new Firing(input, target, place));
    }
  }

  /** Gives each cell what is to be traced of it; warns of members that do not exist. */
  void trace(ConvergedOptions options) {
    for (ConvergedOptions.TraceRequest r : options.traces()) {
      Population p = populations.get(r.population());
      if (p != null && r.index() >= 0 && r.index() < p.size() && r.everyTicks() >= 1) {
        cells.get(cell(r.population(), r.index())).traces.add(r);
      } else {
        options.warnings().accept(noVariable(r));
      }
    }
  }

  static Diagnostic noVariable(ConvergedOptions.TraceRequest r) {
    return Diagnostic.warning(
        Code.R_UNSUPPORTED,
        SourceRef.ofPath(r.population() + "[" + r.index() + "]/" + r.variable()),
        "there is no variable "
            + r.variable()
            + " of "
            + r.population()
            + "["
            + r.index()
            + "] to record; it is left out");
  }

  /** For each cell, the lowest cell that it is coupled to in any number of ways. */
  int[] clusters() {
    int[] root = new int[cells.size()];
    Arrays.setAll(root, k -> k);
    for (Pair p : pairs) {
      int a = find(root, p.oneCell);
      int b = find(root, p.otherCell);
      root[Math.max(a, b)] = Math.min(a, b);
    }
    Arrays.setAll(root, k -> find(root, k));
    return root;
  }

  private static int find(int[] root, int cell) {
    int at = cell;
    while (root[at] != at) {
      root[at] = root[root[at]];
      at = root[at];
    }
    return at;
  }
}
