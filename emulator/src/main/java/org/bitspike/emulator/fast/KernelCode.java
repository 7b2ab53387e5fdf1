package org.bitspike.emulator.fast;

/** A handler as virtual machine code. */
public interface KernelCode {

  /**
   * Runs the handler for consecutive members, one after the other or several at once.
   *
   * <p>Code for several at once takes sums of events where they are and leaves 0; it lists the
   * first members of the vectors in which any spikes. Code for one finds sums taken, and lists
   * nothing.
   *
   * @param narrow by word, the columns that are kept as {@code int}
   * @param wide by word, the columns that are kept as {@code long}
   * @param offsets by word, where the sums of member 0 are in its column
   * @param spiked by member, set to 1 where the handler spikes
   * @param list filled from its beginning
   * @return length of the list
   */
  int run(
      int[][] narrow,
      long[][] wide,
      int[] offsets,
      int from,
      int to,
      long now,
      long value,
      int[] spiked,
      int[] list,
      Surroundings around);
}
