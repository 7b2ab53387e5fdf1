package org.bitspike.reference;

/**
 * Steps members of a population with everything they enclose, one after the other or as many at a
 * time as a vector holds. Arrays are those of the {@link LanePlan} it was compiled from.
 */
interface ColumnKernel {

  /**
   * Steps members in order until one has something else to do, such as to emit an event; nothing is
   * written of it.
   *
   * @return that member, or {@code to}
   */
  int oneByOne(double[][] arrays, double t, int from, int to);

  /**
   * Steps whole vectors of members in order until one has such a member in it; nothing is written
   * of these.
   *
   * @return the first member that was not stepped
   */
  int together(double[][] arrays, double t, int from, int to);
}
