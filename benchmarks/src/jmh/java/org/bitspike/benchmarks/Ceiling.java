package org.bitspike.benchmarks;

import java.util.SplittableRandom;

/** What the machine does at its best, with nothing around it: the measure of all other figures. */
final class Ceiling {

  private static final int ENTRIES = 1 << 24;
  private static final int ROUNDS = 5;
  private static final int TARGET_BITS = 18;

  private Ceiling() {}

  /**
   * Nanoseconds for one event that is read in order from memory, four bytes, and added to one of
   * 2^18 sums (1 MiB), by one thread; the best of a few rounds.
   */
  static double scatterNanos() {
    SplittableRandom random = new SplittableRandom(1);
    int[] entries = new int[ENTRIES];
    for (int k = 0; k < ENTRIES; k++) {
      entries[k] = random.nextInt();
    }
    int[] sums = new int[1 << TARGET_BITS];
    double best = Double.POSITIVE_INFINITY;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      for (int from = 0; from < ENTRIES; from += 1024) {
        scatter(sums, entries, from, from + 1024);
      }
      best = Math.min(best, (double) (System.nanoTime() - start) / ENTRIES);
    }
    return best + 0.0 * sums[0];
  }

  private static void scatter(int[] sums, int[] entries, int from, int to) {
    for (int k = from; k < to; k++) {
      int entry = entries[k];
      sums[entry & (sums.length - 1)] += entry >> TARGET_BITS;
    }
  }
}
