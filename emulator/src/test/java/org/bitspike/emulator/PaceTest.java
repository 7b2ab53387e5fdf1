package org.bitspike.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Threads help only where that is faster, whatever else the cores have to do. */
class PaceTest {

  private static final int WORKS = 200_000;

  private final Pace pace = new Pace();
  private long clock;
  private int together;

  /** Time that works take of which each takes so long in either way. */
  private long run(int works, long nanosAlone, long nanosTogether) {
    long start = clock;
    for (int w = 0; w < works; w++) {
      pace.begin(clock);
      together += pace.together() ? 1 : 0;
      clock += pace.together() ? nanosTogether : nanosAlone;
      pace.end(clock);
    }
    return clock - start;
  }

  @Test
  void aTeamThatIsFasterWorksAlmostAlways() {
    assertThat(run(WORKS, 100_000, 55_000)).isLessThan(WORKS * 55_000L / 100 * 103);
    assertThat(together).isLessThan(WORKS);
  }

  @Test
  void aTeamThatIsFarSlowerCostsAlmostNothing() {
    assertThat(run(WORKS, 100_000, 3_000_000)).isLessThan(WORKS * 100_000L / 100 * 103);
    assertThat(together).isPositive();
  }

  @Test
  void shortWorksAreDoneAlone() {
    run(WORKS, 5_000, 2_000);
    assertThat(together).isZero();
  }

  @Test
  void coresThatBecomeBusyAndFreeAgainAreNoticed() {
    run(WORKS, 100_000, 55_000);
    assertThat(run(WORKS, 100_000, 900_000)).isLessThan(WORKS * 100_000L / 100 * 105);
    assertThat(run(WORKS, 100_000, 55_000)).isLessThan(WORKS * 55_000L / 100 * 115);
  }
}
