package org.bitspike.emulator;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Threads that work on the same thing, each on a part of its own. The caller is one of them, and
 * has the first part; a team of one is the caller alone.
 *
 * <p>A part that its thread has not begun when the caller is through with its own is done by the
 * caller, so that a thread without a core holds nobody up. Who waits, spins for as long as a short
 * part takes, then lets other threads have the core, and at last sleeps a little. Where all of that
 * does not pay, the caller does all parts.
 */
final class Team implements AutoCloseable {

  /** Beginning of the names of the threads. */
  static final String NAME = "bitspike-emulate-";

  private static final int SPINS = 2_000;
  private static final int YIELDS = 200;
  private static final int SLEEP_NANOS = 50_000;
  // Numbers of parts are apart, so that threads do not share cache lines.
  private static final int APART = 32;

  private final int size;
  private final boolean always;
  private final Pace pace = new Pace();
  // By part: the round in which it was last begun, and in which it was last done.
  private final AtomicIntegerArray begun;
  private final AtomicIntegerArray done;
  // By part: what ended it.
  private final @Nullable Throwable[] failures;
  // By part: 1 while its thread sleeps.
  private final AtomicIntegerArray asleep;
  private final @Nullable Thread[] threads;
  private boolean started;
  private Work work = _ -> {};
  private volatile int round;
  private volatile boolean closed;

  /** What is to be done. */
  interface Work {
    /** Does a part of it. */
    void part(int part);
  }

  /**
   * A team of that many threads, the caller among them.
   *
   * @param always whether all of them work also where that does not pay
   */
  Team(int size, boolean always) {
    this.size = size;
    this.always = always;
    begun = new AtomicIntegerArray(size * APART);
    done = new AtomicIntegerArray(size * APART);
    failures = new Throwable[size];
    asleep = new AtomicIntegerArray(size * APART);
    threads = new Thread[size];
  }

  /**
   * Does all parts of a work and waits for them; if parts fail, throws what the first of them did.
   */
  void perform(Work what) {
    if (size == 1) {
      what.part(0);
    } else if (always) {
      together(what);
    } else {
      pace.begin(System.nanoTime());
      if (pace.together()) {
        together(what);
      } else {
        for (int part = 0; part < size; part++) {
          tryPart(what, part);
        }
      }
      pace.end(System.nanoTime());
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

  private void together(Work what) {
    if (!started) {
      start();
    }
    work = what;
    int now = round + 1;
    round = now; // written by the caller only; hands the work over
    for (int part = 1; part < size; part++) {
      if (asleep.get(part * APART) != 0) {
        LockSupport.unpark(threads[part]);
      }
    }
    for (int part = 0; part < size; part++) {
      tryPart(now, part);
    }
    for (int part = 1; part < size; part++) {
      for (int waits = 0; done.get(part * APART) != now; waits++) {
        pause(waits);
      }
    }
  }

  private void start() {
    started = true;
    for (int p = 1; p < size; p++) {
      int part = p;
      threads[p] = Thread.ofPlatform().daemon(true).name(NAME + p).start(() -> member(part));
    }
  }

  private void member(int part) {
    int seen = 0;
    while (true) {
      int now = round;
      for (int waits = 0; now == seen && !closed; waits++) {
        if (waits < SPINS + YIELDS) {
          pause(waits);
        } else {
          sleep(part, seen);
        }
        now = round;
      }
      if (closed) {
        return;
      }
      seen = now;
      tryPart(now, part);
    }
  }

  private void sleep(int part, int seen) {
    asleep.set(part * APART, 1);
    if (round == seen && !closed) {
      LockSupport.park(this);
    }
    asleep.set(part * APART, 0);
  }

  /** Does a part of a round, unless somebody else does it. */
  private void tryPart(int now, int part) {
    if (begun.compareAndSet(part * APART, now - 1, now)) {
      tryPart(work, part);
      done.set(part * APART, now);
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
    for (Thread thread : threads) {
      LockSupport.unpark(thread); // nothing where there is none
    }
  }
}
