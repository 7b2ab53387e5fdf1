package org.bitspike.emulator;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Threads that work on the same thing, each on a part of its own. The caller is one of them, and
 * has the first part; a team of one is the caller alone.
 *
 * <p>Who waits, spins for as long as a short part takes, then lets other threads have the core, and
 * at last sleeps a little.
 */
final class Team implements AutoCloseable {

  /** Beginning of the names of the threads. */
  static final String NAME = "bitspike-emulate-";

  private static final int SPINS = 2_000;
  private static final int YIELDS = 2_000;
  private static final int SLEEP_NANOS = 20_000;

  private final int size;
  private final AtomicInteger running = new AtomicInteger();
  // By part: what ended it.
  private final @Nullable Throwable[] failures;
  private Work work = _ -> {};
  private volatile long round;
  private volatile boolean closed;

  /** What is to be done. */
  interface Work {
    /** Does a part of it. */
    void part(int part);
  }

  /** A team of that many threads, the caller among them. */
  Team(int size) {
    this.size = size;
    failures = new Throwable[size];
    for (int p = 1; p < size; p++) {
      int part = p;
      Thread.ofPlatform().daemon(true).name(NAME + p).start(() -> member(part));
    }
  }

  /** Number of threads. */
  int size() {
    return size;
  }

  /**
   * Does all parts of a work and waits for them; if parts fail, throws what the first of them did.
   */
  void perform(Work what) {
    running.set(size - 1);
    work = what;
    long next = round + 1;
    round = next; // written by the caller only; hands the work over
    tryPart(what, 0);
    for (int waits = 0; running.get() > 0; waits++) {
      pause(waits);
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

  private void member(int part) {
    long done = 0;
    while (true) {
      for (int waits = 0; round == done && !closed; waits++) {
        pause(waits);
      }
      if (closed) {
        return;
      }
      done++;
      tryPart(work, part);
      running.decrementAndGet();
    }
  }

  private void tryPart(Work what, int part) {
    try {
      what.part(part);
    } catch (RuntimeException | Error e) {
      failures[part] = e; // thrown again by the caller
    }
  }

  @SuppressWarnings("ThreadPriorityCheck") // yields the core, not the order of what happens
  private static void pause(int waits) {
    if (waits < SPINS) {
      Thread.onSpinWait();
    } else if (waits < SPINS + YIELDS) {
      Thread.yield();
    } else {
      LockSupport.parkNanos(SLEEP_NANOS);
    }
  }

  /** Ends the threads; what they were given is done by then. */
  @Override
  public void close() {
    closed = true;
  }
}
