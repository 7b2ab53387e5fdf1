package org.bitspike.compiler.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.bitspike.ir.profile.Delivery.Merge;

/**
 * Puts members that reach synapses onto buses. Blocks of a core are merged no further than the
 * sources outside need buses; those go to the core that has most of their synapses, or the nearest
 * one with room.
 */
final class BusPlan {

  private static final int NONE = -1;

  private final Chip chip;
  private final Traffic traffic;
  private final double[] weight;
  private final int[] port;
  private final int[] bus;
  private final List<List<Integer>> on = new ArrayList<>();

  private BusPlan(Chip chip, Traffic traffic) {
    this.chip = chip;
    this.traffic = traffic;
    weight = new double[traffic.members()];
    port = new int[traffic.members()];
    bus = new int[traffic.members()];
    Arrays.fill(bus, NONE);
    for (int b = 0; b < chip.cores() * chip.buses(); b++) {
      on.add(new ArrayList<>());
    }
  }

  /** For each bus, {@code core * buses + bus}, its members; those without any are in none. */
  static List<List<Integer>> of(Chip chip, Traffic traffic) {
    BusPlan plan = new BusPlan(chip, traffic);
    plan.weigh();
    int outside = 0;
    for (int m = traffic.neurons(); m < traffic.members(); m++) {
      outside += plan.weight[m] > 0 ? 1 : 0;
    }
    int needed = Math.ceilDiv(outside, chip.usable());
    int merges = chip.merges().size();
    for (int level = 0; level < merges; level++) {
      int free = plan.neurons(level);
      if (free >= needed || level == merges - 1) {
        break;
      }
      plan.on.forEach(List::clear);
    }
    plan.sources();
    return plan.on;
  }

  private void weigh() {
    long[] ports = new long[traffic.members()];
    for (int s = 0; s < traffic.size(); s++) {
      // a synapse without importance needs its source all the same
      weight[traffic.pre()[s]] += Math.max(traffic.importance()[s], Float.MIN_NORMAL);
      ports[traffic.pre()[s]] += traffic.port()[s];
    }
    for (int m = 0; m < port.length; m++) {
      port[m] = ports[m] > 0 ? 1 : 0;
    }
  }

  /** Puts neurons onto buses; gives the number of buses that are left. */
  private int neurons(int level) {
    List<List<Integer>> blocks = new ArrayList<>();
    int perCore = 0;
    for (int n = 0; n < traffic.neurons(); n++) {
      perCore = Math.max(perCore, traffic.circuit()[n] / chip.blockCircuits() + 1);
    }
    for (int b = 0; b < chip.cores() * perCore; b++) {
      blocks.add(new ArrayList<>());
    }
    for (int n = 0; n < traffic.neurons(); n++) {
      if (weight[n] > 0) {
        int block = traffic.circuit()[n] / chip.blockCircuits();
        blocks.get(traffic.core()[n] * perCore + block).add(n);
      }
    }
    for (int core = 0; core < chip.cores(); core++) {
      List<List<Integer>> own = blocks.subList(core * perCore, (core + 1) * perCore);
      Merge widest = chip.merges().get(level);
      for (int first = 0; first < perCore; first += widest.blocks()) {
        merge(core, own, first, level);
      }
    }
    int left = 0;
    for (int b = 0; b < on.size(); b++) {
      left += on.get(b).isEmpty() && works(b / chip.buses(), b % chip.buses()) ? 1 : 0;
    }
    return left;
  }

  private void merge(int core, List<List<Integer>> blocks, int first, int level) {
    Merge merge = chip.merges().get(level);
    int end = Math.min(first + merge.blocks(), blocks.size());
    List<Integer> all = new ArrayList<>();
    for (int b = first; b < end; b++) {
      all.addAll(blocks.get(b));
    }
    if (all.isEmpty()) {
      return;
    }
    int onto = chip.onto(merge, first);
    boolean fits =
        all.size() <= chip.usable()
            && works(core, onto)
            && on.get(core * chip.buses() + onto).isEmpty();
    if (fits || level == 0) {
      if (works(core, onto)) {
        put(core * chip.buses() + onto, all);
      }
      return;
    }
    int narrower = chip.merges().get(level - 1).blocks();
    for (int b = first; b < end; b += narrower) {
      merge(core, blocks, b, level - 1);
    }
  }

