package org.bitspike.reference.converged;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.bitspike.reference.converged.ConvergedOptions.TraceRequest;
import org.bitspike.reference.flat.FlatSystem;
import org.bitspike.reference.flat.Flattener;

/** Makes a unit of each cell, or of each cluster of coupled cells; equal ones share a shape. */
final class UnitFactory {

  /**
   * A shape, and the indices of its parts.
   *
   * @param roots part of each cell
   * @param places part of each attached component of each cell
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Built(Shape shape, FlatSystem flat, int[] roots, int[][] places) {}

  /** Where a cell ended up. */
  @SuppressWarnings("ArrayRecordComponent")
  record Home(int unit, int root, int[] places) {}

  final List<Unit> units = new ArrayList<>();
  final List<Runnable> restarts = new ArrayList<>();
  final List<Home> homes = new ArrayList<>();
  final List<Probe> probes = new ArrayList<>();

  private final Wiring wiring;
  private final ConvergedOptions options;
  private final Unit.Listener listener;
  private final Map<String, Built> shapes = new LinkedHashMap<>();

  UnitFactory(Wiring wiring, ConvergedOptions options, Unit.Listener listener) {
    this.wiring = wiring;
    this.options = options;
    this.listener = listener;
  }

  void make() {
    int[] cluster = wiring.clusters();
    Map<Integer, List<Integer>> members = new LinkedHashMap<>();
    for (int c = 0; c < cluster.length; c++) {
      members.computeIfAbsent(cluster[c], k -> new ArrayList<>()).add(c);
      homes.add(new Home(-1, -1, new int[0]));
    }
    Map<Integer, List<Wiring.Pair>> pairs = new HashMap<>();
    for (Wiring.Pair p : wiring.pairs) {
      pairs.computeIfAbsent(cluster[p.oneCell()], k -> new ArrayList<>()).add(p);
    }
    members.forEach((first, cells) -> unit(cells, pairs.getOrDefault(first, List.of())));
  }

  private void unit(List<Integer> numbers, List<Wiring.Pair> pairs) {
    List<Cell> cells = numbers.stream().map(wiring.cells::get).toList();
    Built built =
        shapes.computeIfAbsent(key(numbers, cells, pairs), k -> build(numbers, cells, pairs));
    FlatSystem flat = built.shape.system;
    DoubleSupplier[] draws = new DoubleSupplier[flat.parts().size()];
    List<Streams.Counter> counters = new ArrayList<>();
    java.util.Arrays.fill(draws, Unit.NO_DRAWS);
    for (int c = 0; c < cells.size(); c++) {
      Cell cell = cells.get(c);
      int stream = wiring.populationStreams.getOrDefault(cell.population.id(), 0);
      giveDraws(flat, built.roots[c], stream, cell.index, draws, counters);
      for (int a = 0; a < cell.attached.size(); a++) {
        Cell.Attached attached = cell.attached.get(a);
        giveDraws(flat, built.places[c][a], attached.stream(), attached.index(), draws, counters);
      }
    }
    List<Probe> own = probes(built, cells);
    String name = String.join(" with ", cells.stream().map(Cell::name).toList());
    Unit unit =
        new Unit(
            units.size(),
            name,
            built.shape,
            draws,
            own,
            options.tolerance(),
            options.ticks() * options.gridSeconds(),
            listener);
    for (int c = 0; c < cells.size(); c++) {
      homes.set(numbers.get(c), new Home(unit.index, built.roots[c], built.places[c]));
      writeWeights(unit, built, c, cells.get(c));
    }
    probes.addAll(own);
    units.add(unit);
    restarts.add(() -> counters.forEach(Streams.Counter::restart));
  }

  private void giveDraws(
      FlatSystem flat,
      int top,
      int stream,
      long index,
      DoubleSupplier[] draws,
      List<Streams.Counter> counters) {
    for (int p = top; p < flat.parts().size(); p++) {
      FlatSystem.Part part = flat.parts().get(p);
      if (part.draws() && owner(flat, p) == top) {
        Streams.Counter counter =
            new Streams.Counter(
                wiring.network.run().seed(), stream, index | (long) part.ordinal() << 32);
        draws[p] = counter;
        counters.add(counter);
      }
    }
  }

