package org.bitspike.ir.fixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.bitspike.ir.Spec;
import org.bitspike.ir.generate.Dice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FixedPointTest {

  @Spec("2.2")
  @ParameterizedTest
  @EnumSource(value = Rounding.class, names = "STOCHASTIC", mode = EnumSource.Mode.EXCLUDE)
  void roundsAsExactDecimalsDo(Rounding rounding) {
    for (long seed = 0; seed < 20_000; seed++) {
      Dice dice = new Dice(seed);
      int shift = dice.between(0, FixedPoint.MAX_SHIFT);
      long code = code(dice, shift);
      BigDecimal exact = new BigDecimal(code).divide(BigDecimal.TWO.pow(shift));
      assertThat(FixedPoint.shiftRight(code, shift, rounding, 0))
          .as("seed %s: %s / 2^%s", seed, code, shift)
          .isEqualTo(rounded(exact, rounding).longValueExact());
    }
  }

  /** Ties and near-ties as often as anything else. */
  private static long code(Dice dice, int shift) {
    if (shift == 0 || dice.flip()) {
      return dice.anyLong();
    }
    long whole = dice.anyLong() >> shift;
    return (whole << shift) + (1L << (shift - 1)) + dice.between(-1, 1);
  }

  private static BigDecimal rounded(BigDecimal exact, Rounding rounding) {
    return switch (rounding) {
      case FLOOR -> exact.setScale(0, RoundingMode.FLOOR);
      case TOWARD_ZERO -> exact.setScale(0, RoundingMode.DOWN);
      case HALF_UP -> exact.add(new BigDecimal("0.5")).setScale(0, RoundingMode.FLOOR);
      case HALF_AWAY -> exact.setScale(0, RoundingMode.HALF_UP);
      case HALF_EVEN -> exact.setScale(0, RoundingMode.HALF_EVEN);
      case STOCHASTIC -> throw new AssertionError(rounding);
    };
  }

  @Spec("2.2")
  @ParameterizedTest
  @CsvSource({
    // code, in eighths; floor, toward zero, half up, half away, half even
    "12, 1, 1, 2, 2, 2",
    "20, 2, 2, 3, 3, 2",
    "-12, -2, -1, -1, -2, -2",
    "-20, -3, -2, -2, -3, -2",
    "-4, -1, 0, 0, -1, 0",
    "-3, -1, 0, 0, 0, 0",
    "11, 1, 1, 1, 1, 1"
  })
  void tiesGoWhereTheSemanticsSay(long code, long floor, long zero, long up, long away, long even) {
    assertThat(FixedPoint.shiftRight(code, 3, Rounding.FLOOR, 0)).isEqualTo(floor);
    assertThat(FixedPoint.shiftRight(code, 3, Rounding.TOWARD_ZERO, 0)).isEqualTo(zero);
    assertThat(FixedPoint.shiftRight(code, 3, Rounding.HALF_UP, 0)).isEqualTo(up);
    assertThat(FixedPoint.shiftRight(code, 3, Rounding.HALF_AWAY, 0)).isEqualTo(away);
    assertThat(FixedPoint.shiftRight(code, 3, Rounding.HALF_EVEN, 0)).isEqualTo(even);
  }

  @Spec("2.2")
  @Test
  void stochasticRoundsUpInProportionToWhatIsDiscarded() {
    for (int shift : new int[] {1, 3, 8}) {
      long steps = 1L << shift;
      for (long code = -2 * steps; code <= 2 * steps; code++) {
        long ups = 0;
        for (long random = 0; random < steps; random++) {
          // higher bits of the draw have no effect
          long rounded =
              FixedPoint.shiftRight(
                  code, shift, Rounding.STOCHASTIC, random | 0x5A5A_0000_0000_0000L);
          ups += rounded - Math.floorDiv(code, steps);
        }
        assertThat(ups).as("%s / 2^%s", code, shift).isEqualTo(Math.floorMod(code, steps));
      }
    }
  }

  @Spec("2.2")
  @Test
  void discardsAtMostSixtyTwoBits() {
    assertThat(FixedPoint.shiftRight(Long.MIN_VALUE, 62, Rounding.HALF_AWAY, 0)).isEqualTo(-2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FixedPoint.shiftRight(1, 63, Rounding.FLOOR, 0));
  }

  @Test
  void aNegativeShiftIsExact() {
    assertThat(FixedPoint.shiftRight(-3, -4, Rounding.HALF_EVEN, 0)).isEqualTo(-48);
    assertThat(FixedPoint.shiftRight(0, -100, Rounding.HALF_EVEN, 0)).isZero();
  }

  @Spec({"2.3", "2.4"})
  @Test
  void overflowSaturatesOrWraps() {
    for (long seed = 0; seed < 20_000; seed++) {
      Dice dice = new Dice(seed);
      FixedFormat format = dice.format(63);
      long code = dice.anyLong();
      BigInteger exact = BigInteger.valueOf(code);
      BigInteger min = BigInteger.valueOf(format.minCode());
      BigInteger max = BigInteger.valueOf(format.maxCode());
      boolean over = exact.compareTo(min) < 0 || exact.compareTo(max) > 0;
      assertThat(FixedPoint.overflows(code, format)).as("seed %s", seed).isEqualTo(over);
      assertThat(FixedPoint.fit(code, format, Overflow.SATURATE))
          .as("seed %s: %s to %s", seed, code, format)
          .isEqualTo(exact.max(min).min(max).longValueExact());
      BigInteger modulus = BigInteger.ONE.shiftLeft(format.width());
      BigInteger wrapped = exact.subtract(min).mod(modulus).add(min);
      assertThat(FixedPoint.fit(code, format, Overflow.WRAP))
          .as("seed %s: %s to %s", seed, code, format)
          .isEqualTo(wrapped.longValueExact());
    }
  }
}
