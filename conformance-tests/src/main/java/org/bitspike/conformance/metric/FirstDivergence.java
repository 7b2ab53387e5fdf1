package org.bitspike.conformance.metric;

import java.util.Locale;
import java.util.Optional;
import org.bitspike.ir.verdict.Verdict.Divergence;

/** The earliest spike that one population has and the other has not. */
public final class FirstDivergence {

  private FirstDivergence() {}

  /**
   * Finds it.
   *
   * @param expected what was meant
   * @param actual what happened; as many neurons
   * @param sameWithinSeconds times that differ by no more are the same
   * @return empty when all trains agree; of simultaneous ones, that of the lowest neuron
   */
  public static Optional<Divergence> of(
      SpikeTrains expected, SpikeTrains actual, double sameWithinSeconds) {
    int neuron = -1;
    double earliest = Double.POSITIVE_INFINITY;
    for (int n = 0; n < expected.size(); n++) {
      double time = firstDifference(expected.train(n), actual.train(n), sameWithinSeconds);
      if (time < earliest) {
        earliest = time;
        neuron = n;
      }
    }
    if (neuron < 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Divergence(
            expected.population(),
            neuron,
            earliest,
            story(expected.train(neuron), earliest, sameWithinSeconds),
            story(actual.train(neuron), earliest, sameWithinSeconds)));
  }

  private static double firstDifference(double[] a, double[] b, double same) {
    int k = 0;
    while (k < a.length && k < b.length && Math.abs(a[k] - b[k]) <= same) {
      k++;
    }
    double fromA = k < a.length ? a[k] : Double.POSITIVE_INFINITY;
    double fromB = k < b.length ? b[k] : Double.POSITIVE_INFINITY;
    return Math.min(fromA, fromB);
  }

  /** What a train does from the divergence on. */
  private static String story(double[] train, double time, double same) {
    for (double t : train) {
      if (Math.abs(t - time) <= same) {
        return "spike at " + millis(t);
      }
      if (t > time) {
        return "next spike at " + millis(t);
      }
    }
    return "no further spike";
  }

  private static String millis(double seconds) {
    String text = String.format(Locale.ROOT, "%.6f", seconds * 1e3);
    int end = text.length();
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end) + " ms";
  }
}