  private static int owner(FlatSystem flat, int part) {
    int at = part;
    while (!flat.parts().get(at).attached() && flat.parts().get(at).parent() >= 0) {
      at = flat.parts().get(at).parent();
    }
    return at;
  }

  private static void writeWeights(Unit unit, Built built, int c, Cell cell) {
    for (int a = 0; a < cell.attached.size(); a++) {
      Cell.Attached attached = cell.attached.get(a);
      int slot = weightSlot(unit, built.places[c][a]);
      if (slot >= 0 && !attached.merged()) {
        unit.base[slot] = attached.weight();
      }
    }
  }

  /** Where a part's weight stands in its unit's frame; negative when it has none. */
  static int weightSlot(Unit unit, int part) {
    String path = unit.shape.system.parts().get(part).path();
    String name = path.isEmpty() ? "weight" : path + "/weight";
    boolean has = unit.shape.system.properties().stream().anyMatch(p -> p.name().equals(name));
    return has ? unit.shape.slotOf(name) : -1;
  }

  private List<Probe> probes(Built built, List<Cell> cells) {
    List<Probe> own = new ArrayList<>();
    for (int c = 0; c < cells.size(); c++) {
      for (TraceRequest r : cells.get(c).traces) {
        Optional<String> symbol = symbol(built.flat, prefix(cells, c), cells.get(c), r);
        if (symbol.isEmpty()) {
          options.warnings().accept(Wiring.noVariable(r));
          continue;
        }
        own.add(
            new Probe(
                r,
                built.shape.program(Map.of(), Set.of(symbol.get())),
                built.shape.slotOf(symbol.get()),
                built.shape.slots,
                r.everyTicks() * options.gridSeconds(),
                Math.toIntExact(options.ticks() / r.everyTicks() + 1)));
      }
    }
    return own;
  }

  private static Optional<String> symbol(
      FlatSystem flat, String prefix, Cell cell, TraceRequest r) {
    String path = cell.pathOf(r.variable());
    return flat.symbol(prefix.isEmpty() ? path : prefix + "/" + path);
  }

  private static String prefix(List<Cell> cells, int c) {
    return cells.size() == 1 ? "" : cells.get(c).name();
  }

  private static String key(List<Integer> numbers, List<Cell> cells, List<Wiring.Pair> pairs) {
    StringBuilder key = new StringBuilder();
    for (int c = 0; c < cells.size(); c++) {
      Cell cell = cells.get(c);
      key.append(prefix(cells, c)).append('\n').append(cell.component.id());
      cell.attached.forEach(a -> key.append('\n').append(a.name()));
      cell.traces.forEach(r -> key.append('\n').append('?').append(r.variable()));
      key.append('\n');
    }
    pairs.forEach(
        p ->
            key.append(numbers.indexOf(p.oneCell()))
                .append(' ')
                .append(p.onePlace())
                .append(' ')
                .append(numbers.indexOf(p.otherCell()))
                .append(' ')
                .append(p.otherPlace())
                .append('\n'));
    return key.toString();
  }

  private Built build(List<Integer> numbers, List<Cell> cells, List<Wiring.Pair> pairs) {
    Flattener flattener = new Flattener(wiring.network.types());
    int[] roots = new int[cells.size()];
    int[][] places = new int[cells.size()][];
    for (int c = 0; c < cells.size(); c++) {
      Cell cell = cells.get(c);
      roots[c] = flattener.root(prefix(cells, c), cell.component);
      places[c] = new int[cell.attached.size()];
      for (int a = 0; a < places[c].length; a++) {
        Cell.Attached x = cell.attached.get(a);
        places[c][a] = flattener.attach(roots[c], x.slot(), x.component(), x.name());
      }
    }
    for (Wiring.Pair p : pairs) {
      flattener.couple(
          places[numbers.indexOf(p.oneCell())][p.onePlace()],
          places[numbers.indexOf(p.otherCell())][p.otherPlace()]);
    }
    FlatSystem flat = flattener.flatten();
    Set<String> read = new LinkedHashSet<>();
    for (int c = 0; c < cells.size(); c++) {
      for (TraceRequest r : cells.get(c).traces) {
        symbol(flat, prefix(cells, c), cells.get(c), r).ifPresent(read::add);
      }
    }
    return new Built(new Shape(flat, read), flat, roots, places);
  }
}
