package org.bitspike.emulator.fast;

import java.util.Arrays;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bitspike.ir.diag.BitspikeBug;

/**
 * A handler that does several members at once. Until the virtual machine has compiled it well, such
 * code is far slower than the one for single members, and compiling it keeps the machine from other
 * things; so that begins when the one for single members has run for a while. Then a thread of its
 * own runs both on copies of the columns, and this one has its turn once it is the faster.
 */
final class VectorHandler {

  private static final int SAMPLE_VECTORS = 32;
  private static final int CALLS = 200;
  private static final long PATIENCE_NANOS = 5_000_000_000L;

  // Single members done before it is worth to begin: some tenths of a second.
  private static final long SINGLES = 50_000_000;

  // One thread for all handlers: the cores are there for the runs.
  private static final ThreadPoolExecutor WARM_UP =
      new ThreadPoolExecutor(
          1,
          1,
          1,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          Thread.ofPlatform().daemon(true).name("bitspike-warm-up").factory());

  static {
    WARM_UP.allowCoreThreadTimeOut(true);
  }

  // The run's own draws are counted, so a copy must not ask for them.
  private static final Surroundings NOBODY =
      new Surroundings() {
        @Override
        public long seed() {
          return 1;
        }

        @Override
        public long stream() {
          return 1;
        }

        @Override
        public long draw(int member, long now) {
          return (member ^ now) * 0x9E3779B97F4A7C15L;
        }

        @Override
        public RuntimeException trap(int site, long code, int member, long now) {
          return new BitspikeBug("a handler that traps does several members at once");
        }
      };

  private final KernelCode single;
  private final KernelCode code;
  private final int members;
  private final AtomicBoolean begun = new AtomicBoolean();
  // Counted by several threads without care; of no effect but on time.
  private long singles;
  private long due = SINGLES;
  private volatile boolean ready;

  /**
   * A handler.
   *
   * @param single the one for single members
   * @param members how many members are done at once; runs are of a multiple of it
   * @param atOnce whether it is used before it is fast
   */
  VectorHandler(KernelCode single, KernelCode code, int members, boolean atOnce) {
    this.single = single;
    this.code = code;
    this.members = members;
    ready = atOnce;
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

  /** Hears that so many members were done one by one; says whether it is time to warm up. */
  boolean isDueAfter(int singlesDone) {
    singles += singlesDone;
    return singles > due && !begun.get();
  }

  /** Begins to make it fast, unless that was done. */
  void warmUp(int[][] narrow, long[][] wide, int size) {
    if (size < members || ready || !begun.compareAndSet(false, true)) {
      return;
    }
    int sample = SAMPLE_VECTORS * members;
    int[][] ints = Arrays.stream(narrow).map(c -> copy(c, sample)).toArray(int[][]::new);
    long[][] longs = Arrays.stream(wide).map(c -> copy(c, sample)).toArray(long[][]::new);
    WARM_UP.execute(() -> runUntilFast(ints, longs, sample));
  }

  // Tables keep all their entries.
  private static int[] copy(int[] column, int sample) {
    return column.length == 0 ? column : Arrays.copyOf(column, Math.max(column.length, sample));
  }

  private static long[] copy(long[] column, int sample) {
    return column.length == 0 ? column : Arrays.copyOf(column, Math.max(column.length, sample));
  }

  private void runUntilFast(int[][] ints, long[][] longs, int sample) {
    Sample on = new Sample(ints, longs, sample);
    long start = System.nanoTime();
    while (!ready && System.nanoTime() - start < PATIENCE_NANOS) {
      long one = on.quickest(single);
      long several = on.quickest(code);
      ready = several * 10 < one * 9;
    }
    if (!ready) { // the cores may have been busy
      due = 4 * singles;
      begun.set(false);
    }
  }

  /** Columns that are nobody's. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Sample(
      int[][] narrow, long[][] wide, int size, int[] offsets, int[] spiked, int[] list) {

    Sample(int[][] narrow, long[][] wide, int size) {
      this(narrow, wide, size, new int[narrow.length], new int[size], new int[size]);
    }

    /** Nanoseconds of the quickest of some calls. */
    long quickest(KernelCode code) {
      long least = Long.MAX_VALUE;
      for (int call = 0; call < CALLS; call++) {
        long start = System.nanoTime();
        code.run(narrow, wide, offsets, 0, size, call, 0, spiked, list, NOBODY);
        least = Math.min(least, System.nanoTime() - start);
      }
      return least;
    }
  }
}
