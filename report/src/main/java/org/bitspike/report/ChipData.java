package org.bitspike.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bitspike.ir.program.NeuronBlock;

/** Which population takes how many circuits of which core. */
final class ChipData {

  /** Cores drawn at most; of more, only the occupied ones are drawn. */
  static final int MAX_CORES = 1024;

  /** Neurons and circuits of one population on one core. */
  record Use(int neurons, int circuits) {}

  private final ReportInput in;
  private final Optional<RouteData> routes;
  private final TreeMap<Integer, Map<String, Use>> byCore = new TreeMap<>();

  ChipData(ReportInput in) {
    this.in = in;
    this.routes = RouteData.of(in);
    for (NeuronBlock block : in.program().neurons()) {
      int[] core = block.place().core();
      for (int n = 0; n < core.length; n++) {
        byCore
            .computeIfAbsent(core[n], c -> new LinkedHashMap<>())
            .merge(
                block.population(),
                new Use(1, block.place().circuits()[n]),
                (a, b) -> new Use(a.neurons() + b.neurons(), a.circuits() + b.circuits()));
      }
    }
  }

  /** Core numbers, ascending, each with its populations. */
  TreeMap<Integer, Map<String, Use>> byCore() {
    return byCore;
  }

  /** Where cores are and what leads from one to another, where spikes are routed. */
  Optional<RouteData> routes() {
    return routes;
  }

  int used() {
    return byCore.size();
  }

  /** Whether empty cores are drawn too. */
  boolean drawsAll() {
    return in.profile().limits().cores() <= MAX_CORES;
  }

  Map<String, Object> tree(List<String> populations) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("cores", drawsAll() ? in.profile().limits().cores() : Math.min(used(), MAX_CORES));
    tree.put("all", drawsAll());
    tree.put("circuits", in.profile().limits().circuitsPerCore());
    List<Object> tiles = new ArrayList<>();
    byCore.forEach(
        (core, uses) -> {
          if (tiles.size() < MAX_CORES) {
            List<Object> flat = new ArrayList<>();
            uses.forEach(
                (population, use) ->
                    flat.add(
                        List.of(populations.indexOf(population), use.neurons(), use.circuits())));
            Map<String, Object> tile = new LinkedHashMap<>();
            tile.put("core", core);
            tile.put("use", flat);
            tiles.add(tile);
          }
        });
    tree.put("tiles", tiles);
    routes.ifPresent(r -> tree.put("map", r.tree()));
    return tree;
  }
}
