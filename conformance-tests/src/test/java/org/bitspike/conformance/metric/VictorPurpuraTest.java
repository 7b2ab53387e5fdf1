package org.bitspike.conformance.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class VictorPurpuraTest {

  @Test
  void byHand() {
    // moving 10 to 12 ms costs 0.2 at q = 100/s; 50 ms is deleted
    assertThat(VictorPurpura.distance(Trains.millis(10, 50), Trains.millis(12), 100))
        .isCloseTo(1.2, within(1e-12));
    // a move of 30 ms would cost 3: deleting and adding is cheaper
    assertThat(VictorPurpura.distance(Trains.millis(10), Trains.millis(40), 100)).isEqualTo(2);
  }

  @Test
  void withoutCostOfTimeOnlyCountsDiffer() {
    SplittableRandom random = new SplittableRandom(3);
    assertThat(VictorPurpura.distance(Trains.random(random, 31), Trains.random(random, 24), 0))
        .isEqualTo(7);
  }

  @Test
  void withHugeCostEverySpikeThatDoesNotCoincideCounts() {
    assertThat(VictorPurpura.distance(Trains.millis(1, 2, 3, 4), Trains.millis(2, 3.5, 4), 1e9))
        .isEqualTo(3);
  }

  @Test
  void isAMetric() {
    for (int seed = 0; seed < 100; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      double[] a = Trains.random(random, random.nextInt(40));
      double[] b = Trains.random(random, random.nextInt(40));
      double[] c = Trains.random(random, random.nextInt(40));
      double ab = VictorPurpura.distance(a, b, 100);
      assertThat(VictorPurpura.distance(a, a, 100)).as("identity, seed %d", seed).isZero();
      assertThat(ab)
          .as("symmetry, seed %d", seed)
          .isCloseTo(VictorPurpura.distance(b, a, 100), within(1e-9));
      assertThat(VictorPurpura.distance(a, c, 100))
          .as("triangle, seed %d", seed)
          .isLessThanOrEqualTo(ab + VictorPurpura.distance(b, c, 100) + 1e-9);
    }
  }

  @Test
  void refusesTrainsThatAreTooLong() {
    double[] a = new double[6000];
    double[] b = new double[6000];
    assertThat(VictorPurpura.feasible(a, b)).isFalse();
    assertThatThrownBy(() -> VictorPurpura.distance(a, b, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("6000 x 6000");
  }
}
