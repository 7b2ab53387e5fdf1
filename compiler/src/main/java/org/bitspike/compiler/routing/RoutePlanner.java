package org.bitspike.compiler.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bitspike.ir.program.Wiring;

/**
 * Plans how spikes reach synapses: members onto buses, addresses, ways from buses to drivers, rows
 * and cells.
 *
 * <p>How many drivers a bus asks for on a core is found by filling drivers that nobody else wants;
 * what each would take is its weight for the {@link Router}. When all is routed, the drivers that
 * were had are filled. Where synapses are left, buses ask for more and all is routed again; the
 * plan that realises most is kept.
 */
public final class RoutePlanner {

  /** Rounds of negotiation for each time that all is routed again. */
  private static final int ROUNDS_PER_TRY = 5;

  private final Chip chip;
  private final Traffic traffic;
  private final int effort;
  private final long seed;
  private final List<List<Integer>> on;
  private final int[] busOf;
  private final int[] address;
  private final Groups groups;
  private final List<List<Integer>> candidates = new ArrayList<>();

  private RoutePlanner(Chip chip, Traffic traffic, int effort, long seed) {
    this.chip = chip;
    this.traffic = traffic;
    this.effort = effort;
    this.seed = seed;
    on = BusPlan.of(chip, traffic);
    busOf = new int[traffic.members()];
    groups = new Groups(chip, traffic, on, busOf);
    address = new int[traffic.members()];
    Arrays.fill(address, -1);
    AddressPlan addresses = new AddressPlan(chip, traffic, groups, address);
    int used = (int) on.stream().filter(members -> !members.isEmpty()).count();
    for (int bus = 0; bus < on.size(); bus++) {
      if (!on.get(bus).isEmpty()) {
        addresses.assign(bus, on.get(bus), effort, seed, used);
      }
    }
    candidates();
  }

  /**
   * Plans.
   *
   * @param effort rounds of negotiation, at least 0; every fifth is one more try at the whole
   * @param seed decides between equals
   */
  public static RoutePlan plan(Chip chip, Traffic traffic, int effort, long seed) {
    return new RoutePlanner(chip, traffic, effort, seed).plan();
  }

  /** Drivers by core and zone, and for each core all of them. */
  private void candidates() {
    int perCore = chip.zones() + 1;
    List<List<Integer>> lists = new ArrayList<>();
    for (int k = 0; k < chip.cores() * perCore; k++) {
      lists.add(new ArrayList<>());
    }
    int first = chip.topology().firstNode(chip.driverFamily());
    for (int d = 0; d < chip.drivers(); d++) {
      if (chip.driverCore(d) >= 0 && chip.graph().capacity(first + d) > 0) {
        int core = chip.driverCore(d) * perCore;
        lists.get(core + chip.driverZone(d)).add(first + d);
        lists.get(core + chip.zones()).add(first + d);
      }
    }
    lists.forEach(l -> candidates.add(List.copyOf(l)));
  }

  private List<Integer> candidates(int core, int zone) {
    return candidates.get(core * (chip.zones() + 1) + zone);
  }

  /** Drivers that a bus asks for on a core. */
  private record Demand(int core, int zone, double weight) {}

  private RoutePlan plan() {
    List<List<Demand>> demands = new ArrayList<>();
    for (int bus = 0; bus < on.size(); bus++) {
      demands.add(new ArrayList<>());
      for (int core = 0; core < chip.cores(); core++) {
        if (groups.first(bus, core) < groups.end(bus, core)) {
          demand(bus, core, demands.get(bus));
        }
      }
    }
    long bound = new LossBound(chip, traffic, groups, on.size()).synapses();
    Result best = attempt(demands, seed);
    int tries = 1;
    for (int again = ROUNDS_PER_TRY;
        again <= effort && best.cells() < traffic.size() - bound;
        again += ROUNDS_PER_TRY) {
      best.more().forEach((bus, more) -> demands.get(bus).addAll(more));
      Result next = attempt(demands, seed + again);
      tries++;
      if (next.importance() > best.importance()) {
        best = next;
      }
    }
    return best.plan(bound, tries);
  }

