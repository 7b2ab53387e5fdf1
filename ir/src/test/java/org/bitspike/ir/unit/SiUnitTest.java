package org.bitspike.ir.unit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SiUnitTest {

  @Test
  void prefixesScale() {
    assertThat(SiUnit.factor("mV")).hasValue(1e-3);
    assertThat(SiUnit.factor("nS")).hasValue(1e-9);
    assertThat(SiUnit.factor("MOhm")).hasValue(1e6);
    assertThat(SiUnit.factor("s")).hasValue(1);
    assertThat(SiUnit.factor("ms")).hasValue(1e-3);
    assertThat(SiUnit.factor("")).hasValue(1);
  }

  @Test
  void unknownUnitsHaveNoFactor() {
    assertThat(SiUnit.factor("C / dt")).isEmpty();
    assertThat(SiUnit.factor("furlong")).isEmpty();
    assertThat(SiUnit.factor(" V")).isEmpty();
  }

  @Test
  void basesAreWhatRemainsWithoutThePrefix() {
    assertThat(SiUnit.base("mV")).isEqualTo("V");
    assertThat(SiUnit.base("V")).isEqualTo("V");
    assertThat(SiUnit.base("furlong")).isEqualTo("furlong");
    assertThat(SiUnit.base("")).isEmpty();
  }
}
