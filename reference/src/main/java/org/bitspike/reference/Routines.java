package org.bitspike.reference;

/** The code that runs in every step of every instance of a group. */
interface Routines {

  /** Stands for the dynamics outside regimes. */
  int PLAIN = -1;

  /** Derived variables, rates and updates. */
  void main(double[] frame, Draws draws);

  /** Updates of a regime. */
  void update(int regime, double[] frame, Draws draws);

  /** The first condition that holds, from condition {@code from} on; negative when none does. */
  int condition(int regime, int from, double[] frame, Draws draws);

  /** Runs tapes as they are. */
  static Routines interpreted(Tape main, Condition[] conditions, RegimeCode[] regimes) {
    return new Routines() {
      @Override
      public void main(double[] frame, Draws draws) {
        main.run(frame, draws);
      }

      @Override
      public void update(int regime, double[] frame, Draws draws) {
        regimes[regime].update().run(frame, draws);
      }

      @Override
      public int condition(int regime, int from, double[] frame, Draws draws) {
        Condition[] list = regime == PLAIN ? conditions : regimes[regime].conditions();
        for (int k = from; k < list.length; k++) {
          list[k].test().run(frame, draws);
          if (frame[list[k].result()] != 0) {
            return k;
          }
        }
        return -1;
      }
    };
  }
}
