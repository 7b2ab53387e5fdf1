package org.bitspike.emulator.fast;

import java.util.Arrays;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import org.bitspike.ir.program.LookupTable;
import org.bitspike.ir.program.SynapseBlock;

/**
 * The synapses of a block that does not learn, packed row by row: in one {@code int} what an event
 * adds, and where. The bits below are an index of the port's sums relative to the tick after the
 * firing; the bits above are the value itself, or a code of a small table of values. What does not
 * fit 32 bits takes an {@code int} for the index and a {@code long} for the value.
 *
 * <p>A row is cut by delay in groups of a few ticks. A group's events are summed when their time
 * has come near, so that only few ticks of sums are touched at a time and stay in the cache.
 *
 * <p>Rows are cut by target too, where several threads send events: each has a part of the targets,
 * whose synapses stand together.
 */
public final class SynapseStore {

  private static final int WHOLE_CODE_BITS = 20;
  // Entries beyond which they do not stay in the cache, and are worth fetching ahead.
  private static final int CACHED = 1 << 18;
  private static final int ENTRIES_PER_LINE = 16;

  private final PortRing ring;
  private final Parts parts;
  private final int sources;
  private final int groups;
  private final int groupTicks;
  // Synapses of part p of group g of source s: start[(p * sources + s) * groups + g] to the next.
  private final int[] start;
  private final int[] packed;
  private final int[] index;
  private final long[] value;
  private final int[] table;
  // Sources that fired in the last ticks, for the groups whose time comes later.
  private final int[][] fired;

  private long lastTick;

  // By part, with room between; written, so that the reads before it are done.
  @SuppressWarnings("UnusedVariable")
  private final int[] touched;

  /** Packs a listed block. */
  public SynapseStore(
      SynapseBlock block,
      Optional<LookupTable> decode,
      PortRing ring,
      int groupTicks,
      Parts parts) {
    this(SynapseStream.of(block), decode, ring, groupTicks, parts);
  }

  /**
   * Packs a block in two passes: rows are counted, then filled.
   *
   * @param decode from weight code to value
   * @param groupTicks ticks of a delay group
   * @param parts how the targets are parted
   */
  public SynapseStore(
      SynapseStream synapses,
      Optional<LookupTable> decode,
      PortRing ring,
      int groupTicks,
      Parts parts) {
    this.ring = ring;
    this.parts = parts;
    touched = new int[parts.count() * ENTRIES_PER_LINE];
    this.groupTicks = groupTicks;
    sources = synapses.sources();
    groups = (synapses.longestDelay() + groupTicks - 1) / groupTicks;
    fired = new int[groups == 1 ? 1 : groups * groupTicks][0];
    start = counted(synapses);
    int size = start[start.length - 1];
    LongUnaryOperator values =
        decode.isPresent()
            ? code -> decode.get().at(code - synapses.codeOffset())
            : LongUnaryOperator.identity();
    LongSummaryStatistics codes = synapses.codes().asLongStream().summaryStatistics();
    LongSummaryStatistics bounds = synapses.codes().asLongStream().map(values).summaryStatistics();
    int leastCode = (int) codes.getMin();
    long low = Math.min(0, bounds.getMin());
    long high = Math.max(0, bounds.getMax());
    int bits = 32 - ring.indexBits();
    boolean direct = !ring.wide() && bits > 0 && low >> (bits - 1) >= -1 && high >> (bits - 1) <= 0;
    long range = size == 0 ? 1 : codes.getMax() - codes.getMin() + 1;
    boolean coded =
        !direct && !ring.wide() && range <= 1L << Math.min(WHOLE_CODE_BITS, Math.max(0, bits));
    boolean inOne = direct || coded;
    table = coded ? new int[powerOfTwo((int) range)] : new int[0];
    for (int c = 0; coded && size > 0 && c < range; c++) {
      table[c] = (int) values.applyAsLong(leastCode + c); // codes of no synapse may be cut off
    }
    packed = new int[inOne ? size : 0];
    index = new int[inOne ? 0 : size];
    value = new long[inOne ? 0 : size];
    Kind kind = direct ? Kind.DIRECT : coded ? Kind.CODED : Kind.APART;
    fill(synapses, kind, leastCode, values);
  }

  /** How a synapse is kept. */
  private enum Kind {
    /** Its value in the upper bits. */
    DIRECT,
    /** The code of its value there. */
    CODED,
    /** Its value in an array of its own. */
    APART
  }

  private void fill(SynapseStream synapses, Kind kind, int leastCode, LongUnaryOperator values) {
    int[] next = start.clone();
    synapses.visit(
        0,
        ring.targets(),
        (source, target, code, delayTicks, count) -> {
          for (int k = 0; k < count; k++) {
            int delay = delayTicks[k] - 1;
            int part = parts.of(target[k], ring.targets());
            int at = next[row(part, source[k], delay / groupTicks)]++;
            int where = ring.index(delay % groupTicks, target[k]);
            switch (kind) {
              case DIRECT -> packed[at] = shifted((int) values.applyAsLong(code[k])) | where;
              case CODED -> packed[at] = shifted(code[k] - leastCode) | where;
              case APART -> {
                index[at] = where;
                value[at] = values.applyAsLong(code[k]);
              }
            }
          }
        });
  }

