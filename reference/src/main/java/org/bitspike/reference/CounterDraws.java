package org.bitspike.reference;

import org.bitspike.ir.random.CounterRandom;

/**
 * Draws keyed by (seed, stream, index, number of the draw), so that an instance's draws depend on
 * nothing else in the network.
 */
final class CounterDraws implements Draws {

  private final long seed;
  private final int[] stream;
  private final long[] index;
  private final int[] drawn;
  private int current;

  /**
   * Makes the draws of a group.
   *
   * @param stream of each instance
   * @param index of each instance
   */
  CounterDraws(long seed, int[] stream, long[] index) {
    this.seed = seed;
    this.stream = stream;
    this.index = index;
    this.drawn = new int[stream.length];
  }

  @Override
  public void select(int instance) {
    current = instance;
  }

  @Override
  public void restart(int instance) {
    current = instance;
    drawn[instance] = 0;
  }

  @Override
  public double next() {
    return CounterRandom.uniform(seed, stream[current], index[current], drawn[current]++);
  }
}
