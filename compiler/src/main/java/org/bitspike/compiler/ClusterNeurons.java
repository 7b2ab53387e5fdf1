package org.bitspike.compiler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.profile.HardwareProfile.Sharing;
import org.bitspike.ir.profile.NeuronModel;
import org.bitspike.ir.random.CounterRandom;
import org.bitspike.ir.recording.Recording.SpikeSeries;

/**
 * Brings neurons that talk to each other onto one core. Neurons trade places with neurons of as
 * many circuits, and, where cores share registers or weight scales, of the same population; so no
 * core gets other circuits or other parameters than it had, and nothing is lost.
 *
 * <p>The traffic is the sum over all sources of {@code (1 + spikes) * cores}: spikes of the source
 * in the float run, cores that it reaches other than its own. First neurons are streamed, in the
 * order of a breadth-first walk, each to the core with the largest {@code affinity * free / seats},
 * where the affinity is the rate that comes from and goes to neurons there; then pairs are
 * exchanged where that lessens the traffic. A round of either for every ten of effort. What does
 * not lessen the traffic is not kept. Chips on which spikes are routed through switches keep the
 * network's order, for routes ask for other things than few cores; and so do networks with
 * connections that are known by their rule alone, which have no clusters.
 */
final class ClusterNeurons implements Pass {

  /** Partners on the better core that a neuron tries to trade with. */
  private static final int TRIES = 3;

  private static final int STREAM = 31;

  private static final int EFFORT_PER_ROUND = 10;

  @Override
  public String id() {
    return "cluster-neurons";
  }

  @Override
  public String summary() {
    return "bring neurons that talk to each other onto one core";
  }

  @Override
  public Set<Fact> requires() {
    return Set.of(Fact.PLACED);
  }

  @Override
  public Set<Fact> provides() {
    return Set.of(Fact.PLACED);
  }

  @Override
  public Draft run(Draft draft, PassContext context) {
    int[] given = Seats.cores(draft);
    boolean oneCore = Arrays.stream(given).allMatch(c -> c == given[0]);
    boolean routed = context.profile().topology().delivery().isPresent();
    boolean drawn = draft.links().stream().anyMatch(l -> l.drawn().isPresent());
    return context.options().effort() == 0 || oneCore || routed || drawn
        ? draft
        : new Clustering(draft, context, given).run();
  }

  /** One draft being clustered. */
  private static final class Clustering {
    private final Draft draft;
    private final PassContext context;
    private final int rounds;
    private final CoreInputs inputs;
    private final int[] given;
    private final int[] kind;
    private final double[] rate;
    private final int[][] targets;
    private final int cores;

    Clustering(Draft draft, PassContext context, int[] given) {
      this.draft = draft;
      this.context = context;
      this.rounds = Math.ceilDiv(context.options().effort(), EFFORT_PER_ROUND);
      this.given = given;
      this.inputs = new CoreInputs(draft);
      this.kind = kinds(draft, context.profile());
      this.rate = rates(draft, context, inputs.members());
      this.targets = targets(inputs);
      this.cores = Arrays.stream(given).max().orElse(0) + 1;
    }

    Draft run() {
      double first = CoreTraffic.of(inputs, rate, given);
      int[] best = given;
      double least = first;
      int[] order = walk();
      int[] core = given;
      for (int round = 0; round < rounds && least > 0; round++) {
        core = stream(order, core, round > 0);
        double traffic = CoreTraffic.of(inputs, rate, core);
        if (traffic < least) {
          best = core;
          least = traffic;
        }
        context.progress(round + 1L, 2L * rounds);
      }
      int[] improved = best.clone();
      double gained = least > 0 ? trade(improved) : 0;
      best = gained < 0 ? improved : best;
      context.use(
          "routes between cores, of those in the network's order",
          CoreTraffic.routes(inputs, best),
          CoreTraffic.routes(inputs, given));
      return best == given ? draft : Seats.on(draft, best);
    }

    /** Numbers of who may trade places: equal numbers may. */
    private static int[] kinds(Draft draft, HardwareProfile profile) {
      boolean shared =
          profile.synapse().weight().scalePer() == Sharing.CORE
              || (profile.neuron() instanceof NeuronModel.Fixed fixed
                  && fixed.registers().stream().anyMatch(r -> r.sharing() == Sharing.CORE));
      Map<List<Object>, Integer> numbers = new HashMap<>();
      List<Integer> kinds = new ArrayList<>();
      for (CellPlan cell : draft.cells()) {
        for (int circuits : cell.place().orElseThrow().circuits()) {
          List<Object> key = List.of(shared ? cell.block() : "", circuits);
          kinds.add(numbers.computeIfAbsent(key, k -> numbers.size()));
        }
      }
      return kinds.stream().mapToInt(Integer::intValue).toArray();
    }

    private static double[] rates(Draft draft, PassContext context, int members) {
      double[] rate = new double[members];
      Arrays.fill(rate, 1);
      int first = 0;
      for (CellPlan cell : draft.cells()) {
        count(context, cell.block(), rate, first);
        first += cell.size();
      }
      for (SourcePlan source : draft.sources()) {
        count(context, source.population(), rate, first);
        first += source.size();
      }
      return rate;
    }

    private static void count(PassContext context, String population, double[] rate, int first) {
      context
          .reference()
          .spikesOf(population)
          .map(SpikeSeries::neuron)
          .ifPresent(neurons -> Arrays.stream(neurons).forEach(n -> rate[first + n]++));
    }

