package org.bitspike.emulator.fast;

/** A compiled handler of a block, with the columns it works on. */
public final class HandlerCode {

  private final KernelCode code;
  private final int[][] narrow;
  private final long[][] wide;
  private final int[] offset;
  private final Surroundings around;

  HandlerCode(KernelCode code, int[][] narrow, long[][] wide, Surroundings around) {
    this.code = code;
    this.narrow = narrow;
    this.wide = wide;
    this.around = around;
    offset = new int[narrow.length];
  }

  /** Lets a word that is kept as sums be those of a tick. */
  public void sums(int word, PortRing ring, long tick) {
    narrow[word] = ring.narrowSums;
    wide[word] = ring.wideSums;
    offset[word] = ring.base(tick);
  }

  /** Runs it for consecutive members. */
  public void run(int from, int to, long now, long value, int[] spiked) {
    code.run(narrow, wide, offset, from, to, now, value, spiked, around);
  }
}