  private void demand(int bus, int core, List<Demand> demands) {
    RowFilling filling = new RowFilling(chip, traffic, groups, address, bus, core);
    int most = candidates(core, chip.zones()).size();
    for (int k = 0; filling.left() > 0 && k < most; k++) {
      int best = 0;
      double[] gain = new double[chip.zones()];
      boolean same = true;
      for (int z = 0; z < gain.length; z++) {
        gain[z] = filling.gain(z);
        same &= gain[z] == gain[0];
        best = gain[z] > gain[best] ? z : best;
      }
      if (gain[best] <= 0) {
        return;
      }
      demands.add(new Demand(core, same ? chip.zones() : best, gain[best]));
      filling.take(best);
    }
  }

  private Result attempt(List<List<Demand>> demands, long trySeed) {
    List<Net> nets = new ArrayList<>();
    List<Integer> busOfNet = new ArrayList<>();
    for (int bus = 0; bus < demands.size(); bus++) {
      if (!demands.get(bus).isEmpty()) {
        List<Net.Sink> sinks = new ArrayList<>();
        for (Demand d : demands.get(bus)) {
          List<Integer> of = candidates(d.core(), d.zone());
          if (!of.isEmpty()) {
            sinks.add(new Net.Sink(of, d.weight()));
          }
        }
        nets.add(new Net(chip.busNode(bus / chip.buses(), bus % chip.buses()), sinks));
        busOfNet.add(bus);
      }
    }
    Routing routing = Router.route(chip.graph(), nets, effort, trySeed);
    Result result = new Result(routing);
    for (int n = 0; n < nets.size(); n++) {
      result.fill(busOfNet.get(n), routing.ends().get(n));
    }
    for (Routing.Unrouted u : routing.unrouted()) {
      if (u.cause() == Routing.Cause.NO_WAY) {
        int some = nets.get(u.net()).sinks().get(u.sink()).candidates().getFirst();
        result.unreachable(
            busOfNet.get(u.net()),
            chip.driverCore(some - chip.topology().firstNode(chip.driverFamily())));
      }
    }
    return result;
  }

  /** Rows and cells as they are made. */
  private final class Result implements RowFilling.Sink {
    private final Routing routing;
    private final Column driver = new Column();
    private final Column row = new Column();
    private final Column port = new Column();
    private final Column pattern = new Column();
    private final Column cellRow = new Column();
    private final Column cellCircuit = new Column();
    private final Column cellSynapse = new Column();
    private final SortedSet<Long> unreachable = new TreeSet<>();
    private final SortedSet<Long> reached = new TreeSet<>();
    private final TreeMap<Integer, List<Demand>> more = new TreeMap<>();
    private int filling;
    private int driversUsed;
    private double importance;

    Result(Routing routing) {
      this.routing = routing;
    }

    int cells() {
      return cellSynapse.size();
    }

    double importance() {
      return importance;
    }

    TreeMap<Integer, List<Demand>> more() {
      return more;
    }

    void unreachable(int bus, int core) {
      unreachable.add((long) bus * chip.cores() + core);
    }

    void fill(int bus, List<Integer> ends) {
      int first = chip.topology().firstNode(chip.driverFamily());
      TreeMap<Integer, List<Integer>> byCore = new TreeMap<>();
      for (int end : ends) {
        if (end != Routing.NONE) {
          byCore
              .computeIfAbsent(chip.driverCore(end - first), c -> new ArrayList<>())
              .add(end - first);
        }
      }
      for (int core = 0; core < chip.cores(); core++) {
        if (groups.first(bus, core) < groups.end(bus, core)) {
          fill(bus, core, byCore.getOrDefault(core, List.of()));
        }
      }
    }

    private void fill(int bus, int core, List<Integer> drivers) {
      RowFilling rows = new RowFilling(chip, traffic, groups, address, bus, core);
      List<List<Integer>> free = new ArrayList<>();
      for (int z = 0; z < chip.zones(); z++) {
        int zone = z;
        free.add(
            new ArrayList<>(drivers.stream().filter(d -> chip.driverZone(d) == zone).toList()));
      }
      if (!drivers.isEmpty()) {
        reached.add((long) bus * chip.cores() + core);
      }
      while (rows.left() > 0) {
        int best = -1;
        double most = 0;
        for (int z = 0; z < chip.zones(); z++) {
          double gain = free.get(z).isEmpty() ? 0 : rows.gain(z);
          if (gain > most) {
            most = gain;
            best = z;
          }
        }
        if (best < 0) {
          break;
        }
        filling = free.get(best).removeFirst();
        driversUsed++;
        importance += rows.fill(best, this);
      }
      if (rows.left() > 0) {
        for (int k = 0; k <= drivers.size() / 4; k++) {
          more.computeIfAbsent(bus, b -> new ArrayList<>())
              .add(new Demand(core, chip.zones(), Math.ulp(1.0)));
        }
      }
    }

