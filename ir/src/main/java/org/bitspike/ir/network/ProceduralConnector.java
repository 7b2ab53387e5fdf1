package org.bitspike.ir.network;

import org.bitspike.ir.random.CounterRandom;

/**
 * A connection rule in PyNN's sense. Expansion draws from {@link CounterRandom} keyed by (seed,
 * stream, pair index), so that it is the same on every machine and in any order.
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

  /** Stream of the draws that decide whether a pair is connected. */
  static final int STREAM_PAIR = 1;

  /** Stream of the weights. */
  static final int STREAM_WEIGHT = 2;

  /** Stream of the delays. */
  static final int STREAM_DELAY = 3;

  /** Which pairs are connected. */
  public sealed interface Rule {
    /** Every pair. */
    record AllToAll() implements Rule {}

    /** Equal indices. */
    record OneToOne() implements Rule {}

    /** Each pair independently with the given probability, 0 to 1. */
    record FixedProbability(double probability) implements Rule {}

    /** For each target, exactly {@code n} sources drawn without replacement. */
    record FixedNumberPre(int n) implements Rule {}
  }

  /** How a value is drawn. */
  public sealed interface Draw {
    /** Always the same. */
    record Constant(double value) implements Draw {}

    /** Evenly between two bounds. */
    record Uniform(double low, double high) implements Draw {}

    /** Normal (Box-Muller), clipped to the bounds. */
    record Normal(double mean, double standardDeviation, double low, double high) implements Draw {}
  }

  @Override
  public ConnectionTable expand(int preSize, int postSize, boolean samePopulation) {
    boolean skipSelf = samePopulation && !allowSelfConnections;
    ConnectionTable.Builder table = ConnectionTable.builder();
    for (int post = 0; post < postSize; post++) {
      switch (rule) {
        case Rule.AllToAll() -> {
          for (int pre = 0; pre < preSize; pre++) {
            if (!(skipSelf && pre == post)) {
              add(table, pre, post, preSize);
            }
          }
        }
        case Rule.OneToOne() -> {
          if (post < preSize) {
            add(table, post, post, preSize);
          }
        }
        case Rule.FixedProbability(double probability) -> {
          for (int pre = 0; pre < preSize; pre++) {
            if (!(skipSelf && pre == post)
                && CounterRandom.uniform(seed, STREAM_PAIR, pairIndex(pre, post, preSize), 0)
                    < probability) {
              add(table, pre, post, preSize);
            }
          }
        }
        case Rule.FixedNumberPre(int n) -> addFixedNumber(table, n, post, preSize, skipSelf);
      }
    }
    return table.build();
  }

  /**
   * Selection sampling (Knuth, TAOCP 2, algorithm S): one draw per candidate, sources in ascending
   * order.
   */
  private void addFixedNumber(
      ConnectionTable.Builder table, int n, int post, int preSize, boolean skipSelf) {
    int candidates = skipSelf && post < preSize ? preSize - 1 : preSize;
    int needed = Math.min(n, candidates);
    for (int pre = 0; pre < preSize && needed > 0; pre++) {
      if (skipSelf && pre == post) {
        continue;
      }
      if (CounterRandom.uniform(seed, STREAM_PAIR, pairIndex(pre, post, preSize), 0) * candidates
          < needed) {
        add(table, pre, post, preSize);
        needed--;
      }
      candidates--;
    }
  }

  private void add(ConnectionTable.Builder table, int pre, int post, int preSize) {
    long pair = pairIndex(pre, post, preSize);
    table.add(
        pre, post, draw(weight, STREAM_WEIGHT, pair), draw(delaySeconds, STREAM_DELAY, pair), 0);
  }

  private static long pairIndex(int pre, int post, int preSize) {
    return (long) post * preSize + pre;
  }

  private double draw(Draw how, int stream, long pair) {
    return switch (how) {
      case Draw.Constant(double value) -> value;
      case Draw.Uniform(double low, double high) ->
          low + (high - low) * CounterRandom.uniform(seed, stream, pair, 0);
      case Draw.Normal(double mean, double sd, double low, double high) -> {
        // 1 - u keeps the logarithm's argument above 0
        double radius =
            Math.sqrt(-2 * StrictMath.log(1 - CounterRandom.uniform(seed, stream, pair, 0)));
        double angle = 2 * Math.PI * CounterRandom.uniform(seed, stream, pair, 1);
        yield Math.clamp(mean + sd * radius * StrictMath.cos(angle), low, high);
      }
    };
  }
}
