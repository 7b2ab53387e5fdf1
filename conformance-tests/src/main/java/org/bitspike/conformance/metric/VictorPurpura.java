package org.bitspike.conformance.metric;

/**
 * The least cost of turning one train into the other, where adding or deleting a spike costs 1 and
 * moving it by {@code dt} costs {@code q * |dt|} (Victor and Purpura, J. Neurophysiol. 76, 1996,
 * {@code D^spike}):
 *
 * <pre>G(i, j) = min( G(i-1, j) + 1, G(i, j-1) + 1, G(i-1, j-1) + q |a_i - b_j| )</pre>
 *
 * <p>It is the difference of the spike counts for {@code q = 0}, and the number of spikes that do
 * not coincide for large {@code q}.
 */
public final class VictorPurpura {

  /** Largest product of the two trains' lengths that is computed. */
  public static final long MAX_CELLS = 25_000_000;

  private VictorPurpura() {}

  /** Whether the trains are short enough. */
  public static boolean feasible(double[] a, double[] b) {
    return (long) a.length * b.length <= MAX_CELLS;
  }

  /**
   * The distance.
   *
   * @param a ascending times in seconds
   * @param b ascending times in seconds
   * @param costPerSecond {@code q}, at least 0
   * @throws IllegalArgumentException when the trains are not {@link #feasible}
   */
  public static double distance(double[] a, double[] b, double costPerSecond) {
    if (!feasible(a, b)) {
      throw new IllegalArgumentException(
          a.length + " x " + b.length + " spikes pass the limit of " + MAX_CELLS);
    }
    double[] row = new double[b.length + 1];
    for (int j = 0; j <= b.length; j++) {
      row[j] = j;
    }
    for (int i = 0; i < a.length; i++) {
      double diagonal = row[0];
      row[0] = i + 1;
      for (int j = 1; j <= b.length; j++) {
        double moved = diagonal + costPerSecond * Math.abs(a[i] - b[j - 1]);
        diagonal = row[j];
        row[j] = Math.min(moved, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length];
  }
}
