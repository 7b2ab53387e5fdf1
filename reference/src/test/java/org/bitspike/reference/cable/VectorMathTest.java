package org.bitspike.reference.cable;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class VectorMathTest {

  private static final int N = 1000;

  @Test
  void expIsWithinOneUnitOfStrictMath() {
    assertThat(worst(false, 700, 400)).isLessThanOrEqualTo(1.0);
    assertThat(worst(false, 2, 400)).isLessThanOrEqualTo(1.0);
  }

  @Test
  void expm1IsWithinThreeUnitsAlsoNearZero() {
    assertThat(worst(true, 700, 200)).isLessThanOrEqualTo(3.0);
    assertThat(worst(true, 1, 200)).isLessThanOrEqualTo(3.0);
    assertThat(worst(true, 1e-9, 200)).isLessThanOrEqualTo(1.0);
  }

  private static double worst(boolean minusOne, double range, int blocks) {
    Random random = new Random(7);
    double[] x = new double[N];
    double[] y = new double[N];
    double[] scratch = new double[N];
    double worst = 0;
    for (int b = 0; b < blocks; b++) {
      for (int i = 0; i < N; i++) {
        x[i] = (random.nextDouble() * 2 - 1) * range;
      }
      if (minusOne) {
        VectorMath.expm1(x, y, scratch, 0, N);
      } else {
        VectorMath.exp(x, y, scratch, 0, N);
      }
      for (int i = 0; i < N; i++) {
        double expected = minusOne ? StrictMath.expm1(x[i]) : StrictMath.exp(x[i]);
        worst = Math.max(worst, Math.abs(y[i] - expected) / Math.ulp(expected));
      }
    }
    return worst;
  }

  @Test
  void argumentsOutsideTheRangeAreClamped() {
    double[] x = {-1e9, Double.NEGATIVE_INFINITY, 1e9, Double.POSITIVE_INFINITY, Double.NaN, 0};
    double[] y = new double[x.length];
    VectorMath.exp(x, y, new double[x.length], 0, x.length);
    assertThat(y[0]).isPositive().isLessThan(1e-307);
    assertThat(y[1]).isEqualTo(y[0]);
    assertThat(y[2]).isFinite().isGreaterThan(1e307);
    assertThat(y[3]).isEqualTo(y[2]);
    assertThat(y[4]).isNaN();
    assertThat(y[5]).isEqualTo(1.0);
  }

  @Test
  void bitsDoNotDependOnThePartition() {
    double[] x = new Random(3).doubles(N, -30, 30).toArray();
    double[] whole = new double[N];
    double[] parts = new double[N];
    double[] scratch = new double[N];
    VectorMath.exp(x, whole, scratch, 0, N);
    for (int f = 0; f < N; f += 7) {
      VectorMath.exp(x, parts, scratch, f, Math.min(N, f + 7));
    }
    assertThat(parts).isEqualTo(whole);
  }
}
