package org.bitspike.reference;

import java.util.Random;

/** All draws from one {@link Random} in the order of evaluation. */
final class SharedDraws implements Draws {

  private final Random random;

  SharedDraws(Random random) {
    this.random = random;
  }

  @Override
  public void select(int instance) {}

  @Override
  public void restart(int instance) {}

  @Override
  public int startRuns() {
    return 2;
  }

  @Override
  public double next() {
    return random.nextDouble();
  }
}
