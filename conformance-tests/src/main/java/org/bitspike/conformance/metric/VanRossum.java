package org.bitspike.conformance.metric;

/**
 * Distance of two trains after each spike has been replaced by an exponential tail (van Rossum,
 * Neural Computation 13, 2001): {@code D^2 = 1/tau * integral (f - g)^2 dt} with {@code f(t) = sum
 * over spikes t_i <= t of exp(-(t - t_i) / tau)}.
 *
 * <p>One additional spike gives {@code D^2 = 1/2}, two spikes far apart in place of each other
 * {@code D^2 = 1}. The difference {@code f - g} decays exponentially between neighbouring spikes of
 * both trains, so that the integral is a sum over them: {@code d^2 / 2 * (1 - exp(-2 gap / tau))}
 * for each gap that begins with difference {@code d}. This costs O(n), as does the recursion of
 * Houghton and Kreuz (Network 23, 2012), and subtracts no large sums from each other.
 */
public final class VanRossum {

  private VanRossum() {}

  /**
   * The distance.
   *
   * @param a ascending times in seconds
   * @param b ascending times in seconds
   * @param tauSeconds time constant of the tail, above 0
   */
  public static double distance(double[] a, double[] b, double tauSeconds) {
    int i = 0;
    int j = 0;
    double difference = 0;
    double squared = 0;
    double now = 0;
    while (i < a.length || j < b.length) {
      boolean fromA = j == b.length || (i < a.length && a[i] <= b[j]);
      double next = fromA ? a[i] : b[j];
      if (i + j > 0 && next > now) {
        double decay = StrictMath.exp(-(next - now) / tauSeconds);
        squared += difference * difference / 2 * (1 - decay * decay);
        difference *= decay;
      }
      now = next;
      if (fromA) {
        difference++;
        i++;
      } else {
        difference--;
        j++;
      }
    }
    return Math.sqrt(squared + difference * difference / 2);
  }
}
