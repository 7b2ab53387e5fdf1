package org.bitspike.conformance.metric;

/**
 * Spikes of two trains paired one to one within a window: as many pairs as possible and, among
 * those, the pairing with the smallest sum of deviations. Pairs never cross, which costs nothing
 * since times are on a line.
 *
 * @param matched number of pairs
 * @param missing spikes of the expected train without a partner
 * @param extra spikes of the actual train without a partner
 * @param maxSeconds largest deviation of a pair; 0 without pairs
 * @param sumSeconds sum of the deviations
 */
public record SpikeMatch(
    int matched, int missing, int extra, double maxSeconds, double sumSeconds) {

  /** Nothing paired, nothing left over. */
  public static final SpikeMatch NONE = new SpikeMatch(0, 0, 0, 0, 0);

  /**
   * Above this size of a crowd of spikes, pairs are taken first come, first served instead of
   * optimally.
   */
  static final long MAX_CELLS = 50_000_000;

  /**
   * Pairs two trains.
   *
   * @param expected ascending times
   * @param actual ascending times
   * @param windowSeconds largest deviation of a pair, at least 0
   */
  public static SpikeMatch of(double[] expected, double[] actual, double windowSeconds) {
    SpikeMatch total = NONE;
    int i = 0;
    int j = 0;
    // Spikes further apart than the window cannot pair: each crowd between such gaps is a problem
    // of its own.
    while (i < expected.length || j < actual.length) {
      int fromI = i;
      int fromJ = j;
      double last = Double.NaN;
      while (i < expected.length || j < actual.length) {
        boolean takeExpected =
            j == actual.length || (i < expected.length && expected[i] <= actual[j]);
        double next = takeExpected ? expected[i] : actual[j];
        if (next - last > windowSeconds) {
          break;
        }
        last = next;
        if (takeExpected) {
          i++;
        } else {
          j++;
        }
      }
      total = total.plus(crowd(expected, fromI, i, actual, fromJ, j, windowSeconds));
    }
    return total;
  }

  /** Both together. */
  public SpikeMatch plus(SpikeMatch other) {
    return new SpikeMatch(
        matched + other.matched,
        missing + other.missing,
        extra + other.extra,
        Math.max(maxSeconds, other.maxSeconds),
        sumSeconds + other.sumSeconds);
  }

  /** Spikes without a partner in either train. */
  public int unmatched() {
    return missing + extra;
  }

  /** Mean deviation of the pairs; 0 without pairs. */
  public double meanSeconds() {
    return matched == 0 ? 0 : sumSeconds / matched;
  }

  private static SpikeMatch crowd(
      double[] a, int fromA, int toA, double[] b, int fromB, int toB, double window) {
    int n = toA - fromA;
    int m = toB - fromB;
    if (n == 0 || m == 0) {
      return new SpikeMatch(0, n, m, 0, 0);
    }
    if (n == 1 && m == 1) {
      double deviation = Math.abs(a[fromA] - b[fromB]);
      return new SpikeMatch(1, 0, 0, deviation, deviation);
    }
    return (long) n * m > MAX_CELLS
        ? greedy(a, fromA, toA, b, fromB, toB, window)
        : optimal(a, fromA, toA, b, fromB, toB, window);
  }

  private static SpikeMatch greedy(
      double[] a, int fromA, int toA, double[] b, int fromB, int toB, double window) {
    int i = fromA;
    int j = fromB;
    int pairs = 0;
    double max = 0;
    double sum = 0;
    while (i < toA && j < toB) {
      double deviation = Math.abs(a[i] - b[j]);
      if (deviation <= window) {
        pairs++;
        max = Math.max(max, deviation);
        sum += deviation;
        i++;
        j++;
      } else if (a[i] < b[j]) {
        i++;
      } else {
        j++;
      }
    }
    return new SpikeMatch(pairs, toA - fromA - pairs, toB - fromB - pairs, max, sum);
  }

  /**
   * Alignment of prefixes; each cell keeps the pairs, the sum and the largest deviation of its best
   * alignment.
   */
  private static SpikeMatch optimal(
      double[] a, int fromA, int toA, double[] b, int fromB, int toB, double window) {
    int m = toB - fromB;
    int[] pairs = new int[m + 1];
    double[] sum = new double[m + 1];
    double[] max = new double[m + 1];
    for (int i = fromA; i < toA; i++) {
      int diagonalPairs = 0;
      double diagonalSum = 0;
      double diagonalMax = 0;
      for (int j = 1; j <= m; j++) {
        int bestPairs = pairs[j];
        double bestSum = sum[j];
        double bestMax = max[j];
        int abovePairs = bestPairs;
        double aboveSum = bestSum;
        double aboveMax = bestMax;
        if (pairs[j - 1] > bestPairs || (pairs[j - 1] == bestPairs && sum[j - 1] < bestSum)) {
          bestPairs = pairs[j - 1];
          bestSum = sum[j - 1];
          bestMax = max[j - 1];
        }
        double deviation = Math.abs(a[i] - b[fromB + j - 1]);
        if (deviation <= window) {
          int withPairs = diagonalPairs + 1;
          double withSum = diagonalSum + deviation;
          if (withPairs > bestPairs || (withPairs == bestPairs && withSum < bestSum)) {
            bestPairs = withPairs;
            bestSum = withSum;
            bestMax = Math.max(diagonalMax, deviation);
          }
        }
        diagonalPairs = abovePairs;
        diagonalSum = aboveSum;
        diagonalMax = aboveMax;
        pairs[j] = bestPairs;
        sum[j] = bestSum;
        max[j] = bestMax;
      }
    }
    return new SpikeMatch(pairs[m], toA - fromA - pairs[m], m - pairs[m], max[m], sum[m]);
  }
}
