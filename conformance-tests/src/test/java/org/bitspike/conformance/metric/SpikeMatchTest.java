package org.bitspike.conformance.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SpikeMatchTest {

  private static final double W = 1.5e-3;

  @Test
  void pairsByHand() {
    SpikeMatch match = SpikeMatch.of(Trains.millis(1, 5, 9), Trains.millis(2, 5, 20), W);
    assertThat(match.matched()).isEqualTo(2);
    assertThat(match.missing()).isEqualTo(1);
    assertThat(match.extra()).isEqualTo(1);
    assertThat(match.maxSeconds()).isCloseTo(1e-3, within(1e-15));
    assertThat(match.meanSeconds()).isCloseTo(0.5e-3, within(1e-15));
  }

  @Test
  void prefersTheNearerPartnerWhereTheNumberOfPairsIsTheSame() {
    SpikeMatch match = SpikeMatch.of(Trains.millis(10), Trains.millis(9, 10), W);
    assertThat(match.maxSeconds()).isZero();
    assertThat(match.extra()).isEqualTo(1);
  }

  @Test
  void prefersMorePairsToNearerOnes() {
    // pairing 1 with 1 would leave 0 and 2 without partners in reach
    SpikeMatch match = SpikeMatch.of(Trains.millis(0, 1), Trains.millis(1, 2), 1.01e-3);
    assertThat(match.matched()).isEqualTo(2);
    assertThat(match.sumSeconds()).isCloseTo(2e-3, within(1e-15));
  }

  @Test
  void equalTrainsPairWithoutDeviation() {
    double[] train = Trains.random(new SplittableRandom(1), 300);
    assertThat(SpikeMatch.of(train, train, W)).isEqualTo(new SpikeMatch(300, 0, 0, 0, 0));
  }

  @Test
  void emptyTrainsLeaveEverythingUnpaired() {
    assertThat(SpikeMatch.of(new double[0], new double[0], W)).isEqualTo(SpikeMatch.NONE);
    assertThat(SpikeMatch.of(Trains.millis(1, 2), new double[0], W).missing()).isEqualTo(2);
    assertThat(SpikeMatch.of(new double[0], Trains.millis(1, 2), W).extra()).isEqualTo(2);
  }

  @Test
  void isTheBestOfAllPairingsOnSmallTrains() {
    for (int seed = 0; seed < 300; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      double[] a =
          random
              .ints(0, 12)
              .distinct()
              .limit(random.nextInt(6))
              .sorted()
              .mapToDouble(t -> t)
              .toArray();
      double[] b =
          random
              .ints(0, 12)
              .distinct()
              .limit(random.nextInt(6))
              .sorted()
              .mapToDouble(t -> t)
              .toArray();
      SpikeMatch match = SpikeMatch.of(a, b, 2);
      double[] best = exhaustive(a, b, 0, new boolean[b.length], 2);
      assertThat(match.matched()).as("seed %d", seed).isEqualTo((int) best[0]);
      assertThat(match.sumSeconds()).as("seed %d", seed).isEqualTo(best[1]);
      SpikeMatch mirrored = SpikeMatch.of(b, a, 2);
      assertThat(mirrored.matched()).as("seed %d", seed).isEqualTo(match.matched());
      assertThat(mirrored.missing()).as("seed %d", seed).isEqualTo(match.extra());
    }
  }

  /** Most pairs, then the smallest sum, over all pairings, crossing ones included. */
  private static double[] exhaustive(double[] a, double[] b, int i, boolean[] used, double window) {
    if (i == a.length) {
      return new double[] {0, 0};
    }
    double[] best = exhaustive(a, b, i + 1, used, window);
    for (int j = 0; j < b.length; j++) {
      double deviation = Math.abs(a[i] - b[j]);
      if (!used[j] && deviation <= window) {
        used[j] = true;
        double[] rest = exhaustive(a, b, i + 1, used, window);
        used[j] = false;
        double pairs = rest[0] + 1;
        double sum = rest[1] + deviation;
        if (pairs > best[0] || (pairs == best[0] && sum < best[1])) {
          best = new double[] {pairs, sum};
        }
      }
    }
    return best;
  }
}
