package org.bitspike.emulator.fast;

import java.util.Optional;

/** A compiled handler of a block, with the columns it works on. */
public final class HandlerCode {

  private final KernelCode code;
  private final Optional<VectorHandler> vectors;
  private final int[][] narrow;
  private final long[][] wide;
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
    this.around = around;
  }

  /** Lets a word be the sums of a port that were taken last. */
  public void sums(int word, PortRing ring) {
    narrow[word] = ring.narrowTaken();
    wide[word] = ring.wideTaken();
  }

  /** Makes the handler fast for blocks of this size, if it can do several members at once. */
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
      if (rest > from) {
        several.code().run(narrow, wide, from, rest, now, value, spiked, around);
      }
    }
    if (rest < to) {
      code.run(narrow, wide, rest, to, now, value, spiked, around);
    }
  }
}