  private boolean works(int core, int bus) {
    return bus >= 0 && chip.graph().capacity(chip.busNode(core, bus)) > 0;
  }

  /** Where there are more than addresses, the most important come first. */
  private void put(int to, List<Integer> members) {
    List<Integer> order = new ArrayList<>(members);
    int room = chip.usable() - on.get(to).size();
    if (order.size() > room) {
      order.sort(Comparator.<Integer>comparingDouble(m -> -weight[m]).thenComparingInt(m -> m));
    }
    for (int m : order.subList(0, Math.min(room, order.size()))) {
      on.get(to).add(m);
      bus[m] = to;
    }
  }

  private void sources() {
    int[] home = homes();
    int[] fill = chip.fill();
    List<Integer> left = new ArrayList<>();
    int share = Arrays.stream(chip.addresses()).mapToInt(a -> a.length).max().orElse(1);
    for (int core : fill) {
      List<Integer> own = new ArrayList<>();
      for (int m = traffic.neurons(); m < traffic.members(); m++) {
        if (home[m] == core) {
          own.add(m);
        }
      }
      own.sort(Comparator.<Integer>comparingInt(m -> port[m]).thenComparingInt(m -> m));
      List<Integer> free = free(core);
      int used = Math.min(free.size(), Math.ceilDiv(own.size(), share));
      int at = 0;
      for (int k = 0; k < used; k++) {
        int end = Math.min((int) ((long) own.size() * (k + 1) / used), at + chip.usable());
        put(free.get(k), own.subList(at, end));
        at = end;
      }
      left.addAll(own.subList(at, own.size()));
    }
    for (int m : left) {
      nearest(home[m], fill, m);
    }
  }

  private void nearest(int home, int[] fill, int member) {
    int best = NONE;
    int least = Integer.MAX_VALUE;
    for (int core : fill) {
      int distance = chip.distance(home, core);
      if (distance >= least) {
        continue;
      }
      for (int b = 0; b < chip.buses(); b++) {
        int at = core * chip.buses() + b;
        boolean outside = on.get(at).isEmpty() || on.get(at).getFirst() >= traffic.neurons();
        if (outside && works(core, b) && on.get(at).size() < chip.usable()) {
          best = at;
          least = distance;
          break;
        }
      }
    }
    if (best != NONE) {
      put(best, List.of(member));
    }
  }

  private List<Integer> free(int core) {
    List<Integer> free = new ArrayList<>();
    for (int b = 0; b < chip.buses(); b++) {
      if (on.get(core * chip.buses() + b).isEmpty() && works(core, b)) {
        free.add(core * chip.buses() + b);
      }
    }
    return free;
  }

  /** The core with most of a source's synapses. */
  private int[] homes() {
    int[] home = new int[traffic.members()];
    Arrays.fill(home, NONE);
    int outside = traffic.members() - traffic.neurons();
    int[] start = new int[outside + 1];
    for (int pre : traffic.pre()) {
      if (pre >= traffic.neurons()) {
        start[pre - traffic.neurons() + 1]++;
      }
    }
    Arrays.parallelPrefix(start, Integer::sum);
    int[] target = new int[start[outside]];
    int[] next = start.clone();
    for (int s = 0; s < traffic.size(); s++) {
      int source = traffic.pre()[s] - traffic.neurons();
      if (source >= 0) {
        target[next[source]++] = traffic.core()[traffic.post()[s]];
      }
    }
    int[] count = new int[chip.cores()];
    for (int source = 0; source < outside; source++) {
      int best = NONE;
      for (int k = start[source]; k < start[source + 1]; k++) {
        int core = target[k];
        count[core]++;
        if (best == NONE
            || count[core] > count[best]
            || (count[core] == count[best] && core < best)) {
          best = core;
        }
      }
      for (int k = start[source]; k < start[source + 1]; k++) {
        count[target[k]] = 0;
      }
      home[traffic.neurons() + source] = best;
    }
    return home;
  }
}
