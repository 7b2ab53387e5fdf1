package org.bitspike.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bitspike.ir.expr.Expr;
import org.bitspike.ir.expr.ExprEvaluator;
import org.bitspike.ir.loss.Loss;
import org.bitspike.ir.network.Projection;
import org.bitspike.ir.profile.CoreGrid;
import org.bitspike.ir.profile.Delivery;
import org.bitspike.ir.profile.Extents;
import org.bitspike.ir.profile.Topology;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.SourceBlock;
import org.bitspike.ir.program.SynapseBlock;
import org.bitspike.ir.program.Wiring;

/** Where cores are, how many synapses spikes reach from one to another, and how many are lost. */
final class RouteData {

  /** Routes that are drawn at most; the ones with most synapses are. */
  static final int MAX_ROUTES = 2000;

  /** Synapses from one core to another. */
  record Route(int from, int to, long synapses) {}

  private final CoreGrid grid;
  private final List<Route> routes;
  private final long[] lost;

  private RouteData(ReportInput in, Delivery delivery, Wiring wiring) {
    grid = CoreGrid.of(delivery.cores(), in.profile().constants());
    routes = routes(in.program(), senderCores(in, delivery, wiring));
    lost = lost(in);
  }

  /** What there is to show; empty where nothing is routed. */
  static Optional<RouteData> of(ReportInput in) {
    return in.profile()
        .topology()
        .delivery()
        .flatMap(d -> in.program().wiring().map(w -> new RouteData(in, d, w)));
  }

  /** Routes between different cores, those with most synapses first. */
  List<Route> routes() {
    return routes;
  }

  /** Lost synapses of the neurons of a core. */
  long lost(int core) {
    return core < lost.length ? lost[core] : 0;
  }

  long lost() {
    return Arrays.stream(lost).sum();
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new TreeMap<>();
    List<Object> places = new ArrayList<>();
    for (int core = 0; core < grid.cores(); core++) {
      int[] at = grid.place(core);
      int column = at.length == 0 ? 0 : at[at.length - 1];
      int row = at.length < 2 ? 0 : at[at.length - 2];
      places.add(List.of(column, row, lost(core)));
    }
    tree.put("places", places);
    List<Object> drawn = new ArrayList<>();
    for (Route r : routes.subList(0, Math.min(routes.size(), MAX_ROUTES))) {
      drawn.add(List.of(r.from(), r.to(), r.synapses()));
    }
    tree.put("routes", drawn);
    return tree;
  }

  /** Core of the bus that each member sends on; -1 for none. */
  private int[] senderCores(ReportInput in, Delivery delivery, Wiring wiring) {
    Map<Integer, Integer> coreOfNode = new HashMap<>();
    String bus = delivery.buses().over().keySet().stream().findFirst().orElse("");
    Topology.NodeFamily family =
        in.profile().topology().nodes().stream()
            .filter(f -> f.name().equals(wiring.busFamily()))
            .findFirst()
            .orElseThrow();
    Extents nodes = Extents.of(family.over(), in.profile().constants());
    int buses = Extents.of(delivery.buses().over(), in.profile().constants()).count();
    Map<String, Double> names = new HashMap<>(in.profile().constants());
    for (int core = 0; core < grid.cores(); core++) {
      int[] at = grid.place(core);
      for (int i = 0; i < at.length; i++) {
        names.put(grid.extents().names().get(i), (double) at[i]);
      }
      for (int b = 0; b < buses; b++) {
        names.put(bus, (double) b);
        int flat = 0;
        for (int i = 0; i < nodes.names().size(); i++) {
          Expr index =
              delivery.buses().node().at().getOrDefault(nodes.names().get(i), new Expr.Num(0));
          flat =
              flat * nodes.sizes().get(i)
                  + (int) ExprEvaluator.evaluate(index, Extents.constant(names));
        }
        coreOfNode.put(flat, core);
      }
    }
    int members =
        in.program().neurons().stream().mapToInt(NeuronBlock::size).sum()
            + in.program().sources().stream().mapToInt(SourceBlock::size).sum();
    int[] core = new int[members];
    Arrays.fill(core, -1);
    Wiring.Senders senders = wiring.senders();
    for (int k = 0; k < senders.sender().length; k++) {
      core[senders.sender()[k]] = coreOfNode.getOrDefault(senders.node()[k], -1);
    }
    return core;
  }

  private List<Route> routes(Program program, int[] senderCore) {
    Map<String, Integer> first = new HashMap<>();
    Map<String, int[]> cores = new HashMap<>();
    int members = 0;
    for (NeuronBlock block : program.neurons()) {
      first.put(block.name(), members);
      cores.put(block.name(), block.place().core());
      members += block.size();
    }
    for (SourceBlock block : program.sources()) {
      first.put(block.name(), members);
      members += block.size();
    }
    Map<Integer, Long> count = new HashMap<>();
    for (SynapseBlock block : program.listed().synapses()) {
      int[] target = cores.get(block.target());
      int from = first.getOrDefault(block.source(), 0);
      for (int s = 0; target != null && s + 1 < block.rowStart().length; s++) {
        int core = senderCore[from + s];
        for (int k = block.rowStart()[s]; core >= 0 && k < block.rowStart()[s + 1]; k++) {
          int to = target[block.targetIndex()[k]];
          if (to != core) {
            count.merge(core * grid.cores() + to, 1L, Long::sum);
          }
        }
      }
    }
    List<Route> found = new ArrayList<>();
    count.forEach((key, n) -> found.add(new Route(key / grid.cores(), key % grid.cores(), n)));
    found.sort(
        Comparator.comparingLong((Route r) -> -r.synapses())
            .thenComparingInt(Route::from)
            .thenComparingInt(Route::to));
    return found;
  }

  private long[] lost(ReportInput in) {
    Map<String, String> target = new HashMap<>();
    in.network().projections().forEach((Projection p) -> target.put(p.id(), p.post()));
    Map<String, int[]> coreOf = new HashMap<>();
    for (NeuronBlock block : in.program().neurons()) {
      int[] cores = coreOf.computeIfAbsent(block.population(), p -> new int[0]);
      int size =
          Math.max(cores.length, Arrays.stream(block.populationIndex()).max().orElse(-1) + 1);
      int[] all = Arrays.copyOf(cores, size);
      for (int n = 0; n < block.size(); n++) {
        all[block.populationIndex()[n]] = block.place().core()[n];
      }
      coreOf.put(block.population(), all);
    }
    long[] perCore = new long[grid.cores()];
    for (Loss loss : in.losses().losses()) {
      if (loss instanceof Loss.LostSynapses l) {
        int[] cores = coreOf.get(target.getOrDefault(l.projection(), ""));
        if (cores != null && l.neuron() < cores.length) {
          perCore[cores[l.neuron()]] += l.connections().length;
        }
      }
    }
    return perCore;
  }
}
