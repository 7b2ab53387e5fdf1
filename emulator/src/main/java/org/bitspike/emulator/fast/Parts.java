package org.bitspike.emulator.fast;

/**
 * How the members of blocks are parted: ranges of as equal a size as can be, ascending.
 *
 * @param count number of parts, at least 1
 */
public record Parts(int count) {

  /** Everything in one. */
  public static final Parts ONE = new Parts(1);

  /**
   * The first member of a part of a block of a size; the size itself for the part after the last.
   */
  public int from(int part, int size) {
    return (int) ((long) size * part / count);
  }

  /** The part to which a member of a block of a size belongs. */
  int of(int member, int size) {
    return (int) (((member + 1L) * count - 1) / size);
  }
}
