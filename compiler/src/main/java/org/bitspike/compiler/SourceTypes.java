package org.bitspike.compiler;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.bitspike.ir.random.CounterRandom;

/**
 * Sorts sources into types such that one weight for each neuron and type comes nearest to the
 * weights of all synapses: the sum of squared differences is brought down by turns, weights to the
 * mean of their type's synapses and sources to the type that fits them best (Lloyd 1982), from
 * several beginnings. A synapse that is nearer to nothing than to its weight is off. Sources that
 * excite and those that inhibit are sorted apart, each into as many types as makes the sum
 * smallest.
 */
final class SourceTypes {

  private static final int ROUNDS = 50;

  /** Beginnings by lot, for networks that are small enough. */
  private static final int STARTS = 12;

  private static final long WORK = 200_000_000L;

  private final int sources;
  private final int neurons;
  private final boolean[] inhibits;
  private int[] sourceOf = new int[64];
  private int[] neuronOf = new int[64];
  private double[] effectOf = new double[64];
  private int size;

  SourceTypes(int sources, int neurons) {
    this.sources = sources;
    this.neurons = neurons;
    this.inhibits = new boolean[sources];
  }

  /** A synapse of a source on a neuron, with the magnitude of its effect. */
  void add(int source, int neuron, double effect, boolean inhibitory) {
    if (size == sourceOf.length) {
      sourceOf = Arrays.copyOf(sourceOf, size * 2);
      neuronOf = Arrays.copyOf(neuronOf, size * 2);
      effectOf = Arrays.copyOf(effectOf, size * 2);
    }
    sourceOf[size] = source;
    neuronOf[size] = neuron;
    effectOf[size++] = effect;
    inhibits[source] = inhibitory;
  }

  /** The type of each source, from 0; sources without synapses have type 0. */
  int[] choose(int types) {
    Sorting[] excitatory = new Sorting[types + 1];
    Sorting[] inhibitory = new Sorting[types + 1];
    int[] first = members(false);
    int[] second = members(true);
    for (int k = 1; k <= types; k++) {
      excitatory[k] = best(first, k);
      inhibitory[k] = best(second, k);
    }
    if (first.length == 0 || second.length == 0) {
      int[] only = first.length == 0 ? second : first;
      Sorting[] sorted = first.length == 0 ? inhibitory : excitatory;
      int used = 1;
      for (int k = 2; k <= types; k++) {
        used = sorted[k].error < sorted[used].error ? k : used;
      }
      return only.length == 0 ? new int[sources] : sorted[used].type;
    }
    if (types < 2) {
      return new int[sources]; // one type must do for both
    }
    int most = 1;
    int others = 1;
    for (int k = 1; k < types; k++) {
      for (int j = 1; j <= types - k; j++) {
        double error = excitatory[k].error + inhibitory[j].error;
        if (error < excitatory[most].error + inhibitory[others].error) {
          most = k;
          others = j;
        }
      }
    }
    int[] type = excitatory[most].type.clone();
    for (int source : second) {
      type[source] = most + inhibitory[others].type[source];
    }
    return type;
  }

  /** Sources with synapses, of one sign, in ascending order. */
  private int[] members(boolean inhibitory) {
    return Arrays.stream(sourceOf, 0, size)
        .distinct()
        .filter(s -> inhibits[s] == inhibitory)
        .sorted()
        .toArray();
  }

  private Sorting best(int[] members, int types) {
    Sorting even = new Sorting(members, types).from(evenly(members, types));
    Sorting gaps = new Sorting(members, types).from(atGaps(members, types));
    Sorting best = gaps.error < even.error ? gaps : even;
    long turns = (long) size * types * ROUNDS;
    for (int start = 0; types > 1 && start < Math.min(STARTS, WORK / Math.max(1, turns)); start++) {
      Sorting other = new Sorting(members, types).from(anyhow(members, types, start));
      best = other.error < best.error ? other : best;
    }
    return best;
  }

  /** Types by lot, the same every time. */
  private int[] anyhow(int[] members, int types, int start) {
    int[] type = new int[sources];
    for (int source : members) {
      type[source] = (int) (CounterRandom.uniform(start, types, source, 0) * types);
    }
    return type;
  }

