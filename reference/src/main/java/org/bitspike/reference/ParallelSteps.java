package org.bitspike.reference;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Steps populations with several threads, each of which owns a range of the members of every
 * population. Members do not act on each other within a step here, and what they emit is gathered
 * and sent in the order of populations and members when all have stepped; so the number of threads
 * cannot show in any bit.
 */
final class ParallelSteps implements AutoCloseable {

  /** Fewer members than this for each thread cost more to hand out than to step. */
  static final int FEWEST_MEMBERS = 10_000;

  private static final int SPINS = 2_000;

  /** Ranges begin at multiples of this, so that no two threads write one line of the cache. */
  private static final int ALIGNMENT = 8;

  private final List<Group> populations;
  private final int threads;
  private final Object general = new Object();
  private final AtomicInteger running = new AtomicInteger();
  private final @Nullable Throwable[] failures;
  private volatile double time;
  private volatile long step;
  private volatile boolean closed;

  ParallelSteps(List<Group> populations, int threads) {
    this.populations = populations;
    this.threads = threads;
    this.failures = new Throwable[threads];
    for (int w = 1; w < threads; w++) {
      int worker = w;
      Thread.ofPlatform().daemon(true).name("bitspike-step-" + w).start(() -> work(worker));
    }
  }

  /** Advances all members to time {@code t}. */
  void advance(double t) {
    running.set(threads - 1);
    time = t;
    long next = step + 1;
    step = next; // written by this thread only; hands the time over
    range(0, t);
    int spins = 0;
    while (running.get() > 0) {
      pause(spins++);
    }
    for (Throwable failure : failures) {
      if (failure instanceof RuntimeException e) {
        throw e;
      }
      if (failure instanceof Error e) {
        throw e;
      }
    }
  }

  private void work(int worker) {
    long done = 0;
    while (!closed) {
      int spins = 0;
      while (step == done && !closed) {
        pause(spins++);
      }
      if (!closed) {
        done++;
        range(worker, time);
        running.decrementAndGet();
      }
    }
  }

  /** Waits, first for long enough that a step of another thread may end. */
  private static void pause(int spins) {
    if (spins < SPINS) {
      Thread.onSpinWait();
    } else {
      LockSupport.parkNanos(20_000);
    }
  }

  private void range(int worker, double t) {
    try {
      for (Group p : populations) {
        p.advanceRange(t, bound(p.size, worker), bound(p.size, worker + 1), general);
      }
    } catch (RuntimeException | Error e) {
      failures[worker] = e; // thrown again by the thread that waits
    }
  }

  private int bound(int size, int worker) {
    if (worker == threads) {
      return size;
    }
    return (int) ((long) size * worker / threads) / ALIGNMENT * ALIGNMENT;
  }

  @Override
  public void close() {
    closed = true;
  }
}
