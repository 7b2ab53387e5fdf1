package org.bitspike.ir.random;

import static org.assertj.core.api.Assertions.assertThat;

import org.bitspike.ir.Spec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Known answers are those that Random123 publishes for philox4x32-10 in its file kat_vectors. */
@Spec("6.1")
class CounterRandomTest {

  @ParameterizedTest
  @CsvSource({
    "00000000, 00000000, 00000000, 00000000, 00000000, 00000000, 6627e8d5, e169c58d",
    "ffffffff, ffffffff, ffffffff, ffffffff, ffffffff, ffffffff, 408f276d, 41c83b0e",
    "243f6a88, 85a308d3, 13198a2e, 03707344, a4093822, 299f31d0, d16cfe09, 94fdcceb"
  })
  void givesThePublishedAnswers(
      String c0,
      String c1,
      String c2,
      String c3,
      String k0,
      String k1,
      String first,
      String second) {
    long bits =
        CounterRandom.bits64(
            word(k0) | word(k1) << 32, (int) word(c2), word(c0) | word(c1) << 32, (int) word(c3));
    assertThat(bits & 0xFFFFFFFFL).isEqualTo(word(first));
    assertThat(bits >>> 32).isEqualTo(word(second));
    assertThat(
            CounterRandom.bits32(
                word(k0) | word(k1) << 32,
                (int) word(c2),
                word(c0) | word(c1) << 32,
                (int) word(c3)))
        .isEqualTo((int) word(first));
  }

  @Test
  void uniformLiesInZeroToOneAndIsEven() {
    int[] bins = new int[16];
    int draws = 160_000;
    for (int k = 0; k < draws; k++) {
      double u = CounterRandom.uniform(7, 3, k, 0);
      assertThat(u).isGreaterThanOrEqualTo(0).isLessThan(1);
      bins[(int) (u * 16)]++;
    }
    double chiSquare = 0;
    for (int bin : bins) {
      chiSquare += Math.pow(bin - draws / 16.0, 2) / (draws / 16.0);
    }
    // 15 degrees of freedom: beyond 44.3 with a probability of 1e-4
    assertThat(chiSquare).isLessThan(44.3);
  }

  @Test
  void everyPartOfTheKeyMatters() {
    long base = CounterRandom.bits64(1, 2, 3, 4);
    assertThat(CounterRandom.bits64(2, 2, 3, 4)).isNotEqualTo(base);
    assertThat(CounterRandom.bits64(1L << 40, 2, 3, 4)).isNotEqualTo(base);
    assertThat(CounterRandom.bits64(1, 3, 3, 4)).isNotEqualTo(base);
    assertThat(CounterRandom.bits64(1, 2, 3 + (1L << 40), 4)).isNotEqualTo(base);
    assertThat(CounterRandom.bits64(1, 2, 3, 5)).isNotEqualTo(base);
    assertThat(CounterRandom.bits64(1, 2, 3, 4)).isEqualTo(base);
  }

  private static long word(String hex) {
    return Long.parseLong(hex, 16);
  }
}
