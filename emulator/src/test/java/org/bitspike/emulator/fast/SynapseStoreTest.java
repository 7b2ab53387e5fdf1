package org.bitspike.emulator.fast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.program.LookupTable;
import org.bitspike.ir.program.SynapseBlock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packed synapses sum every event in the tick in which it is due, however they are packed. */
class SynapseStoreTest {

  private static final int SOURCES = 7;
  private static final int TICKS = 90;

  @ParameterizedTest
  @CsvSource({
    // targets, delays, ticks of a group, bits of a value, entries of the table, bytes of a synapse,
    // parts
    "5, 1, 1, 8, 0, 4, 2",
    "50, 20, 32, 8, 0, 4, 3",
    "50, 20, 4, 8, 0, 4, 1",
    "1000, 33, 8, 8, 0, 4, 2",
    "1000, 33, 8, 24, 16, 4, 3",
    "1000, 9, 16, 24, 0, 12, 1",
    "50, 20, 4, 40, 0, 12, 2",
    "50, 20, 4, 40, 16, 12, 3",
  })
  void sumsAreThoseOfTheEventsDue(
      int targets, int delays, int groupTicks, int bits, int entries, int bytes, int parts) {
    Random random = new Random(targets + 31L * delays + bits);
    int size = 2000;
    Optional<LookupTable> table =
        entries == 0
            ? Optional.empty()
            : Optional.of(
                new LookupTable(
                    "t",
                    FixedFormat.signed(bits, 0),
                    random.longs(entries).map(any -> any >> (64 - bits)).toArray()));
    int codeBits = Math.min(31, bits);
    int[] code =
        IntStream.range(0, size)
            .map(
                _ ->
                    entries > 0 ? 3 + random.nextInt(entries) : random.nextInt() >> (32 - codeBits))
            .toArray();
    int[] rowStart = new int[SOURCES + 1];
    int[] cuts = random.ints(SOURCES - 1, 0, size).sorted().toArray();
    System.arraycopy(cuts, 0, rowStart, 1, cuts.length);
    rowStart[SOURCES] = size;
    int[] target = random.ints(size, 0, targets).toArray();
    int[] delay = random.ints(size, 1, delays + 1).toArray();
    SynapseBlock block =
        new SynapseBlock(
            "b",
            "s",
            "n",
            Optional.of("in"),
            rowStart,
            target,
            code,
            delay,
            table.map(LookupTable::name),
            3,
            Optional.empty(),
            "b",
            IntStream.range(0, size).toArray());
    long most = bits > 31 ? Long.MAX_VALUE : Integer.MAX_VALUE;
    PortRing ring = PortRing.of(targets, groupTicks, -most, most);
    SynapseStore store = new SynapseStore(block, table, ring, groupTicks, new Parts(parts));
    long[][] expected = new long[TICKS + delays + 1][targets];
    for (int tick = 0; tick < TICKS; tick++) {
      long[] sums = new long[targets];
      for (int n = 0; n < targets; n++) {
        sums[n] = ring.sum(tick, n);
      }
      assertThat(sums).as("tick %d", tick).isEqualTo(expected[tick]);
      ring.clear(tick);
      int[] fired = IntStream.range(0, SOURCES).filter(_ -> random.nextInt(4) == 0).toArray();
      store.take(tick, fired, fired.length);
      for (int part = parts - 1; part >= 0; part--) {
        store.send(part);
      }
      for (int source : fired) {
        for (int k = rowStart[source]; k < rowStart[source + 1]; k++) {
          long value = table.isPresent() ? table.get().at(code[k] - 3L) : code[k];
          long[] due = expected[tick + delay[k]];
          due[target[k]] += bits > 31 ? value : 0;
          due[target[k]] = bits > 31 ? due[target[k]] : (int) (due[target[k]] + value);
        }
      }
      if (tick % 8 == 7) {
        long[][] waiting = waiting(ring, store, tick + 1, delays, targets, bits);
        assertThat(waiting)
            .as("on their way after tick %d", tick)
            .isDeepEqualTo(Arrays.copyOfRange(expected, tick + 1, tick + 1 + delays));
      }
    }
    assertThat(Arrays.stream(expected).flatMapToLong(Arrays::stream)).anyMatch(sum -> sum != 0);
    int groups = (delays + groupTicks - 1) / groupTicks;
    assertThat(store.bytes())
        .isLessThanOrEqualTo((long) size * bytes + 4L * (parts * SOURCES * groups + 1));
  }

  private static long[][] waiting(
      PortRing ring, SynapseStore store, int done, int delays, int targets, int bits) {
    long[][] waiting = new long[delays][targets];
    PortRing.Pending sum =
        (tick, target, value) -> {
          long all = waiting[(int) tick - done][target] + value;
          waiting[(int) tick - done][target] = bits > 31 ? all : (int) all;
        };
    ring.pending(done, sum);
    store.pending(done, sum);
    return waiting;
  }
}