  private static int powerOfTwo(int atLeast) {
    return atLeast <= 1 ? 1 : Integer.highestOneBit(atLeast - 1) << 1;
  }

  private int shifted(int upper) {
    return ring.indexBits() == 32 ? 0 : upper << ring.indexBits();
  }

  private int row(int part, int source, int group) {
    return (part * sources + source) * groups + group;
  }

  private int[] counted(SynapseStream synapses) {
    int[] first = new int[parts.count() * sources * groups + 1];
    synapses.visit(
        0,
        ring.targets(),
        (source, target, code, delayTicks, count) -> {
          for (int k = 0; k < count; k++) {
            int part = parts.of(target[k], ring.targets());
            first[row(part, source[k], (delayTicks[k] - 1) / groupTicks) + 1]++;
          }
        });
    for (int i = 1; i < first.length; i++) {
      first[i] = Math.addExact(first[i], first[i - 1]);
    }
    return first;
  }

  /** Bytes of synapses and rows. */
  public long bytes() {
    return 4L * packed.length + 4L * index.length + 8L * value.length + 4L * start.length;
  }

  /** Takes the spikes of a tick; {@link #send} sends them on their way. */
  public void take(long tick, int[] sourcesFired, int count) {
    fired[(int) (tick % fired.length)] = Arrays.copyOf(sourcesFired, count);
    lastTick = tick;
  }

  /** Sends the spikes taken last, and those of earlier ticks whose time has come, to a part. */
  public void send(int part) {
    long tick = lastTick;
    int base = ring.base(tick + 1);
    for (int group = 0; group < groups && tick >= (long) group * groupTicks; group++) {
      int[] then = fired[(int) ((tick - (long) group * groupTicks) % fired.length)];
      send(then, part, group, base);
    }
  }

  /** Tells of the events that are not in the ring yet when a number of ticks is done. */
  public void pending(long done, PortRing.Pending to) {
    for (long then = Math.max(0, done - fired.length); groups > 1 && then < done; then++) {
      for (int group = 1; group < groups; group++) {
        long delivered = then + (long) group * groupTicks;
        if (delivered < done) {
          continue;
        }
        for (int source : fired[(int) (then % fired.length)]) {
          for (int part = 0; part < parts.count(); part++) {
            int row = row(part, source, group);
            for (int k = start[row]; k < start[row + 1]; k++) {
              int at = packed.length == 0 ? index[k] : packed[k];
              to.due(delivered + 1 + ring.ticksOf(at), ring.targetOf(at), valueAt(k));
            }
          }
        }
      }
    }
  }

  private long valueAt(int entry) {
    if (packed.length == 0) {
      return value[entry];
    }
    int upper = packed[entry] >> ring.indexBits();
    return table.length == 0 ? upper : table[upper & (table.length - 1)];
  }

  private void send(int[] rows, int part, int group, int base) {
    if (packed.length > CACHED) {
      touched[part * ENTRIES_PER_LINE] += touch(rows, part, group);
    }
    for (int source : rows) {
      int row = row(part, source, group);
      int from = start[row];
      int to = start[row + 1];
      if (packed.length == 0) {
        if (ring.wide()) {
          addLongs(ring.wideSums, index, value, from, to, base);
        } else {
          addWide(ring.narrowSums, index, value, from, to, base);
        }
      } else if (table.length == 0) {
        add(ring.narrowSums, packed, from, to, base, ring.indexBits());
      } else {
        addCoded(ring.narrowSums, packed, from, to, base, ring.indexBits(), table);
      }
    }
  }

  /** Reads one entry of each cache line of the rows, so that their waiting times overlap. */
  private int touch(int[] rows, int part, int group) {
    int sum = 0;
    for (int source : rows) {
      int row = row(part, source, group);
      for (int k = start[row]; k < start[row + 1]; k += ENTRIES_PER_LINE) {
        sum += packed[k];
      }
    }
    return sum;
  }

  private static void add(int[] sums, int[] entries, int from, int to, int base, int bits) {
    for (int k = from; k < to; k++) {
      int entry = entries[k];
      sums[(entry + base) & (sums.length - 1)] += entry >> bits;
    }
  }

  private static void addCoded(
      int[] sums, int[] entries, int from, int to, int base, int bits, int[] values) {
    for (int k = from; k < to; k++) {
      int entry = entries[k];
      int at = (entry >>> bits) & (values.length - 1);
      sums[(entry + base) & (sums.length - 1)] += values[at];
    }
  }

  private static void addWide(int[] sums, int[] where, long[] what, int from, int to, int base) {
    for (int k = from; k < to; k++) {
      sums[(where[k] + base) & (sums.length - 1)] += (int) what[k];
    }
  }

  private static void addLongs(long[] sums, int[] where, long[] what, int from, int to, int base) {
    for (int k = from; k < to; k++) {
      sums[(where[k] + base) & (sums.length - 1)] += what[k];
    }
  }
}
