package org.bitspike.compiler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bitspike.compiler.routing.Chip;
import org.bitspike.compiler.routing.RoutePlan;
import org.bitspike.compiler.routing.RoutePlanner;
import org.bitspike.compiler.routing.Traffic;
import org.bitspike.ir.profile.NeuronModel;
import org.bitspike.ir.program.NeuronBlock.Place;

/**
 * Routes spikes from their sources to synapses through the chip's switches, and drops synapses that
 * cannot be reached or find no row. Each is reported with its cause, target and source.
 */
final class RouteNetwork implements Pass {

  static final String ID = "route-network";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String summary() {
    return "route spikes through switches, give addresses, drivers, rows; drop what has no way";
  }

  @Override
  public Set<Fact> requires() {
    return Set.of(Fact.PLACED);
  }

  @Override
  public Set<Fact> provides() {
    return Set.of();
  }

  @Override
  public Draft run(Draft draft, PassContext context) {
    if (context.profile().topology().delivery().isEmpty()) {
      return draft;
    }
    Chip chip = Chips.of(context.profile());
    Synapses synapses = new Synapses(draft, context);
    Traffic traffic = synapses.traffic();
    long seed = context.options().seed().orElse(draft.network().run().seed());
    RoutePlan plan = RoutePlanner.plan(chip, traffic, context.options().effort(), seed);
    int cells = plan.synapse().length;
    int[] link = new int[cells];
    int[] connection = new int[cells];
    for (int k = 0; k < cells; k++) {
      link[k] = synapses.link[plan.synapse()[k]];
      connection[k] = synapses.connection[plan.synapse()[k]];
    }
    report(context, chip, traffic, plan);
    List<Link> links = new ArrayList<>(draft.links());
    if (plan.lost() > 0) {
      Map<Integer, boolean[]> kept = new LinkedHashMap<>();
      for (int s = 0; s < traffic.size(); s++) {
        if (plan.cause()[s] != 0) {
          Link of = links.get(synapses.link[s]);
          kept.computeIfAbsent(synapses.link[s], l -> flags(of))[synapses.connection[s]] = false;
        }
      }
      new RoutingLosses(draft, context, traffic, plan, synapses.link, synapses.connection).report();
      kept.forEach((l, flags) -> links.set(l, links.get(l).withKept(flags)));
    }
    return draft.withLinks(links).withRoutes(new Routes(chip, plan, link, connection));
  }

  private static boolean[] flags(Link link) {
    boolean[] flags = new boolean[link.table().size()];
    for (int c = 0; c < flags.length; c++) {
      flags[c] = link.isKept(c);
    }
    return flags;
  }

  private static void report(PassContext context, Chip chip, Traffic traffic, RoutePlan plan) {
    int closed = plan.wiring().closed().stream().mapToInt(c -> c.index().length).sum();
    context.use("switches closed", closed, chip.topology().graph().switches());
    context.use(
        "buses", Arrays.stream(plan.wiring().senders().node()).distinct().count(), chip.busCount());
    context.use(
        "addresses",
        plan.wiring().senders().sender().length,
        (long) chip.busCount() * chip.usable());
    context.use("synapse drivers", plan.drivers(), chip.driverCount());
    context.use("synapses lost in routing", plan.lost(), traffic.size());
    context.use("synapses that no routing realises, at least", plan.lowerBound(), traffic.size());
  }

  /** Kept synapses on neurons, as columns. */
  private static final class Synapses {
    private final Draft draft;
    private final PassContext context;
    final int[] link;
    final int[] connection;

    Synapses(Draft draft, PassContext context) {
      this.draft = draft;
      this.context = context;
      int size = 0;
      for (Link l : draft.links()) {
        size = Math.toIntExact(size + (draft.cell(l.post()).isPresent() ? l.keptCount() : 0));
      }
      link = new int[size];
      connection = new int[size];
    }

    Traffic traffic() {
      int neurons = draft.cells().stream().mapToInt(CellPlan::size).sum();
      int[] core = new int[neurons];
      int[] circuit = new int[neurons];
      int[] circuits = new int[neurons];
      Map<String, Integer> first = new HashMap<>();
      int members = 0;
      for (CellPlan cell : draft.cells()) {
        Place place = cell.place().orElseThrow();
        System.arraycopy(place.core(), 0, core, members, cell.size());
        System.arraycopy(place.circuit(), 0, circuit, members, cell.size());
        System.arraycopy(place.circuits(), 0, circuits, members, cell.size());
        first.put(cell.block(), members);
        members += cell.size();
      }
      for (SourcePlan source : draft.sources()) {
        first.put(source.block(), members);
        members += source.size();
      }
      int[] pre = new int[link.length];
      int[] post = new int[link.length];
      int[] port = new int[link.length];
      float[] importance = new float[link.length];
      List<String> ports = new ArrayList<>();
      Importance of = new Importance(draft, context.dt());
      int at = 0;
      for (int l = 0; l < draft.links().size(); l++) {
        Link one = draft.links().get(l);
        if (draft.cell(one.post()).isEmpty()) {
          continue;
        }
        int[] portOf = ports(one, ports);
        double perWeight = of.perWeight(one);
        int firstPre = first.getOrDefault(one.pre(), 0);
        int firstPost = first.getOrDefault(one.post(), 0);
        for (int c = 0; c < one.table().size(); c++) {
          if (one.isKept(c)) {
            link[at] = l;
            connection[at] = c;
            pre[at] = firstPre + one.table().pre(c);
            post[at] = firstPost + one.table().post(c);
            port[at] = portOf[portOf.length == 1 ? 0 : one.fate().receptor()[c]];
            importance[at] = (float) (Math.abs(one.table().weight(c)) * perWeight);
            at++;
          }
        }
      }
      return new Traffic(core, circuit, circuits, members, ports, pre, post, port, importance);
    }

    /** Numbers of the ports of a link's receptors; one where it has no synapse. */
    private int[] ports(Link one, List<String> ports) {
      CellPlan cell = draft.cell(one.post()).orElseThrow();
      if (one.synapse().isEmpty()) {
        return new int[] {number("", ports)};
      }
      int[] numbers = new int[Math.max(2, cell.receptors().size())];
      for (int r = 0; r < cell.receptors().size(); r++) {
        numbers[r] = number(port(cell, r), ports);
      }
      return numbers;
    }

    private String port(CellPlan cell, int receptor) {
      return context.profile().neuron() instanceof NeuronModel.Fixed fixed
          ? fixed.receptors().get(Effects.scaleIndex(cell, receptor)).port()
          : cell.receptors().get(receptor).port();
    }

    private static int number(String port, List<String> ports) {
      if (!ports.contains(port)) {
        ports.add(port);
      }
      return ports.indexOf(port);
    }
  }
}
