package org.bitspike.hwprofiles;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitNumberTest {

  @ParameterizedTest
  @CsvSource({
    "15.1 ms, 0.0151, s",
    "4ns, 4e-9, s",
    "0.2 nF, 2e-10, F",
    "-65 mV, -0.065, V",
    "1e4, 10000, ''",
    "20 %, 0.2, ''",
    "2.16456 pF, 2.16456e-12, F",
    "300 nS, 3e-7, S",
    "+.5 MHz, 5e5, Hz",
    "7., 7, ''"
  })
  void readsSiValuesExactly(String text, double value, String unit) {
    assertThat(UnitNumber.parse(text)).hasValue(new UnitNumber(value, unit));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "ms", "1 parsec", "1 2", "0x10", "NaN", "1e", "1 m s", "1e1000000000"})
  void refusesWhatIsNoNumber(String text) {
    assertThat(UnitNumber.parse(text)).isEmpty();
  }
}