    @Override
    public void row(int ofRow, int ofPort, int[] patterns) {
      driver.add(filling);
      row.add(ofRow);
      port.add(ofPort);
      for (int p : patterns) {
        pattern.add(p);
      }
    }

    @Override
    public void cell(int synapse, int circuit) {
      cellRow.add(driver.size() - 1);
      cellCircuit.add(circuit);
      cellSynapse.add(synapse);
    }

    RoutePlan plan(long bound, int tries) {
      int[] synapse = cellSynapse.toArray();
      int mask = (1 << chip.decoderBits()) - 1;
      int[] decoder = new int[synapse.length];
      for (int k = 0; k < synapse.length; k++) {
        decoder[k] = address[traffic.pre()[synapse[k]]] & mask;
      }
      return new RoutePlan(
          new Wiring(
              closed(),
              chip.busFamily(),
              senders(),
              chip.driverFamily(),
              traffic.ports(),
              chip.lanes(),
              new Wiring.Rows(driver.toArray(), row.toArray(), port.toArray(), pattern.toArray()),
              new Wiring.Cells(
                  cellRow.toArray(), cellCircuit.toArray(), decoder, new int[decoder.length])),
          synapse,
          causes(synapse),
          buses(),
          bound,
          driversUsed,
          tries);
    }

    private byte[] causes(int[] synapse) {
      byte[] cause = new byte[traffic.size()];
      Arrays.fill(cause, (byte) RoutePlan.Cause.NO_ROW.ordinal());
      for (int s = 0; s < cause.length; s++) {
        int bus = busOf[traffic.pre()[s]];
        long group = (long) bus * chip.cores() + traffic.core()[traffic.post()[s]];
        if (bus < 0) {
          cause[s] = (byte) RoutePlan.Cause.NO_ADDRESS.ordinal();
        } else if (unreachable.contains(group)) {
          cause[s] = (byte) RoutePlan.Cause.NO_WAY.ordinal();
        } else if (!reached.contains(group)) {
          cause[s] = (byte) RoutePlan.Cause.CONGESTED.ordinal();
        }
      }
      for (int s : synapse) {
        cause[s] = (byte) RoutePlan.Cause.NONE.ordinal();
      }
      return cause;
    }

    private int[] buses() {
      int[] bus = busOf.clone();
      for (int m = 0; m < bus.length; m++) {
        bus[m] = bus[m] < 0 ? -1 : chip.busNode(bus[m] / chip.buses(), bus[m] % chip.buses());
      }
      return bus;
    }

    private List<Wiring.Closed> closed() {
      int[] links =
          routing.configuration().junctions().stream()
              .mapToInt(Configuration.Junction::link)
              .sorted()
              .distinct()
              .toArray();
      List<Wiring.Closed> closed = new ArrayList<>();
      for (String family : chip.topology().switchFamilies()) {
        int first = chip.topology().firstSwitch(family);
        int end = first + chip.topology().switches(family);
        int[] own =
            Arrays.stream(links).filter(l -> l >= first && l < end).map(l -> l - first).toArray();
        if (own.length > 0) {
          closed.add(new Wiring.Closed(family, own));
        }
      }
      return closed;
    }

    private Wiring.Senders senders() {
      int first = chip.topology().firstNode(chip.busFamily());
      Column node = new Column();
      Column sender = new Column();
      Column of = new Column();
      for (int bus = 0; bus < on.size(); bus++) {
        for (int m : on.get(bus)) {
          node.add(chip.busNode(bus / chip.buses(), bus % chip.buses()) - first);
          sender.add(m);
          of.add(address[m]);
        }
      }
      return new Wiring.Senders(node.toArray(), sender.toArray(), of.toArray());
    }
  }
}