  private double[] means() {
    double[] sum = new double[sources];
    int[] count = new int[sources];
    for (int s = 0; s < size; s++) {
      sum[sourceOf[s]] += effectOf[s];
      count[sourceOf[s]]++;
    }
    for (int s = 0; s < sources; s++) {
      sum[s] /= Math.max(1, count[s]);
    }
    return sum;
  }

  private static int[] byMean(int[] members, double[] means) {
    return Arrays.stream(members)
        .boxed()
        .sorted(Comparator.<Integer>comparingDouble(s -> means[s]).thenComparingInt(s -> s))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Types of equally many sources, by the mean of their effects. */
  private int[] evenly(int[] members, int types) {
    int[] order = byMean(members, means());
    int[] type = new int[sources];
    for (int k = 0; k < order.length; k++) {
      type[order[k]] = (int) ((long) k * types / order.length);
    }
    return type;
  }

  /** Types that end where means are furthest apart. */
  private int[] atGaps(int[] members, int types) {
    double[] means = means();
    int[] order = byMean(members, means);
    int[] ends =
        IntStream.range(1, order.length)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingDouble(k -> means[order[k - 1]] - means[order[k]])
                    .thenComparingInt(k -> k))
            .limit(types - 1L)
            .mapToInt(Integer::intValue)
            .sorted()
            .toArray();
    int[] type = new int[sources];
    int now = 0;
    for (int k = 0; k < order.length; k++) {
      while (now < ends.length && ends[now] <= k) {
        now++;
      }
      type[order[k]] = now;
    }
    return type;
  }

  /** Types of the sources of one sign, and the sum of squared differences they leave. */
  private final class Sorting {
    private final int types;
    private final boolean[] mine = new boolean[sources];
    private final double[] weight;
    private int[] type = new int[0];
    private double error = Double.POSITIVE_INFINITY;

    Sorting(int[] members, int types) {
      this.types = types;
      for (int source : members) {
        mine[source] = true;
      }
      weight = new double[neurons * types];
    }

    /** Sorts, beginning with some types. */
    Sorting from(int[] start) {
      int[] now = start;
      Arrays.fill(weight, 0);
      for (int round = 0; round < ROUNDS; round++) {
        means(now);
        means(now); // once more, without the synapses that are off by now
        double left = error(now);
        if (left >= error) {
          break;
        }
        type = now;
        error = left;
        now = nearest(now);
      }
      return this;
    }

    private double difference(int synapse, int of) {
      double effect = effectOf[synapse];
      double stands = weight[neuronOf[synapse] * types + of];
      double on = stands == 0 ? 0 : effect - stands; // a weight that nothing uses can be this one
      return Math.min(on * on, effect * effect);
    }

    private void means(int[] of) {
      double[] sum = new double[weight.length];
      int[] count = new int[weight.length];
      for (int s = 0; s < size; s++) {
        int at = neuronOf[s] * types + of[sourceOf[s]];
        if (mine[sourceOf[s]] && 2 * effectOf[s] >= weight[at]) {
          sum[at] += effectOf[s];
          count[at]++;
        }
      }
      for (int at = 0; at < weight.length; at++) {
        weight[at] = count[at] == 0 ? 0 : sum[at] / count[at];
      }
    }

    private double error(int[] of) {
      double sum = 0;
      for (int s = 0; s < size; s++) {
        sum += mine[sourceOf[s]] ? difference(s, of[sourceOf[s]]) : 0;
      }
      return sum;
    }

    private int[] nearest(int[] now) {
      double[] cost = new double[sources * types];
      for (int s = 0; s < size; s++) {
        for (int t = 0; t < types && mine[sourceOf[s]]; t++) {
          cost[sourceOf[s] * types + t] += difference(s, t);
        }
      }
      int[] next = now.clone();
      for (int s = 0; s < sources; s++) {
        for (int t = 0; t < types && mine[s]; t++) {
          next[s] = cost[s * types + t] < cost[s * types + next[s]] ? t : next[s];
        }
      }
      return next;
    }
  }
}
