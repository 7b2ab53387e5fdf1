package org.bitspike.reference;

/** Delivers runs of events to the instances of a group; compiled by {@link EventCompiler}. */
interface EventKernel {

  /**
   * Delivers connections {@code from} to {@code to}, exclusive.
   *
   * @param instance instance of the group that each connection drives
   * @param weight of each connection
   */
  void deliver(double[][] columns, int[] instance, double[] weight, int from, int to);
}
