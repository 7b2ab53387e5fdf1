package org.bitspike.conformance.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class VanRossumTest {

  private static final double TAU = 0.01;

  @Test
  void oneAdditionalSpikeIsTheRootOfOneHalf() {
    assertThat(VanRossum.distance(Trains.millis(5), new double[0], TAU))
        .isCloseTo(Math.sqrt(0.5), within(1e-15));
  }

  @Test
  void shiftedSpikeByHand() {
    // D^2 = 1 - exp(-|shift| / tau) for one spike in each
    double distance = VanRossum.distance(Trains.millis(20), Trains.millis(25), TAU);
    assertThat(distance * distance).isCloseTo(1 - Math.exp(-0.5), within(1e-14));
  }

  @Test
  void farSpikesAreAtDistanceOne() {
    assertThat(VanRossum.distance(Trains.millis(0), Trains.millis(1000), TAU))
        .isCloseTo(1, within(1e-14));
  }

  @Test
  void agreesWithTheDoubleSumOverAllPairsOfSpikes() {
    for (int seed = 0; seed < 50; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      double[] a = Trains.random(random, random.nextInt(60));
      double[] b = Trains.random(random, random.nextInt(60));
      double expected = Math.sqrt(0.5 * (pairs(a, a) + pairs(b, b) - 2 * pairs(a, b)));
      assertThat(VanRossum.distance(a, b, TAU))
          .as("seed %d", seed)
          .isCloseTo(expected, within(1e-9));
    }
  }

  @Test
  void isAMetric() {
    for (int seed = 0; seed < 100; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      double[] a = Trains.random(random, random.nextInt(40));
      double[] b = Trains.random(random, random.nextInt(40));
      double[] c = Trains.random(random, random.nextInt(40));
      assertThat(VanRossum.distance(a, a, TAU)).as("identity, seed %d", seed).isZero();
      assertThat(VanRossum.distance(a, b, TAU))
          .as("symmetry, seed %d", seed)
          .isEqualTo(VanRossum.distance(b, a, TAU));
      assertThat(VanRossum.distance(a, c, TAU))
          .as("triangle, seed %d", seed)
          .isLessThanOrEqualTo(
              VanRossum.distance(a, b, TAU) + VanRossum.distance(b, c, TAU) + 1e-12);
    }
  }

  private static double pairs(double[] a, double[] b) {
    double sum = 0;
    for (double x : a) {
      for (double y : b) {
        sum += Math.exp(-Math.abs(x - y) / TAU);
      }
    }
    return sum;
  }
}
