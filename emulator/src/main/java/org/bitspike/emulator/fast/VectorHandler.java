package org.bitspike.emulator.fast;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A handler that does several members at once. Until the virtual machine has compiled it well, such
 * code is far slower than the one for single members; so a thread of its own runs it on a copy of
 * the columns until it is fast, and only then does it have its turn.
 */
final class VectorHandler {

  private static final int MOST_VECTORS = 16;
  private static final int CALLS = 256;
  private static final int FEWEST_BATCHES = 8;
  private static final long FAST_NANOS_PER_VECTOR = 1_000;
  private static final long PATIENCE_NANOS = 10_000_000_000L;

  private final KernelCode code;
  private final int members;
  private final AtomicBoolean begun = new AtomicBoolean();
  private volatile boolean ready;

  /**
   * A handler.
   *
   * @param members how many members are done at once; runs are of a multiple of it
   */
  VectorHandler(KernelCode code, int members) {
    this.code = code;
    this.members = members;
  }

  KernelCode code() {
    return code;
  }

  int members() {
    return members;
  }

  boolean ready() {
    return ready;
  }

  /** Lets it be used at once. */
  void skipWarmUp() {
    ready = true;
  }

  /** Begins to make it fast, unless that was done. */
  void warmUp(int[][] narrow, long[][] wide, int size, Surroundings around) {
    int all = Math.min(size / members, MOST_VECTORS) * members;
    if (all == 0 || ready || !begun.compareAndSet(false, true)) {
      return;
    }
    int[][] ints = new int[narrow.length][];
    long[][] longs = new long[wide.length][];
    for (int w = 0; w < ints.length; w++) {
      ints[w] = narrow[w].clone();
      longs[w] = wide[w].clone();
    }
    Thread.ofPlatform()
        .daemon(true)
        .name("bitspike-warm-up")
        .start(() -> runUntilFast(ints, longs, all, around));
  }

  private void runUntilFast(int[][] ints, long[][] longs, int all, Surroundings around) {
    int[] spiked = new int[all];
    long start = System.nanoTime();
    long fast = FAST_NANOS_PER_VECTOR * (all / members) * CALLS;
    long last = start;
    for (int batch = 0; ; batch++) {
      for (int call = 0; call < CALLS; call++) {
        code.run(ints, longs, 0, all, call, 0, spiked, around);
      }
      long now = System.nanoTime();
      if (batch >= FEWEST_BATCHES && now - last < fast) {
        ready = true;
        return;
      }
      if (now - start > PATIENCE_NANOS) {
        return;
      }
      last = now;
    }
  }
}
