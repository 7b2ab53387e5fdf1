package org.bitspike.conformance.metric;

/**
 * Share of coincident spikes, corrected for chance (Kistler, Gerstner and van Hemmen, Neural
 * Computation 9, 1997; Jolivet et al., J. Neurosci. Methods 169, 2008):
 *
 * <pre>Gamma = (N_coinc - 2 nu D N_expected) / ((N_expected + N_actual) / 2) / (1 - 2 nu D)</pre>
 *
 * with precision {@code D} and the rate {@code nu} of the actual train. 1 for equal trains, 0 for
 * what a Poisson train of that rate would reach, below 0 for less.
 */
public final class CoincidenceFactor {

  private CoincidenceFactor() {}

  /**
   * The factor.
   *
   * @param expected ascending times in seconds
   * @param actual ascending times in seconds
   * @param precisionSeconds largest distance of coincident spikes
   * @param durationSeconds length of the recording, above 0
   * @return the factor; 1 when both trains are empty; NaN when the actual rate is so high that
   *     chance alone would make everything coincide ({@code 2 nu D >= 1})
   */
  public static double gamma(
      double[] expected, double[] actual, double precisionSeconds, double durationSeconds) {
    if (expected.length == 0 && actual.length == 0) {
      return 1;
    }
    double chance = 2 * (actual.length / durationSeconds) * precisionSeconds;
    if (chance >= 1) {
      return Double.NaN;
    }
    int coincident = SpikeMatch.of(expected, actual, precisionSeconds).matched();
    if (coincident == expected.length && coincident == actual.length) {
      return 1; // as the equation says, without its rounding
    }
    return (coincident - chance * expected.length)
        / (0.5 * (expected.length + actual.length))
        / (1 - chance);
  }
}
