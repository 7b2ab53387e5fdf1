package org.bitspike.emulator.fast;

/** A compiled handler of a block, with the columns it works on. */
public final class HandlerCode {

  private final KernelCode code;
  private final int[][] narrow;
  private final long[][] wide;
  private final Surroundings around;

  HandlerCode(KernelCode code, int[][] narrow, long[][] wide, Surroundings around) {
    this.code = code;
    this.narrow = narrow;
    this.wide = wide;
    this.around = around;
  }

  /** Lets a word be the sums of a port that were taken last. */
  public void sums(int word, PortRing ring) {
    narrow[word] = ring.narrowTaken();
    wide[word] = ring.wideTaken();
  }

  /** Runs it for consecutive members. */
  public void run(int from, int to, long now, long value, int[] spiked) {
    code.run(narrow, wide, from, to, now, value, spiked, around);
  }
}
