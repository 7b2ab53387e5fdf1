package org.bitspike.ir.fixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.bitspike.ir.Spec;
import org.bitspike.ir.generate.Dice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Spec("2.1")
class FixedFormatTest {

  @ParameterizedTest
  @CsvSource({
    "s24.12, true, 24, 12, -8388608, 8388607",
    "u8, false, 8, 0, 0, 255",
    "s32.58, true, 32, 58, -2147483648, 2147483647",
    "s16.-4, true, 16, -4, -32768, 32767",
    "s64, true, 64, 0, -9223372036854775808, 9223372036854775807",
    "u63.255, false, 63, 255, 0, 9223372036854775807",
    "s1, true, 1, 0, -1, 0",
    "u1, false, 1, 0, 0, 1"
  })
  void readsItsWrittenForm(
      String text, boolean signed, int width, int fraction, long min, long max) {
    FixedFormat format = FixedFormat.parse(text);
    assertThat(format).isEqualTo(new FixedFormat(signed, width, fraction)).hasToString(text);
    assertThat(format.minCode()).isEqualTo(min);
    assertThat(format.maxCode()).isEqualTo(max);
    assertThat(format.holds(min)).isTrue();
    assertThat(format.holds(max)).isTrue();
    assertThat(max == Long.MAX_VALUE || !format.holds(max + 1)).isTrue();
    assertThat(min == Long.MIN_VALUE || !format.holds(min - 1)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "8", "x8", "s", "s0", "u64", "s65", "s8.256", "s8.-129", "s8.x", "s8.", "s 8", "u-1"
      })
  void refusesWhatIsNoFormat(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> FixedFormat.parse(text));
  }

  @Test
  void aCodeStandsForCodeTimesResolution() {
    assertThat(FixedFormat.parse("s24.12").value(-4096)).isEqualTo(-1.0);
    assertThat(FixedFormat.parse("s16.-4").value(3)).isEqualTo(48.0);
    assertThat(FixedFormat.parse("s32.58").resolution()).isEqualTo(0x1p-58);
  }

  @Test
  void nearestIsTheNearestCodeTiesToEvenAndClamped() {
    for (long seed = 0; seed < 5000; seed++) {
      Dice dice = new Dice(seed);
      FixedFormat format = dice.format(50);
      double value =
          dice.flip() ? dice.real() : format.value(dice.code(format)) + 0.5 * format.resolution();
      BigDecimal scaled = new BigDecimal(value).multiply(power(format.fraction()));
      BigDecimal exact =
          scaled
              .setScale(0, RoundingMode.HALF_EVEN)
              .max(BigDecimal.valueOf(format.minCode()))
              .min(BigDecimal.valueOf(format.maxCode()));
      assertThat(format.nearest(value))
          .as("seed %s: %s as %s", seed, value, format)
          .isEqualTo(exact.longValueExact());
    }
  }

  private static BigDecimal power(int exponent) {
    BigDecimal two = BigDecimal.TWO.pow(Math.abs(exponent));
    return exponent < 0 ? BigDecimal.ONE.divide(two) : two;
  }
}