    private static int[][] targets(CoreInputs inputs) {
      int[] size = new int[inputs.neurons()];
      int[][] targets = new int[inputs.neurons()][];
      for (int fill = 0; fill < 2; fill++) {
        for (int n = 0; n < inputs.neurons(); n++) {
          for (int source : inputs.sources(n)) {
            if (source < size.length) {
              if (fill == 1) {
                targets[source][size[source]] = n;
              }
              size[source]++;
            }
          }
        }
        for (int n = 0; n < size.length; n++) {
          targets[n] = fill == 0 ? new int[size[n]] : targets[n];
          size[n] = 0;
        }
      }
      return targets;
    }

    /** All neurons, breadth first along synapses of either direction. */
    private int[] walk() {
      int[] order = new int[given.length];
      boolean[] seen = new boolean[given.length];
      int end = 0;
      for (int root = 0; root < order.length; root++) {
        int next = end;
        end = visit(root, order, seen, end);
        while (next < end) {
          int n = order[next++];
          for (int source : inputs.sources(n)) {
            end = source < seen.length ? visit(source, order, seen, end) : end;
          }
          for (int target : targets[n]) {
            end = visit(target, order, seen, end);
          }
        }
      }
      return order;
    }

    private static int visit(int neuron, int[] order, boolean[] seen, int end) {
      if (seen[neuron]) {
        return end;
      }
      seen[neuron] = true;
      order[end] = neuron;
      return end + 1;
    }

    /** Gives every neuron a core anew, knowing those of the neurons before it, or also the last. */
    private int[] stream(int[] order, int[] last, boolean again) {
      int[] core = again ? last.clone() : new int[last.length];
      if (!again) {
        Arrays.fill(core, -1);
      }
      int[][] free = new int[Arrays.stream(kind).max().orElse(0) + 1][cores];
      for (int n = 0; n < given.length; n++) {
        free[kind[n]][given[n]]++;
      }
      int[][] seats = Arrays.stream(free).map(int[]::clone).toArray(int[][]::new);
      int[] firstFree = new int[free.length];
      int[] latest = new int[inputs.members()];
      Arrays.fill(latest, -1);
      double[] affinity = new double[cores];
      for (int n : order) {
        affinity(n, core, latest, affinity);
        int[] room = free[kind[n]];
        while (room[firstFree[kind[n]]] == 0) {
          firstFree[kind[n]]++;
        }
        int best = firstFree[kind[n]];
        double most = 0;
        for (int c = best; c < cores; c++) {
          double value = room[c] == 0 ? 0 : affinity[c] * room[c] / seats[kind[n]][c];
          if (value > most) {
            most = value;
            best = c;
          }
        }
        room[best]--;
        core[n] = best;
        for (int source : inputs.sources(n)) {
          latest[source] = best;
        }
      }
      return core;
    }

    /** How much of a neuron's traffic would stay on each core. */
    private void affinity(int neuron, int[] core, int[] latest, double[] affinity) {
      Arrays.fill(affinity, 0);
      for (int source : inputs.sources(neuron)) {
        int home = source < core.length ? core[source] : -1;
        if (home >= 0) {
          affinity[home] += rate[source];
        }
        if (latest[source] >= 0 && latest[source] != home) {
          affinity[latest[source]] += rate[source]; // goes there already
        }
      }
      for (int target : targets[neuron]) {
        if (core[target] >= 0) {
          affinity[core[target]] += rate[neuron];
        }
      }
    }

    /** Exchanges neurons of one kind where that lessens the traffic; gives by how much it grows. */
    private double trade(int[] core) {
      CoreTraffic traffic = new CoreTraffic(inputs, rate, core);
      Map<Integer, int[]> members = new HashMap<>(); // by kind and core, kept up to date
      for (int n = 0; n < core.length; n++) {
        members.merge(kind[n] * cores + core[n], new int[] {n}, Clustering::joined);
      }
      int[] none = new int[0];
      int[] nowhere = new int[inputs.members()];
      Arrays.fill(nowhere, -1);
      double[] affinity = new double[cores];
      double sum = 0;
      for (int round = 0; round < rounds; round++) {
        double before = sum;
        for (int n = 0; n < core.length; n++) {
          affinity(n, core, nowhere, affinity);
          int to = core[n];
          for (int c = 0; c < cores; c++) {
            to = affinity[c] > affinity[to] ? c : to;
          }
          int[] there = members.getOrDefault(kind[n] * cores + to, none);
          for (int k = 0; to != core[n] && there.length > 0 && k < TRIES; k++) {
            int from = core[n];
            int at = pick(n, round * TRIES + k, there.length);
            double more = traffic.move(n, to) + traffic.move(there[at], from);
            if (more < 0) {
              sum += more;
              int[] here = members.getOrDefault(kind[n] * cores + from, none);
              here[indexOf(here, n)] = there[at];
              there[at] = n;
            } else {
              traffic.move(there[at], to);
              traffic.move(n, from);
            }
          }
        }
        context.progress(rounds + round + 1L, 2L * rounds);
        if (sum == before) {
          break;
        }
      }
      return sum;
    }

    private int pick(int neuron, int attempt, int among) {
      long seed = context.options().seed().orElse(draft.network().run().seed());
      return (int) (CounterRandom.uniform(seed, STREAM, neuron, attempt) * among);
    }

    private static int[] joined(int[] a, int[] b) {
      int[] all = Arrays.copyOf(a, a.length + b.length);
      System.arraycopy(b, 0, all, a.length, b.length);
      return all;
    }

    private static int indexOf(int[] all, int wanted) {
      int at = 0;
      while (all[at] != wanted) {
        at++;
      }
      return at;
    }
  }
}
