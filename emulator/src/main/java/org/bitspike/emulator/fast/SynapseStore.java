package org.bitspike.emulator.fast;

import java.util.Arrays;
import java.util.Optional;
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

  /**
   * Packs a block in two passes.
   *
   * @param decode from weight code to value
   * @param groupTicks ticks of a delay group
   * @param parts how the targets are parted
   */
  public SynapseStore(
      SynapseBlock block,
      Optional<LookupTable> decode,
      PortRing ring,
      int groupTicks,
      Parts parts) {
    this.ring = ring;
    this.parts = parts;
    touched = new int[parts.count() * ENTRIES_PER_LINE];
    this.groupTicks = groupTicks;
    sources = block.rowStart().length - 1;
    int longest = Arrays.stream(block.delayTicks()).max().orElse(1);
    groups = (longest + groupTicks - 1) / groupTicks;
    fired = new int[groups == 1 ? 1 : groups * groupTicks][0];
    start = counted(block);
    long low = 0;
    long high = 0;
    int leastCode = Integer.MAX_VALUE;
    int mostCode = Integer.MIN_VALUE;
    for (int code : block.weightCode()) {
      leastCode = Math.min(leastCode, code);
      mostCode = Math.max(mostCode, code);
      long v = valueOf(code, decode, block);
      low = Math.min(low, v);
      high = Math.max(high, v);
    }
    int bits = 32 - ring.indexBits();
    boolean direct = !ring.wide() && bits > 0 && low >> (bits - 1) >= -1 && high >> (bits - 1) <= 0;
    long codes = block.size() == 0 ? 1 : (long) mostCode - leastCode + 1;
    boolean coded =
        !direct && !ring.wide() && codes <= 1L << Math.min(WHOLE_CODE_BITS, Math.max(0, bits));
    boolean inOne = direct || coded;
    table = coded ? new int[powerOfTwo((int) codes)] : new int[0];
    for (int c = 0; coded && block.size() > 0 && c < codes; c++) {
      long v = valueOf(leastCode + c, decode, block);
      table[c] = (int) v; // codes that no synapse has may be cut off
    }
    packed = new int[inOne ? block.size() : 0];
    index = new int[inOne ? 0 : block.size()];
    value = new long[inOne ? 0 : block.size()];
    int[] next = start.clone();
    for (int source = 0; source < sources; source++) {
      for (int k = block.rowStart()[source]; k < block.rowStart()[source + 1]; k++) {
        int delay = block.delayTicks()[k] - 1;
        int target = block.targetIndex()[k];
        int at = next[row(parts.of(target, ring.targets()), source, delay / groupTicks)]++;
        int where = ring.index(delay % groupTicks, target);
        if (direct) {
          int v = (int) valueOf(block.weightCode()[k], decode, block);
          packed[at] = shifted(v) | where;
        } else if (coded) {
          packed[at] = shifted(block.weightCode()[k] - leastCode) | where;
        } else {
          index[at] = where;
          value[at] = valueOf(block.weightCode()[k], decode, block);
        }
      }
    }
  }

  private static int powerOfTwo(int atLeast) {
    return atLeast <= 1 ? 1 : Integer.highestOneBit(atLeast - 1) << 1;
  }

  private int shifted(int upper) {
    return ring.indexBits() == 32 ? 0 : upper << ring.indexBits();
  }

  private static long valueOf(int code, Optional<LookupTable> decode, SynapseBlock block) {
    return decode.isPresent() ? decode.get().at((long) code - block.codeOffset()) : code;
  }

  private int row(int part, int source, int group) {
    return (part * sources + source) * groups + group;
  }

  private int[] counted(SynapseBlock block) {
    int[] first = new int[parts.count() * sources * groups + 1];
    for (int source = 0; source < sources; source++) {
      for (int k = block.rowStart()[source]; k < block.rowStart()[source + 1]; k++) {
        int part = parts.of(block.targetIndex()[k], ring.targets());
        first[row(part, source, (block.delayTicks()[k] - 1) / groupTicks) + 1]++;
      }
    }
    for (int i = 1; i < first.length; i++) {
      first[i] += first[i - 1];
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
