package org.bitspike.emulator.fast;

/** A handler as virtual machine code. */
public interface KernelCode {

  /**
   * Runs the handler for consecutive members, one after the other.
   *
   * @param narrow by word, the columns that are kept as {@code int}
   * @param wide by word, the columns that are kept as {@code long}
   * @param spiked by member, set to 1 where the handler spikes
   */
  void run(
      int[][] narrow,
      long[][] wide,
      int from,
      int to,
      long now,
      long value,
      int[] spiked,
      Surroundings around);
}
