package org.bitspike.frontends.lems;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.bitspike.ir.unit.Dimension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How numbers with units and paths to cells are written. */
class NotationTest {

  @ParameterizedTest
  @CsvSource({
    "10 ms, 10, ms",
    "1e-5uF, 1e-5, uF",
    "-60mV, -60, mV",
    "1.2 mM, 1.2, mM",
    "3eV, 3, eV",
    "3e2V, 300, V",
    ".5, 0.5, ''",
    "5., 5, ''",
    "+7, 7, ''",
    "2 J_per_K_per_mol, 2, J_per_K_per_mol",
    "1E3 um2, 1000, um2",
    "'  4  ', 4, ''"
  })
  void quantitiesAreANumeralAndAUnit(String text, double value, String unit) {
    Quantity quantity = Quantity.parse(text).orElseThrow();
    assertThat(quantity.value()).isEqualTo(value);
    assertThat(quantity.unit()).isEqualTo(unit);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "mV", "1 m V", "1,5 ms", "--1", "1..2", "e5", "."})
  void otherTextsAreNone(String text) {
    assertThat(Quantity.parse(text)).isEmpty();
  }

  @Test
  void numbersThatAreNotFiniteAreSeenAsSuch() {
    assertThat(Quantity.parse("NaN").orElseThrow().value()).isNaN();
    assertThat(Quantity.parse("-Infinity").orElseThrow().value())
        .isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Quantity.parse("1e400").orElseThrow().value()).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @ParameterizedTest
  @CsvSource({
    "3.2, -12, 3.2e-12",
    "0.1, -3, 1e-4",
    "1e-5, -6, 1e-11",
    "1.5e3, 3, 1.5e6",
    "-60, -3, -0.06"
  })
  void powersOfTenAddNoRounding(String number, int power, double si) {
    Unit unit = new Unit("x", Dimension.NONE, power, 1, 0);
    assertThat(unit.toSi(Quantity.parse(number).orElseThrow())).isEqualTo(si);
  }

  @ParameterizedTest
  @CsvSource({
    "../pop[3], pop, 3, '', true",
    "pop[3]/v, pop, 3, v, true",
    "pop/3/cell/v, pop, 3, cell/v, false",
    "../../pop/3/cell, pop, 3, cell, false",
    "./pop/3, pop, 3, '', false",
    "12, '', 12, '', true",
    "pop[0]/synapses:syn:0/g, pop, 0, synapses:syn:0/g, true",
    "pop[99999999999], none, 0, '', true",
    "pop[-2], pop, -1, '', true",
    "pop[9999999999], pop, 2147483647, '', true"
  })
  void pathsNameAMemberAndWhatIsBelow(
      String text, String population, int index, String rest, boolean indexed) {
    Optional<CellPath> expected =
        population.equals("none")
            ? Optional.empty()
            : Optional.of(new CellPath(population, index, rest, indexed));
    assertThat(CellPath.parse(text)).isEqualTo(expected);
  }

  @Test
  void memberMayBeFollowedByItsComponent() {
    assertThat(CellPath.parse("pop/3/cell/v").orElseThrow().below("cell")).isEqualTo("v");
    assertThat(CellPath.parse("pop/3/cell").orElseThrow().below("cell")).isEmpty();
    assertThat(CellPath.parse("pop[3]/cell/v").orElseThrow().below("cell")).isEqualTo("cell/v");
  }
}
