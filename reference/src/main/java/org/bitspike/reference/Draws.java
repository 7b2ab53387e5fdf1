package org.bitspike.reference;

/** Where {@code random(x)} gets its draws from. */
interface Draws {

  /** For code that draws nothing. */
  Draws NONE =
      new Draws() {
        @Override
        public void select(int instance) {}

        @Override
        public void restart(int instance) {}

        @Override
        public double next() {
          throw new org.bitspike.ir.diag.BitspikeBug("a draw where none was foreseen");
        }
      };

  /** The instance that the next draws are for. */
  void select(int instance);

  /** Begins the instance's draws anew, before its start actions. */
  void restart(int instance);

  /**
   * How often start actions run at each start: LEMS's own interpreter copies them when it takes a
   * component type for use, and runs both.
   */
  default int startRuns() {
    return 1;
  }

  /** Evenly distributed in [0, 1). */
  double next();
}
