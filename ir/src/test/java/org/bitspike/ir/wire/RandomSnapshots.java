package org.bitspike.ir.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.bitspike.ir.recording.Snapshot;

/** Snapshots of any content; one of them has columns of several pieces. */
final class RandomSnapshots {

  private static final long LARGE = 3;

  private RandomSnapshots() {}

  static Snapshot snapshot(long seed) {
    Random random = new Random(seed);
    Map<String, long[]> columns = new LinkedHashMap<>();
    int count = random.nextInt(6);
    for (int c = 0; c < count; c++) {
      int size = random.nextInt(4) == 0 ? 0 : random.nextInt(20);
      int shift = random.nextInt(64);
      columns.put("block" + c + "/v", random.longs(size).map(any -> any >> shift).toArray());
    }
    if (seed == LARGE) {
      columns.put("large", random.longs(2L * Chunks.SIZE + 1).toArray());
      columns.put("afterwards", new long[] {1, -1});
    }
    return new Snapshot(
        new Snapshot.Info("1.2.3", "chip", "ab12", "cd34", random.nextLong()),
        random.nextLong(1L << 40),
        columns);
  }
}
