package org.bitspike.compiler.tables;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;

/**
 * Tables from weight code to weight code, as a controller with look-up table STDP uses them.
 *
 * <p>A table's entry is what the weight {@code w = code / (2^bits - 1)} becomes after a number of
 * standard spike pairs, all at the same interval, applied one after the other in real numbers:
 *
 * <pre>
 *   causal pair    w := clip(w + lambda * potentiation(w) * x,         0, 1)
 *   acausal pair   w := clip(w - lambda * alpha * depression(w) * x,   0, 1)
 *   x = exp(-interval / tau)
 *   entry = floor((2^bits - 1) * w + 1/2)
 * </pre>
 *
 * <p>Changes are kept in full until the last pair: rounding in between would lose all that is
 * smaller than a step. Source: the default tables of NEST's {@code stdp_facetshw_synapse_hom} are
 * these for mu = 0.4 of Guetig's rule, lambda = 0.005, alpha = 1.05 and 36 pairs at 10 ms with tau
 * = 20 ms.
 *
 * @param causal what a code becomes when the causal evaluation holds; {@code 2^bits} entries
 * @param acausal likewise for the acausal one
 * @param combined when both hold: the code itself, as in NEST's default; not derived from the rule
 */
public record StdpTables(List<Integer> causal, List<Integer> acausal, List<Integer> combined) {

  private static final int MIN_BITS = 2;
  private static final int MAX_BITS = 16;
  private static final int MAX_PAIRS = 10_000;

  public StdpTables {
    causal = List.copyOf(causal);
    acausal = List.copyOf(acausal);
    combined = List.copyOf(combined);
  }

  /**
   * What tables are derived from.
   *
   * @param dependence on the weight
   * @param lambda learning rate, above 0
   * @param alpha ratio of depression to potentiation, 0 or more
   * @param tauMillis time constant of the pairs' exponential, in milliseconds, above 0
   * @param intervalMillis interval of a standard pair, in milliseconds, 0 or more
   * @param pairs how many standard pairs one use of a table stands for, 1 to 10,000
   * @param bits of a weight code, 2 to 16
   */
  public record Rule(
      WeightDependence dependence,
      double lambda,
      double alpha,
      double tauMillis,
      double intervalMillis,
      int pairs,
      int bits) {

    /** Charge that the pairs leave on a capacitor, the largest pair giving 1. */
    public double charge() {
      return pairs * factor();
    }

    private double factor() {
      return StrictMath.exp(-intervalMillis / tauMillis);
    }
  }

  /**
   * Derives the tables.
   *
   * @throws BitspikeException naming every number of the rule that is out of its range
   */
  public static StdpTables derive(Rule rule) {
    check(rule);
    double rate = rule.lambda() * rule.factor();
    WeightDependence dependence = rule.dependence();
    int codes = 1 << rule.bits();
    int[] causal = new int[codes];
    int[] acausal = new int[codes];
    for (int code = 0; code < codes; code++) {
      double up = (double) code / (codes - 1);
      double down = up;
      for (int pair = 0; pair < rule.pairs(); pair++) {
        up = Math.clamp(up + rate * dependence.potentiation(up), 0.0, 1.0);
        down = Math.clamp(down - rate * rule.alpha() * dependence.depression(down), 0.0, 1.0);
      }
      causal[code] = (int) Math.floor((codes - 1) * up + 0.5);
      acausal[code] = (int) Math.floor((codes - 1) * down + 0.5);
    }
    return new StdpTables(
        Arrays.stream(causal).boxed().toList(),
        Arrays.stream(acausal).boxed().toList(),
        IntStream.range(0, codes).boxed().toList());
  }

  /** A table as a component's text parameter takes it, such as {@code 2 3 4 4}. */
  public static String text(List<Integer> table) {
    return table.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  private static void check(Rule rule) {
    List<Diagnostic> wrong = new ArrayList<>();
    double mu =
        switch (rule.dependence()) {
          case WeightDependence.Guetig guetig -> guetig.mu();
          case WeightDependence.PowerLaw power -> power.mu();
          default -> 0;
        };
    require(wrong, mu >= 0 && mu <= 1, "mu", mu, "from 0 to 1");
    require(wrong, positive(rule.lambda()), "lambda", rule.lambda(), "above 0");
    require(
        wrong,
        rule.alpha() >= 0 && Double.isFinite(rule.alpha()),
        "alpha",
        rule.alpha(),
        "of 0 or more");
    require(wrong, positive(rule.tauMillis()), "tau", rule.tauMillis(), "above 0 ms");
    require(
        wrong,
        rule.intervalMillis() >= 0 && Double.isFinite(rule.intervalMillis()),
        "interval",
        rule.intervalMillis(),
        "of 0 ms or more");
    require(
        wrong,
        rule.pairs() >= 1 && rule.pairs() <= MAX_PAIRS,
        "pairs",
        rule.pairs(),
        "from 1 to " + MAX_PAIRS);
    require(
        wrong,
        rule.bits() >= MIN_BITS && rule.bits() <= MAX_BITS,
        "bits",
        rule.bits(),
        "from " + MIN_BITS + " to " + MAX_BITS);
    if (!wrong.isEmpty()) {
      throw new BitspikeException(wrong);
    }
  }

  private static boolean positive(double value) {
    return value > 0 && Double.isFinite(value);
  }

  private static void require(
      List<Diagnostic> wrong, boolean holds, String name, Number value, String range) {
    if (!holds) {
      wrong.add(
          Diagnostic.error(
              Code.U_USAGE,
              SourceRef.NONE,
              name + " is " + value + ", out of its range",
              "give a number " + range));
    }
  }
}
