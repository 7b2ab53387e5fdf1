package org.bitspike.emulator.fast;

import java.util.Arrays;

/**
 * The sums of the events that are on their way to a port: for each of the next ticks one sum per
 * target. Row and target make up an index of a power of two, so that an event finds its sum by one
 * addition and one mask.
 */
public final class PortRing {

  private static final int MOST_SUMS = 1 << 27;

  private final int targets;
  private final int targetBits;
  private final int rows;
  private final boolean wide;
  private final long low;
  private final long high;
  final int[] narrowSums;
  final long[] wideSums;
  // Sums of one tick on their own: columns that all begin at 0 make a loop that can be vectorised.
  private final int[] narrowTaken;
  private final long[] wideTaken;

  private PortRing(int targets, int rows, long low, long high) {
    this.targets = targets;
    this.rows = rows;
    this.low = low;
    this.high = high;
    targetBits = bits(targets);
    wide = !Value.fitsInt(low, high);
    narrowSums = new int[wide ? 0 : rows << targetBits];
    wideSums = new long[wide ? rows << targetBits : 0];
    narrowTaken = new int[wide ? 0 : targets];
    wideTaken = new long[wide ? targets : 0];
  }

  private static int bits(int count) {
    return 32 - Integer.numberOfLeadingZeros(count - 1);
  }

  /** Whether a ring of this size is small enough to be kept. */
  public static boolean possible(int targets, int ticks) {
    return ((long) 1 << (bits(targets) + bits(ticks))) <= MOST_SUMS;
  }

  /**
   * A ring without events.
   *
   * @param targets number of targets, at least 1
   * @param ticks number of ticks that have sums at the same time, at least 1
   * @param low no sum is less
   * @param high no sum is greater
   */
  public static PortRing of(int targets, int ticks, long low, long high) {
    return new PortRing(targets, 1 << bits(ticks), Math.min(0, low), Math.max(0, high));
  }

  int targets() {
    return targets;
  }

  boolean wide() {
    return wide;
  }

  long low() {
    return low;
  }

  long high() {
    return high;
  }

  /** Bits of an index. */
  int indexBits() {
    return targetBits + bits(rows);
  }

  /** The index of a target's sum, a number of ticks after the tick of a base. */
  int index(int ticks, int target) {
    return ((ticks & (rows - 1)) << targetBits) | target;
  }

  /** Where the sums of a tick begin. */
  public int base(long tick) {
    return (int) (tick & (rows - 1)) << targetBits;
  }

  /** Adds an event. */
  public void add(long dueTick, int target, long value) {
    if (wide) {
      wideSums[base(dueTick) + target] += value;
    } else {
      narrowSums[base(dueTick) + target] += (int) value;
    }
  }

  /** The sum of the events that are due in a tick. */
  public long sum(long tick, int target) {
    int at = base(tick) + target;
    return wide ? wideSums[at] : narrowSums[at];
  }

  /** Is told events or sums of events. */
  public interface Pending {
    /** So much is due at a target in a tick. */
    void due(long tick, int target, long value);
  }

  /** Tells of all sums that are not 0 when a number of ticks is done. */
  public void pending(long done, Pending to) {
    for (long tick = done; tick < done + rows; tick++) {
      for (int target = 0; target < targets; target++) {
        long sum = sum(tick, target);
        if (sum != 0) {
          to.due(tick, target, sum);
        }
      }
    }
  }

  /** The ticks of an index, after the tick of a base. */
  int ticksOf(int index) {
    return (index >> targetBits) & (rows - 1);
  }

  /** The target of an index. */
  int targetOf(int index) {
    return index & ((1 << targetBits) - 1);
  }

  /** Takes the sums of a range of targets in a tick out of the ring. */
  public void take(long tick, int from, int to) {
    int at = base(tick) + from;
    if (wide) {
      System.arraycopy(wideSums, at, wideTaken, from, to - from);
      Arrays.fill(wideSums, at, at + to - from, 0);
    } else {
      System.arraycopy(narrowSums, at, narrowTaken, from, to - from);
      Arrays.fill(narrowSums, at, at + to - from, 0);
    }
  }

  int[] narrowTaken() {
    return narrowTaken;
  }

  long[] wideTaken() {
    return wideTaken;
  }

  /** Forgets the events due in a tick, once they are delivered. */
  public void clear(long tick) {
    int base = base(tick);
    if (wide) {
      Arrays.fill(wideSums, base, base + targets, 0);
    } else {
      Arrays.fill(narrowSums, base, base + targets, 0);
    }
  }
}
