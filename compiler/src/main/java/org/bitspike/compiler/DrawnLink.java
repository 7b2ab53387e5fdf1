package org.bitspike.compiler;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.bitspike.ir.connect.PairRule;
import org.bitspike.ir.connect.Wiring;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.ProceduralConnector;
import org.bitspike.ir.network.Sampler;
import org.bitspike.ir.program.CodeDraw;

/**
 * Connections of a link that are known by their rule and never listed.
 *
 * @param connector the rule as meant
 * @param pairs the rule in integers
 * @param sources number of sources
 * @param targets number of targets
 * @param samePopulation whether both ends are one population
 * @param fanIn connections onto each target
 * @param receptor index of the receptor of the target block; -1 until decided
 * @param weight weight codes, once they are decided
 * @param delay delays in ticks, once they are decided
 */
@SuppressWarnings("ArrayRecordComponent") // a column: shared, never changed
record DrawnLink(
    ProceduralConnector connector,
    PairRule pairs,
    int sources,
    int targets,
    boolean samePopulation,
    int[] fanIn,
    int receptor,
    Optional<CodeDraw> weight,
    Optional<CodeDraw> delay) {

  /** Draws at which distributions are looked at where they cannot be followed exactly. */
  private static final int LOOKED_AT = 1 << 16;

  /** Connections whose pairs are drawn, to count them. */
  static DrawnLink of(
      ProceduralConnector connector, int sources, int targets, boolean samePopulation) {
    PairRule pairs = connector.pairs(sources);
    Wiring wiring =
        new Wiring(
            pairs,
            connector.seed(),
            sources,
            targets,
            samePopulation && !connector.allowSelfConnections());
    int[] fanIn = new int[targets];
    boolean bySource = pairs.rowsAreSources();
    inParts(
        targets,
        (from, to) ->
            wiring.rows(
                from,
                to,
                (row, other, place, count) -> {
                  if (bySource) {
                    for (int i = 0; i < count; i++) {
                      fanIn[other[i]]++;
                    }
                  } else {
                    fanIn[row] += count;
                  }
                }));
    return new DrawnLink(
        connector,
        pairs,
        sources,
        targets,
        samePopulation,
        fanIn,
        -1,
        Optional.empty(),
        Optional.empty());
  }

  /** Takes a range of targets. */
  @FunctionalInterface
  interface RangeTaker {
    void take(int from, int to);
  }

  /** Visits all targets in as many ranges as there are processors, at the same time. */
  static void inParts(int targets, RangeTaker taker) {
    int parts = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, Math.max(1, targets));
    IntStream.range(0, parts)
        .parallel()
        .forEach(
            p ->
                taker.take(
                    (int) ((long) targets * p / parts), (int) ((long) targets * (p + 1) / parts)));
  }

  /** Number of connections. */
  long size() {
    return IntStream.of(fanIn).asLongStream().sum();
  }

  /** The connections as a list. */
  ConnectionTable listed() {
    return connector.expand(sources, targets, samePopulation);
  }

  /** The connections as a list of pairs alone, with their place in it. */
  Sampler weights() {
    return new Sampler(connector.weight());
  }

  Sampler delays() {
    return new Sampler(connector.delaySeconds());
  }

  /** Whether weights are negative; all have one sign. */
  boolean negative() {
    return weights().value(0) < 0;
  }

  /** Largest magnitude of a weight. */
  double largestWeight() {
    Sampler weights = weights();
    return Math.max(Math.abs(weights.value(0)), Math.abs(weights.value(CodeDraw.DRAWS - 1)));
  }

  /** Mean of a function of the weight over the distribution. */
  double meanOfWeights(DoubleUnaryOperator function) {
    return mean(weights(), function);
  }

  private static double mean(Sampler sampler, DoubleUnaryOperator function) {
    double sum = 0;
    for (int i = 0; i < LOOKED_AT; i++) {
      sum += function.applyAsDouble(sampler.value(middle(i, LOOKED_AT)));
    }
    return sum / LOOKED_AT;
  }

  /** The draw in the middle of part {@code i} of {@code parts} equal ones. */
  static long middle(int i, int parts) {
    return (long) ((i + 0.5) / parts * 0x1.0p53);
  }

  DrawnLink withReceptor(int newReceptor) {
    return new DrawnLink(
        connector, pairs, sources, targets, samePopulation, fanIn, newReceptor, weight, delay);
  }

  DrawnLink withWeight(CodeDraw newWeight) {
    return new DrawnLink(
        connector,
        pairs,
        sources,
        targets,
        samePopulation,
        fanIn,
        receptor,
        Optional.of(newWeight),
        delay);
  }

  DrawnLink withDelay(CodeDraw newDelay) {
    return new DrawnLink(
        connector,
        pairs,
        sources,
        targets,
        samePopulation,
        fanIn,
        receptor,
        weight,
        Optional.of(newDelay));
  }
}
