package org.bitspike.conformance.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CoincidenceFactorTest {

  private static final double D = 2e-3;

  @Test
  void byHand() {
    // 1 coincidence; chance 2 * 3/s * 2 ms = 0.012: (1 - 0.012 * 2) / 2.5 / 0.988
    double gamma =
        CoincidenceFactor.gamma(Trains.millis(100, 200), Trains.millis(101, 300, 400), D, 1);
    assertThat(gamma).isCloseTo((1 - 0.012 * 2) / 2.5 / (1 - 0.012), within(1e-12));
  }

  @Test
  void equalTrainsGiveOne() {
    for (int seed = 0; seed < 20; seed++) {
      double[] train = Trains.random(new SplittableRandom(seed), 1 + seed);
      assertThat(CoincidenceFactor.gamma(train, train, D, 1))
          .as("seed %d", seed)
          .isCloseTo(1, within(1e-12));
    }
    assertThat(CoincidenceFactor.gamma(new double[0], new double[0], D, 1)).isEqualTo(1);
  }

  @Test
  void silenceAgainstSpikesGivesZero() {
    assertThat(CoincidenceFactor.gamma(Trains.millis(10, 20), new double[0], D, 1)).isZero();
    assertThat(CoincidenceFactor.gamma(new double[0], Trains.millis(10, 20), D, 1)).isZero();
  }

  @Test
  void independentTrainsAreNearZero() {
    double sum = 0;
    for (int seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      sum += CoincidenceFactor.gamma(Trains.random(random, 30), Trains.random(random, 30), D, 1);
    }
    assertThat(sum / 200).isCloseTo(0, within(0.03));
  }

  @Test
  void isUndefinedWhereChanceMakesEverythingCoincide() {
    assertThat(
            CoincidenceFactor.gamma(
                Trains.millis(1), Trains.random(new SplittableRandom(1), 300), D, 1))
        .isNaN();
  }
}
