package org.bitspike.emulator;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bitspike.emulator.Ledger.Field;

/**
 * Sums of the events that are on their way to a port, by due tick and target. All engines write
 * theirs down in this form, each sum that is not 0 once, and so find each other's.
 */
final class Waiting {

  private final int targets;
  private final TreeMap<Long, long[]> sums = new TreeMap<>();

  Waiting(int targets) {
    this.targets = targets;
  }

  /** Fields of the sums of a block that wait after so many ticks. */
  static List<Field> fields(long done, int targets) {
    return List.of(
        new Field("due", done, Long.MAX_VALUE),
        new Field("target", 0, targets - 1L),
        new Field("sum", Long.MIN_VALUE, Long.MAX_VALUE));
  }

  void add(long due, int target, long value) {
    if (value != 0) {
      sums.computeIfAbsent(due, _ -> new long[targets])[target] += value;
    }
  }

  void addAll(Waiting others) {
    others.each(this::add);
  }

  /** Is told sums that are not 0. */
  interface Sums {
    void add(long due, int target, long sum);
  }

  private void each(Sums to) {
    for (Map.Entry<Long, long[]> tick : sums.entrySet()) {
      each(tick.getKey(), tick.getValue(), to);
    }
  }

  private static void each(long due, long[] all, Sums to) {
    for (int target = 0; target < all.length; target++) {
      if (all[target] != 0) {
        to.add(due, target, all[target]);
      }
    }
  }

  /** Gives away what is due in a tick. */
  void take(long tick, Sums to) {
    if (!sums.isEmpty() && sums.firstKey() == tick) {
      each(tick, sums.pollFirstEntry().getValue(), to);
    }
  }

  /** As columns: due ticks, targets, sums, ascending in due tick, then in target. */
  long[][] columns() {
    Longs due = new Longs();
    Longs target = new Longs();
    Longs sum = new Longs();
    each(
        (d, t, s) -> {
          due.add(d);
          target.add(t);
          sum.add(s);
        });
    return new long[][] {due.toArray(), target.toArray(), sum.toArray()};
  }

  /** Takes the place of what is there. */
  void replace(long[][] columns) {
    sums.clear();
    for (int k = 0; k < columns[0].length; k++) {
      add(columns[0][k], (int) columns[1][k], columns[2][k]);
    }
  }
}
