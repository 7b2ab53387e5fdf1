package org.bitspike.ir.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.bitspike.ir.Spec;
import org.junit.jupiter.api.Test;

@Spec("10.2")
class RowRandomTest {

  /** The first outputs of SplitMix64 from state 0, as its reference implementation prints them. */
  @Test
  void givesTheKnownOutputs() {
    assertThat(RowRandom.bits64(0, 0)).isEqualTo(0xE220A8397B1DCDAFL);
    assertThat(RowRandom.bits64(0, 1)).isEqualTo(0x6E789E6AA1B965F4L);
    assertThat(RowRandom.bits64(0, 2)).isEqualTo(0x06C45D188009454FL);
  }

  @Test
  void aKeyIsADrawByCounterOfTheRow() {
    assertThat(RowRandom.key(5, 3, 7)).isEqualTo(CounterRandom.bits64(5, 3, 7, 0));
  }

  @Test
  void drawsBelowABoundReachAllMembersEvenly() {
    int[] seen = new int[7];
    long key = RowRandom.key(1, 2, 3);
    for (int k = 0; k < 70_000; k++) {
      seen[RowRandom.below(RowRandom.bits64(key, k), 7)]++;
    }
    // binomial: mean 10000, standard deviation 93
    assertThat(Arrays.stream(seen).allMatch(n -> Math.abs(n - 10_000) < 400)).isTrue();
    assertThat(RowRandom.below(-1L, 7)).isEqualTo(6);
    assertThat(RowRandom.below(0, 7)).isZero();
  }
}
