package org.bitspike.ir.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.bitspike.ir.recording.Recording.Trace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceUnitTest {

  private static Trace trace(String unit) {
    return new Trace("p", 0, "v", unit, 1, false, new double[] {-65, 2}, Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({"mV, -0.065", "nS, -6.5e-8", "ms, -0.065", "V, -65"})
  void convertsToSi(String unit, double first) {
    Trace si = trace(unit).inSi();
    assertThat(si.unit()).isEmpty();
    assertThat(si.values()[0]).isEqualTo(first);
  }

  @Test
  void leavesUnknownUnitsAlone() {
    assertThat(trace("furlong").inSi().values()[0]).isEqualTo(-65);
    assertThat(trace("furlong").inSi().unit()).isEqualTo("furlong");
  }
}
