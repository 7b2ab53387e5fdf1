package org.bitspike.compiler;

import java.util.Arrays;

/** Counts of pairs of a source and a core: a hash table in two columns. */
final class PairCounts {

  private static final long FREE = -1;

  private long[] key = new long[1 << 10];
  private int[] count = new int[1 << 10];
  private int taken;

  PairCounts() {
    Arrays.fill(key, FREE);
  }

  int of(int source, int core) {
    int at = slot(key, pair(source, core));
    return key[at] == FREE ? 0 : count[at];
  }

  /** Adds to a count; gives what it is then. */
  int add(int source, int core, int more) {
    int at = slot(key, pair(source, core));
    if (key[at] == FREE) {
      if (2 * ++taken > key.length) {
        grow();
        at = slot(key, pair(source, core));
      }
      key[at] = pair(source, core);
      count[at] = 0;
    }
    return count[at] += more;
  }

  private static long pair(int source, int core) {
    return (long) source << 32 | core;
  }

  private static int slot(long[] keys, long wanted) {
    int mask = keys.length - 1;
    int at = (int) (wanted * 0x9E3779B97F4A7C15L >>> 32) & mask;
    while (keys[at] != FREE && keys[at] != wanted) {
      at = at + 1 & mask;
    }
    return at;
  }

  private void grow() {
    long[] keys = new long[2 * key.length];
    int[] counts = new int[keys.length];
    Arrays.fill(keys, FREE);
    for (int i = 0; i < key.length; i++) {
      if (key[i] != FREE) {
        int at = slot(keys, key[i]);
        keys[at] = key[i];
        counts[at] = count[i];
      }
    }
    key = keys;
    count = counts;
  }
}
