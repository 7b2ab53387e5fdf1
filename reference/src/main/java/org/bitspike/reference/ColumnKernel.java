package org.bitspike.reference;

/**
 * Steps members of a population with everything they enclose, many at a time. Arrays are those of
 * the {@link LanePlan} it was compiled from; the last one takes, for each member, a number that is
 * negative unless the member does what only the general code can do, such as emit an event.
 */
interface ColumnKernel {

  /** Every member was stepped. */
  int DONE = 0;

  /** Some member has something else to do; what was written of it and of later members is void. */
  int STOPPED = 1;

  /** A dividend was too small for replaced divisions; what was written is void. */
  int TOO_SMALL = 2;

  /**
   * Steps members in order until one has something else to do, of which nothing is written.
   *
   * @return that member, or {@code to}
   */
  int oneByOne(double[][] arrays, double t, int from, int to);

  /** Steps all members. */
  int together(double[][] arrays, double t, int from, int to);

  /** Steps all members, with divisions by constants replaced by multiplications. */
  int fast(double[][] arrays, double t, int from, int to);
}
