package org.bitspike.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.bitspike.ir.expr.ExprText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AffineTest {

  private static final Map<String, Double> CONSTANTS = Map.of("tau", 4.0, "rest", 3.0, "two", 2.0);

  @ParameterizedTest
  @CsvSource({
    "-x / tau, -0.25, 0",
    "(rest - x) / tau, -0.25, 0.75",
    "two * (x + rest) - x, 1, 6",
    "-(x - 1) * two, -2, 2",
    "(x + x) * (1 / two), 1, 0",
    "exp(0) + sqrt(tau) * two^3, 0, 17",
    "x - x, 0, 0",
  })
  void findsSlopeAndOffset(String expression, double slope, double offset) {
    assertThat(Affine.of(ExprText.parse(expression), "x", CONSTANTS))
        .contains(new Affine(slope, offset));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x * x", "1 / x", "exp(x)", "x^2", "y", "random(1)", "x .gt. 1"})
  void refusesOtherForms(String expression) {
    assertThat(Affine.of(ExprText.parse(expression), "x", CONSTANTS)).isEmpty();
  }
}
