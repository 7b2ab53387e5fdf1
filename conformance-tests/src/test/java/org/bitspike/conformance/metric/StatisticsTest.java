package org.bitspike.conformance.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Rates, irregularity, correlation and weight distributions against values worked out by hand. */
class StatisticsTest {

  @Test
  void rateIsSpikesPerNeuronAndSecond() {
    assertThat(Rates.hertz(120, 4, 2)).isEqualTo(15);
    assertThat(Rates.errorPercent(100, 90)).isEqualTo(10);
    assertThat(Rates.errorPercent(0, 3)).isEqualTo(300);
    assertThat(Rates.errorPercent(0, 0)).isZero();
  }

  @Test
  void cvOfAClockIsZeroAndOfTwoUnequalIntervalsAsByHand() {
    assertThat(IsiVariation.of(Trains.millis(10, 20, 30, 40))).isCloseTo(0, within(1e-12));
    // intervals 10 and 30: mean 20, deviation 10
    assertThat(IsiVariation.of(Trains.millis(0, 10, 40))).isCloseTo(0.5, within(1e-12));
    assertThat(IsiVariation.of(Trains.millis(0, 10))).isNaN();
  }

  @Test
  void meanCvLeavesOutNeuronsWithTooFewSpikes() {
    SpikeTrains trains =
        Trains.population(1e-3, new long[] {0, 10, 40}, new long[] {5}, new long[] {0, 10, 20});
    assertThat(IsiVariation.mean(trains)).isCloseTo(0.25, within(1e-12));
    assertThat(IsiVariation.mean(Trains.population(1e-3, new long[] {1}))).isNaN();
  }

  @Test
  void correlationOfEqualNeuronsIsOneAndOfAlternatingOnesMinusOne() {
    long[] even = {0, 20, 40, 60};
    long[] odd = {10, 30, 50, 70};
    assertThat(PairCorrelation.mean(Trains.population(1e-3, even, even, even), 0.08, 0.01))
        .isCloseTo(1, within(1e-12));
    assertThat(PairCorrelation.mean(Trains.population(1e-3, even, odd), 0.08, 0.01))
        .isCloseTo(-1, within(1e-12));
    assertThat(PairCorrelation.mean(Trains.population(1e-3, even, new long[0]), 0.08, 0.01))
        .isNaN();
  }

  @Test
  void correlationAgreesWithTheMeanOverAllPairs() {
    for (int seed = 0; seed < 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      long[][] ticks = new long[6][];
      for (int n = 0; n < ticks.length; n++) {
        ticks[n] =
            random.longs(0, 1000).distinct().limit(20 + random.nextInt(40)).sorted().toArray();
      }
      double naive = 0;
      int pairs = 0;
      for (int a = 0; a < ticks.length; a++) {
        for (int b = 0; b < a; b++) {
          naive += pearson(binned(ticks[a]), binned(ticks[b]));
          pairs++;
        }
      }
      assertThat(PairCorrelation.mean(Trains.population(1e-3, ticks), 1, 0.01))
          .as("seed %d", seed)
          .isCloseTo(naive / pairs, within(1e-10));
    }
  }

  @Test
  void weightDistributionsByHand() {
    assertThat(
            WeightDistribution.kolmogorovSmirnov(
                new double[] {1, 2, 3, 4}, new double[] {3, 4, 5, 6}))
        .isEqualTo(0.5);
    assertThat(WeightDistribution.earthMover(new double[] {0, 1}, new double[] {2, 3}))
        .isCloseTo(2, within(1e-12));
    assertThat(WeightDistribution.earthMover(new double[] {0}, new double[] {0, 1}))
        .isCloseTo(0.5, within(1e-12));
    assertThat(WeightDistribution.normalised(new double[] {1, -4, 2}))
        .containsExactly(0.25, -1, 0.5);
    assertThat(WeightDistribution.kolmogorovSmirnov(new double[0], new double[] {1})).isNaN();
  }

  @Test
  void weightDistancesAreMetricsOnDistributions() {
    for (int seed = 0; seed < 50; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<double[]> sets = new ArrayList<>();
      for (int k = 0; k < 3; k++) {
        sets.add(random.doubles(1 + random.nextInt(30), -1, 1).toArray());
      }
      double[] a = sets.get(0);
      double[] b = sets.get(1);
      double[] c = sets.get(2);
      assertThat(WeightDistribution.earthMover(a, a)).isZero();
      assertThat(WeightDistribution.kolmogorovSmirnov(a, a)).isZero();
      assertThat(WeightDistribution.earthMover(a, b))
          .isCloseTo(WeightDistribution.earthMover(b, a), within(1e-12));
      assertThat(WeightDistribution.earthMover(a, c))
          .as("seed %d", seed)
          .isLessThanOrEqualTo(
              WeightDistribution.earthMover(a, b) + WeightDistribution.earthMover(b, c) + 1e-12);
      assertThat(WeightDistribution.kolmogorovSmirnov(a, c))
          .as("seed %d", seed)
          .isLessThanOrEqualTo(
              WeightDistribution.kolmogorovSmirnov(a, b)
                  + WeightDistribution.kolmogorovSmirnov(b, c)
                  + 1e-12);
    }
  }

  private static double[] binned(long[] ticks) {
    double[] counts = new double[100];
    for (long t : ticks) {
      counts[(int) (t / 10)]++; // the tick's end, (t + 1) ms, lies in or at the end of bin t / 10
    }
    return counts;
  }

  private static double pearson(double[] x, double[] y) {
    double mx = 0;
    double my = 0;
    for (int k = 0; k < x.length; k++) {
      mx += x[k] / x.length;
      my += y[k] / y.length;
    }
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int k = 0; k < x.length; k++) {
      xy += (x[k] - mx) * (y[k] - my);
      xx += (x[k] - mx) * (x[k] - mx);
      yy += (y[k] - my) * (y[k] - my);
    }
    return xy / Math.sqrt(xx * yy);
  }
}
