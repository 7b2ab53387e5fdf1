package org.bitspike.ir.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalQuantileTest {

  /** Probabilities that a table of the normal distribution gives, to twelve digits. */
  @ParameterizedTest
  @CsvSource({
    "0.5, 0",
    "0.75, 0.674489750196",
    "0.9, 1.281551565545",
    "0.975, 1.959963984540",
    "0.999, 3.090232306168",
    "0.000001, -4.753424308823"
  })
  void aCellHasTheValueOfItsProbability(double probability, double value) {
    long cell = (long) (probability * NormalQuantile.CELLS);
    assertThat(NormalQuantile.ofCell(cell)).isCloseTo(value, within(1e-6));
  }

  @Test
  void theOutermostCellsAreSymmetric() {
    double last = NormalQuantile.ofCell(NormalQuantile.CELLS - 1);
    assertThat(last).isCloseTo(7.143552034352188, within(1e-9));
    assertThat(NormalQuantile.ofCell(0)).isEqualTo(-last);
  }

  @Test
  void theValueGrowsWithTheCellAlsoWhereFormulasMeet() {
    for (long around :
        new long[] {
          0,
          (long) (0.075 * NormalQuantile.CELLS),
          (long) (StrictMath.exp(-25) * NormalQuantile.CELLS),
          NormalQuantile.CELLS / 2,
          (long) (0.925 * NormalQuantile.CELLS),
          NormalQuantile.CELLS - 4001
        }) {
      double before = Double.NEGATIVE_INFINITY;
      for (long cell = Math.max(0, around - 2000); cell < around + 4000; cell++) {
        double value = NormalQuantile.ofCell(cell);
        assertThat(value).as("cell %s", cell).isGreaterThan(before);
        before = value;
      }
    }
  }
}
