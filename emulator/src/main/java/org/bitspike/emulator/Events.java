package org.bitspike.emulator;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.bitspike.emulator.Ledger.Field;
import org.jspecify.annotations.Nullable;

/**
 * Events of a synapse block on their way, by the tick in which they are due: a ring of lists, as
 * many as the longest delay has ticks, and one.
 */
final class Events {

  // Null where nothing has ever been due: most ticks of a long ring.
  private final @Nullable Due[] ring;

  /** Events that are due in the same tick. */
  static final class Due {
    private final Ints synapse = new Ints();
    private final Longs value = new Longs();

    int size() {
      return synapse.size();
    }

    int synapse(int at) {
      return synapse.get(at);
    }

    long value(int at) {
      return value.get(at);
    }

    /**
     * Positions in canonical order: by the tick in which the source fired, then by synapse.
     *
     * @param delayTicks of each synapse; of events due together, the one of the longer delay was
     *     fired earlier
     */
    int[] canonicalOrder(int[] delayTicks) {
      return isCanonical(delayTicks) ? IntStream.range(0, size()).toArray() : sorted(delayTicks);
    }

    /** Blocks that do not learn send their events in canonical order. */
    private boolean isCanonical(int[] delayTicks) {
      for (int at = 1; at < size(); at++) {
        int longer = delayTicks[synapse(at - 1)] - delayTicks[synapse(at)];
        if (longer < 0 || (longer == 0 && synapse(at - 1) > synapse(at))) {
          return false;
        }
      }
      return true;
    }

    private int[] sorted(int[] delayTicks) {
      return IntStream.range(0, size())
          .boxed()
          .sorted(
              Comparator.comparingInt((Integer at) -> -delayTicks[synapse(at)])
                  .thenComparingInt(this::synapse))
          .mapToInt(Integer::intValue)
          .toArray();
    }
  }

  Events(int longestDelay) {
    ring = new Due[longestDelay + 1];
  }

  /** Sends an event that is due at most the longest delay after the present tick. */
  void send(long dueTick, int synapse, long value) {
    Due due = due(dueTick);
    due.synapse.add(synapse);
    due.value.add(value);
  }

  /** Passes all events, in the order in which they were sent. */
  void pass(String block, int synapses, Ledger ledger) {
    long done = ledger.done();
    List<Field> fields =
        List.of(
            new Field("due", done, done + ring.length - 2),
            new Field("synapse", 0, synapses - 1),
            new Field("value", Long.MIN_VALUE, Long.MAX_VALUE));
    ledger.table(
        block + "/(events)",
        -1,
        fields,
        () -> {
          Longs dues = new Longs();
          Longs reached = new Longs();
          Longs values = new Longs();
          each(
              done,
              (due, synapse, value) -> {
                dues.add(due);
                reached.add(synapse);
                values.add(value);
              });
          return new long[][] {dues.toArray(), reached.toArray(), values.toArray()};
        },
        columns -> {
          for (int k = 0; k < columns[0].length; k++) {
            send(columns[0][k], (int) columns[1][k], columns[2][k]);
          }
        });
  }

  /** Is told events. */
  interface Listener {
    void event(long due, int synapse, long value);
  }

  /** Tells of all events that wait when a number of ticks is done. */
  void each(long done, Listener listener) {
    for (long tick = done; tick < done + ring.length - 1; tick++) {
      Due due = ring[(int) (tick % ring.length)];
      for (int at = 0; due != null && at < due.size(); at++) {
        listener.event(tick, due.synapse(at), due.value(at));
      }
    }
  }

  /** The events due in a tick. */
  Due due(long tick) {
    int slot = (int) (tick % ring.length);
    Due due = ring[slot];
    if (due == null) {
      due = new Due();
      ring[slot] = due;
    }
    return due;
  }

  /** Forgets the events due in a tick, once they are delivered. */
  void clear(long tick) {
    due(tick).synapse.clear();
    due(tick).value.clear();
  }
}
