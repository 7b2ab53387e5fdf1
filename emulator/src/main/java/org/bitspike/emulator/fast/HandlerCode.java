package org.bitspike.emulator.fast;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A compiled handler of a block, with the columns it works on. */
public final class HandlerCode {

  private static final int[] NO_LIST = new int[0];

  // Members that are looked at together where none is known: most of the time none has fired.
  private static final int STRETCH = 256;

  private final KernelCode code;
  private final Optional<VectorHandler> vectors;
  private final int[][] narrow;
  private final long[][] wide;
  // What code for several members has instead.
  private final int[][] narrowOfSeveral;
  private final long[][] wideOfSeveral;
  private final @Nullable PortRing[] rings;
  private final Surroundings around;

  HandlerCode(
      KernelCode code,
      Optional<VectorHandler> vectors,
      int[][] narrow,
      long[][] wide,
      Surroundings around) {
    this.code = code;
    this.vectors = vectors;
    this.narrow = narrow;
    this.wide = wide;
    narrowOfSeveral = narrow.clone();
    wideOfSeveral = wide.clone();
    rings = new PortRing[narrow.length];
    this.around = around;
  }

  /** Lets a word be the sums of a port; they are taken from there, and are 0 afterwards. */
  public void sums(int word, PortRing ring) {
    narrow[word] = ring.narrowTaken();
    wide[word] = ring.wideTaken();
    narrowOfSeveral[word] = ring.narrowSums;
    wideOfSeveral[word] = ring.wideSums;
    rings[word] = ring;
  }

  /** Begins to make code for several members fast, for a block of a size. */
  public void warmUp(int size) {
    vectors.ifPresent(several -> several.warmUp(narrow, wide, size));
  }

  /** Whether several members are done at once from now on. */
  public boolean vectorised() {
    return vectors.isPresent() && vectors.get().ready();
  }

  /** Runs it for consecutive members. */
  public void run(int from, int to, long now, long value, int[] spiked) {
    int rest = from;
    if (vectorised()) {
      VectorHandler several = vectors.get();
      rest = to - (to - from) % several.members();
      int[] list = new int[(rest - from) / several.members()];
      runSeveral(several, from, rest, now, value, spiked, list);
    }
    runOne(rest, to, now, value, spiked);
  }

  /**
   * Runs it for consecutive members, of which none has spiked before.
   *
   * @param fired filled from its beginning with the members that spiked, ascending; as long as the
   *     range
   * @return number of these
   */
  public int fire(int from, int to, long now, int[] spiked, int[] fired) {
    int rest = from;
    int count = 0;
    if (vectorised()) {
      VectorHandler several = vectors.get();
      rest = to - (to - from) % several.members();
      int vectorsThatSpiked = runSeveral(several, from, rest, now, 0, spiked, fired);
      count = spread(fired, vectorsThatSpiked, several.members(), spiked);
    }
    runOne(rest, to, now, 0, spiked);
    return collect(rest, to, spiked, fired, count);
  }

  private int runSeveral(
      VectorHandler several, int from, int to, long now, long value, int[] spiked, int[] list) {
    if (from == to) {
      return 0;
    }
    int[] offsets = new int[rings.length];
    for (int w = 0; w < rings.length; w++) {
      PortRing ring = rings[w];
      offsets[w] = ring == null ? 0 : ring.base(now);
    }
    return several
        .code()
        .run(narrowOfSeveral, wideOfSeveral, offsets, from, to, now, value, spiked, list, around);
  }

  private void runOne(int from, int to, long now, long value, int[] spiked) {
    if (from == to) {
      return;
    }
    for (PortRing ring : rings) {
      if (ring != null) {
        ring.take(now, from, to);
      }
    }
    code.run(narrow, wide, NO_LIST, from, to, now, value, spiked, NO_LIST, around);
    if (vectors.isPresent() && vectors.get().isDueAfter(to - from)) {
      warmUp(spiked.length);
    }
  }

  /** Puts members in the place of vectors; there may be more of them, so from the end. */
  private static int spread(int[] list, int vectors, int members, int[] spiked) {
    int count = 0;
    for (int v = 0; v < vectors; v++) {
      for (int n = list[v]; n < list[v] + members; n++) {
        count += spiked[n];
      }
    }
    int at = count;
    for (int v = vectors - 1; v >= 0; v--) {
      int first = list[v];
      for (int n = first + members - 1; n >= first; n--) {
        if (spiked[n] != 0) {
          list[--at] = n;
          spiked[n] = 0;
        }
      }
    }
    return count;
  }

  /** Adds the members of a range that spiked to a list, and forgets that they did. */
  public static int collect(int from, int to, int[] spiked, int[] fired, int before) {
    int count = before;
    for (int first = from; first < to; first += STRETCH) {
      int end = Math.min(first + STRETCH, to);
      if (any(spiked, first, end)) {
        for (int n = first; n < end; n++) {
          if (spiked[n] != 0) {
            fired[count++] = n;
            spiked[n] = 0;
          }
        }
      }
    }
    return count;
  }

  private static boolean any(int[] flags, int from, int to) {
    int all = 0;
    for (int n = from; n < to; n++) {
      all |= flags[n];
    }
    return all != 0;
  }
}
