package org.bitspike.compiler.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Gives the members of a bus addresses. Members whose addresses have the same high bits share rows:
 * a row then has one synapse on each circuit, from any of them. Rows are saved by as few patterns
 * as hold the members, and by members of one pattern whose targets differ: for each pattern, core
 * and port it takes as many rows as its target with most synapses needs. Seeded swaps of members
 * between patterns reduce the sum.
 */
final class AddressPlan {

  /** Swaps of a bus for each step of effort. */
  private static final int SWAPS = 300;

  /** Targets and ports that are looked at in the swaps of all buses. */
  private static final long MOST_WORK = 400_000_000;

  private final Chip chip;
  private final Traffic traffic;
  private final Groups groups;
  private final int[] address;

  AddressPlan(Chip chip, Traffic traffic, Groups groups, int[] address) {
    this.chip = chip;
    this.traffic = traffic;
    this.groups = groups;
    this.address = address;
  }

  /**
   * Assigns; the same members, effort and seed give the same addresses.
   *
   * @param buses number of buses among which the work is shared
   */
  void assign(int bus, List<Integer> members, int effort, long seed, int buses) {
    List<Integer> order = new ArrayList<>(members);
    Map<Integer, Integer> port = ports(bus);
    order.sort(
        Comparator.<Integer>comparingInt(m -> port.getOrDefault(m, 0)).thenComparingInt(m -> m));
    List<int[]> patterns = new ArrayList<>(List.of(chip.addresses()));
    // stable: of equally many addresses, the lower pattern first
    patterns.sort(Comparator.comparingInt(p -> -p.length));
    int used = 0;
    for (int room = 0; room < order.size(); used++) {
      room += patterns.get(used).length;
    }
    List<List<Integer>> classes = new ArrayList<>();
    int at = 0;
    for (int k = 0; k < used; k++) {
      int left = order.size() - at;
      int later = 0;
      for (int j = k + 1; j < used; j++) {
        later += patterns.get(j).length;
      }
      int size =
          Math.min(patterns.get(k).length, Math.max(left - later, Math.ceilDiv(left, used - k)));
      classes.add(new ArrayList<>(order.subList(at, at + size)));
      at += size;
    }
    if (used > 1 && effort > 0) {
      Swaps swaps = new Swaps(bus, classes);
      long most = MOST_WORK / buses / Math.max(1, swaps.work());
      swaps.improve((int) Math.min((long) SWAPS * effort, most), new Random(seed + bus));
    }
    for (int k = 0; k < used; k++) {
      for (int i = 0; i < classes.get(k).size(); i++) {
        address[classes.get(k).get(i)] = patterns.get(k)[i];
      }
    }
  }

  private Map<Integer, Integer> ports(int bus) {
    Map<Integer, int[]> count = new HashMap<>();
    for (int at = groups.first(bus, 0); at < groups.end(bus, chip.cores() - 1); at++) {
      int s = groups.synapse(at);
      count
          .computeIfAbsent(traffic.pre()[s], m -> new int[traffic.ports().size()])[
          traffic.port()[s]]++;
    }
    Map<Integer, Integer> most = new HashMap<>();
    count.forEach(
        (member, of) -> {
          int best = 0;
          for (int p = 1; p < of.length; p++) {
            best = of[p] > of[best] ? p : best;
          }
          most.put(member, best);
        });
    return most;
  }

  /** Swaps members of patterns while that takes no more rows. */
  private final class Swaps {
    private final List<List<Integer>> classes;
    private final Map<Integer, List<int[]>> synapses = new HashMap<>();
    private final int[] circuits;
    private final int[] coreStart;
    private final int ports;
    private final int[][] demand;

    Swaps(int bus, List<List<Integer>> classes) {
      this.classes = classes;
      ports = traffic.ports().size();
      Map<Integer, Integer> column = new HashMap<>();
      List<Integer> size = new ArrayList<>();
      List<Integer> starts = new ArrayList<>();
      for (int core = 0; core < chip.cores(); core++) {
        if (groups.first(bus, core) < groups.end(bus, core)) {
          starts.add(size.size());
        }
        for (int at = groups.first(bus, core); at < groups.end(bus, core); at++) {
          int s = groups.synapse(at);
          int post = traffic.post()[s];
          Integer known = column.putIfAbsent(post, size.size());
          if (known == null) {
            size.add(traffic.circuits()[post]);
          }
          int of = known == null ? size.size() - 1 : known;
          synapses
              .computeIfAbsent(traffic.pre()[s], m -> new ArrayList<>())
              .add(new int[] {of, traffic.port()[s]});
        }
      }
      starts.add(size.size());
      circuits = size.stream().mapToInt(c -> c).toArray();
      coreStart = starts.stream().mapToInt(c -> c).toArray();
      demand = new int[classes.size()][circuits.length * ports];
      for (int k = 0; k < classes.size(); k++) {
        for (int m : classes.get(k)) {
          move(m, k, 1);
        }
      }
    }

    /** What a swap looks at. */
    long work() {
      return 4L * demand[0].length;
    }

    private void move(int member, int to, int by) {
      for (int[] s : synapses.getOrDefault(member, List.of())) {
        demand[to][s[0] * ports + s[1]] += by;
      }
    }

    private double rows(int k) {
      double rows = 0;
      for (int core = 0; core + 1 < coreStart.length; core++) {
        for (int p = 0; p < ports; p++) {
          double most = 0;
          for (int t = coreStart[core]; t < coreStart[core + 1]; t++) {
            most = Math.max(most, (double) demand[k][t * ports + p] / circuits[t]);
          }
          rows += most;
        }
      }
      return rows;
    }

    void improve(int swaps, Random random) {
      double[] rows = new double[classes.size()];
      Arrays.setAll(rows, this::rows);
      for (int i = 0; i < swaps; i++) {
        int a = random.nextInt(classes.size());
        int b = random.nextInt(classes.size());
        if (a == b) {
          continue;
        }
        int inA = random.nextInt(classes.get(a).size());
        int inB = random.nextInt(classes.get(b).size());
        swap(a, inA, b, inB);
        double newA = rows(a);
        double newB = rows(b);
        if (newA + newB <= rows[a] + rows[b]) {
          rows[a] = newA;
          rows[b] = newB;
        } else {
          swap(a, inA, b, inB);
        }
      }
    }

    private void swap(int a, int inA, int b, int inB) {
      int first = classes.get(a).get(inA);
      int second = classes.get(b).get(inB);
      move(first, a, -1);
      move(first, b, 1);
      move(second, b, -1);
      move(second, a, 1);
      classes.get(a).set(inA, second);
      classes.get(b).set(inB, first);
    }
  }
}
