package org.bitspike.emulator;

/**
 * Finds out whether a team is faster than its caller alone, and goes on finding out: cores that
 * were free may become busy. Works are done in bouts of one kind. After a number of bouts the other
 * kind is tried for one; seldom, when that has not been worth it.
 */
final class Pace {

  private static final int BOUT = 32;
  private static final int FEWEST_BOUTS = 8;
  private static final int MOST_BOUTS = 512;

  /** A work shorter than this is done sooner than others are told of it. */
  private static final double SHORT_NANOS = 8_000;

  /** So much slower than it should be, and the other kind is tried at once. */
  private static final double SLOW = 1.3;

  private boolean together;
  private boolean trying;
  // Works left of this bout, and bouts of this kind until the other is tried.
  private int left = BOUT;
  private int bouts = 1;
  private int boutsBetween = FEWEST_BOUTS;
  private long began;
  private double nanosAlone;
  private double nanosTogether;

  /** Whether the next work is to be done together. */
  boolean together() {
    return together;
  }

  /** A work begins. */
  void begin(long nanos) {
    if (left == BOUT) {
      began = nanos;
    }
  }

  /** A work has ended. */
  void end(long nanos) {
    left--;
    boolean hopeless = together && nanos - began > 2 * BOUT * nanosAlone;
    if (left > 0 && !hopeless) {
      return;
    }
    double each = (double) (nanos - began) / (BOUT - left);
    left = BOUT;
    bouts--;
    if (together) {
      nanosTogether = each;
    } else {
      nanosAlone = each;
    }
    if (trying) {
      boolean better = nanosTogether < nanosAlone;
      boutsBetween = together == better ? FEWEST_BOUTS : Math.min(MOST_BOUTS, 2 * boutsBetween);
      bouts = boutsBetween;
      together = better;
      trying = false;
    } else if (nanosAlone > SHORT_NANOS
        && (bouts <= 0 || (together && nanosTogether > SLOW * nanosAlone))) {
      trying = true;
      together = !together;
    }
  }
}
