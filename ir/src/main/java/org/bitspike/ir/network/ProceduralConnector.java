package org.bitspike.ir.network;

import org.bitspike.ir.connect.PairRule;
import org.bitspike.ir.connect.Wiring;
import org.bitspike.ir.random.CounterRandom;

/**
 * A connection rule in PyNN's sense. Expansion draws by counters from the seed, so that it is the
 * same on every machine and in any order.
 *
 * @param rule which pairs are connected
 * @param allowSelfConnections whether a neuron may connect to itself when both populations are one
 * @param weight how weights are drawn
 * @param delaySeconds how delays are drawn, in seconds
 * @param seed of this connector
 */
public record ProceduralConnector(
    Rule rule, boolean allowSelfConnections, Draw weight, Draw delaySeconds, long seed)
    implements Connectivity {

  /** Which pairs are connected. */
  public sealed interface Rule {
    /** Every pair. */
    record AllToAll() implements Rule {}

    /** Equal indices. */
    record OneToOne() implements Rule {}

    /** Each pair independently with the given probability, 0 to 1. */
    record FixedProbability(double probability) implements Rule {}

    /**
     * For each target {@code n} sources drawn at random.
     *
     * @param n number of sources; without replacement all, where there are fewer
     * @param withReplacement whether a source may be drawn more than once for a target
     */
    record FixedNumberPre(int n, boolean withReplacement) implements Rule {
      /** Without replacement. */
      public FixedNumberPre(int n) {
        this(n, false);
      }
    }

    /**
     * For each source {@code n} targets drawn at random.
     *
     * @param n number of targets; without replacement all, where there are fewer
     * @param withReplacement whether a target may be drawn more than once for a source
     */
    record FixedNumberPost(int n, boolean withReplacement) implements Rule {}

    /**
     * So many connections in all, source and target of each drawn at random, with replacement:
     * PyNN's {@code FixedTotalNumberConnector}, NEST's {@code fixed_total_number}.
     */
    record FixedTotalNumber(int n) implements Rule {}
  }

  /** How a value is drawn. */
  public sealed interface Draw {
    /** Always the same. */
    record Constant(double value) implements Draw {}

    /** Evenly between two bounds. */
    record Uniform(double low, double high) implements Draw {}

    /** Normal (Box-Muller), clipped to the bounds. */
    record Normal(double mean, double standardDeviation, double low, double high) implements Draw {}

    /**
     * Normal, drawn anew until the value lies between the bounds: PyNN's {@code normal_clipped}.
     * Values are those of 2^40 equally probable ones.
     */
    record TruncatedNormal(double mean, double standardDeviation, double low, double high)
        implements Draw {}
  }

  /** The rule in integers, between populations of these sizes. */
  public PairRule pairs(int preSize) {
    return switch (rule) {
      case Rule.AllToAll() -> new PairRule.Every();
      case Rule.OneToOne() -> new PairRule.Diagonal();
      case Rule.FixedProbability(double probability) -> PairRule.Chance.of(probability);
      case Rule.FixedNumberPre(int n, boolean withReplacement) ->
          withReplacement ? new PairRule.InDegreeRepeated(n) : new PairRule.InDegree(n);
      case Rule.FixedNumberPost(int n, boolean withReplacement) ->
          withReplacement ? PairRule.OutDegrees.equal(n, preSize) : new PairRule.OutDegree(n);
      case Rule.FixedTotalNumber(int n) -> PairRule.OutDegrees.ofTotal(n, preSize, seed);
    };
  }

  @Override
  public ConnectionTable expand(int preSize, int postSize, boolean samePopulation) {
    PairRule pairs = pairs(preSize);
    Wiring wiring =
        new Wiring(pairs, seed, preSize, postSize, samePopulation && !allowSelfConnections);
    ConnectionTable.Builder table = ConnectionTable.builder();
    Sampler weights = new Sampler(weight);
    Sampler delays = new Sampler(delaySeconds);
    Wiring.RowVisitor add =
        (row, other, place, count) -> {
          for (int i = 0; i < count; i++) {
            int pre = pairs.rowsAreSources() ? row : other[i];
            int post = pairs.rowsAreSources() ? other[i] : row;
            long own =
                pairs.drawsByRow() ? (long) row << 32 | place[i] : (long) post * preSize + pre;
            table.add(
                pre,
                post,
                value(weights, wiring, Wiring.STREAM_WEIGHT, row, other[i], place[i], own),
                value(delays, wiring, Wiring.STREAM_DELAY, row, other[i], place[i], own),
                0);
          }
        };
    if (pairs.rowsAreSources() && !pairs.listedBySource()) {
      for (int post = 0; post < postSize; post++) {
        wiring.rows(post, post + 1, add);
      }
    } else {
      wiring.rows(0, postSize, add);
    }
    return table.build();
  }

  private double value(
      Sampler how, Wiring wiring, int stream, int row, int other, int place, long own) {
    return switch (how.draw()) {
      case Draw.Constant(double value) -> value;
      case Draw.Normal normal -> normal(normal, stream, own);
      case Draw.Uniform d -> how.value(wiring.draw(stream, row, other, place));
      case Draw.TruncatedNormal d -> how.value(wiring.draw(stream, row, other, place));
    };
  }

  private double normal(Draw.Normal normal, int stream, long index) {
    // 1 - u keeps the logarithm's argument above 0
    double radius =
        Math.sqrt(-2 * StrictMath.log(1 - CounterRandom.uniform(seed, stream, index, 0)));
    double angle = 2 * Math.PI * CounterRandom.uniform(seed, stream, index, 1);
    return Math.clamp(
        normal.mean() + normal.standardDeviation() * radius * StrictMath.cos(angle),
        normal.low(),
        normal.high());
  }
}
