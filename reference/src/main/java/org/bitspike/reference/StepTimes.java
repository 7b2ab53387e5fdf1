package org.bitspike.reference;

/** Accumulated times of the steps around the present one: {@code t} grows by repeated addition. */
final class StepTimes {

  private final double dt;
  private final double[] ring;
  private long filled;
  private double last;

  /**
   * Keeps times ahead.
   *
   * @param ahead how many steps beyond the present one are asked for
   */
  StepTimes(double dt, int ahead) {
    this.dt = dt;
    ring = new double[ahead + 2];
    fillTo(ahead);
  }

  /** Moves on to a tick: its time and those of the ticks ahead are known afterwards. */
  void moveTo(long tick) {
    fillTo(tick + ring.length - 2);
  }

  private void fillTo(long tick) {
    while (filled <= tick) {
      last += dt;
      ring[(int) (filled % ring.length)] = last;
      filled++;
    }
  }

  /** Time at the end of a tick, as steps see it. */
  double at(long tick) {
    return ring[(int) (tick % ring.length)];
  }
}
