package org.bitspike.ir.expr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.unit.Dimension;
import org.junit.jupiter.api.Test;

class ExprDimensionsTest {

  private static final Map<String, Dimension> VARIABLES =
      Map.of(
          "v",
          Dimension.VOLTAGE,
          "erev",
          Dimension.VOLTAGE,
          "g",
          Dimension.CONDUCTANCE,
          "i",
          Dimension.CURRENT,
          "C",
          Dimension.CAPACITANCE,
          "t",
          Dimension.TIME);

  private final List<String> problems = new ArrayList<>();

  private Optional<Dimension> check(String text) {
    return ExprDimensions.check(
        ExprText.parse(text), name -> Optional.ofNullable(VARIABLES.get(name)), problems::add);
  }

  @Test
  void findsTheDimensionOfAMembraneEquation() {
    Dimension rate = check("(g * (erev - v) + i) / C").orElseThrow();
    assertThat(rate.sameAs(Dimension.VOLTAGE.per(Dimension.TIME))).isTrue();
    assertThat(problems).isEmpty();
  }

  @Test
  void namesBothSidesOfADisagreement() {
    check("v + g");
    assertThat(problems)
        .containsExactly(
            "'v' is voltage [kg m^2 s^-3 A^-1], but 'g' is conductance [kg^-1 m^-2 s^3 A^2], on the"
                + " two sides of +");
  }

  @Test
  void letsABareZeroTakeAnyDimension() {
    check("v .gt. 0");
    assertThat(problems).isEmpty();
  }

  @Test
  void wantsPlainNumbersInFunctionsAndExponents() {
    check("exp(v)");
    check("v ^ t");
    check("v ^ 0.5");
    assertThat(problems).hasSize(4);
  }

  @Test
  void tellsUnknownNames() {
    check("v + unknown");
    assertThat(problems).containsExactly("'unknown' is not defined");
  }
}
