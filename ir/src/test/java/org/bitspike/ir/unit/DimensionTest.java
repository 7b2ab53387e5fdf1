package org.bitspike.ir.unit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DimensionTest {

  @Test
  void derivedDimensionsFollowFromTheirDefinitions() {
    assertThat(Dimension.CURRENT.per(Dimension.VOLTAGE).sameAs(Dimension.CONDUCTANCE)).isTrue();
    assertThat(Dimension.CAPACITANCE.per(Dimension.CONDUCTANCE).sameAs(Dimension.TIME)).isTrue();
    assertThat(
            Dimension.CAPACITANCE
                .times(Dimension.VOLTAGE)
                .per(Dimension.TIME)
                .sameAs(Dimension.CURRENT))
        .isTrue();
    assertThat(Dimension.VOLTAGE.per(Dimension.VOLTAGE).isNone()).isTrue();
    assertThat(Dimension.TIME.power(-2).times(Dimension.TIME.times(Dimension.TIME)).isNone())
        .isTrue();
    assertThat(Dimension.VOLTAGE.power(0).isNone()).isTrue();
  }

  @Test
  void theNameDoesNotMatter() {
    Dimension potential = new Dimension("potential", 1, 2, -3, -1, 0, 0, 0);
    assertThat(potential.sameAs(Dimension.VOLTAGE)).isTrue();
    assertThat(potential).isNotEqualTo(Dimension.VOLTAGE);
    assertThat(potential.sameAs(Dimension.CURRENT)).isFalse();
  }

  @Test
  void describesItselfInSiPowers() {
    assertThat(Dimension.VOLTAGE.describe()).isEqualTo("voltage [kg m^2 s^-3 A^-1]");
    assertThat(Dimension.TIME.power(-1).describe()).isEqualTo("[s^-1]");
    assertThat(Dimension.NONE.describe()).isEqualTo("none");
    assertThat(new Dimension("concentration", 0, -3, 0, 0, 0, 1, 0).describe())
        .isEqualTo("concentration [m^-3 mol]");
  }
}
