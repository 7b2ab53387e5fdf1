package org.bitspike.compiler.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.bitspike.compiler.tables.StdpTables.Rule;
import org.bitspike.ir.diag.BitspikeException;
import org.junit.jupiter.api.Test;

class StdpTablesTest {

  /** Default lookuptable_0 and lookuptable_1 of NEST 3.9's stdp_facetshw_synapse_hom. */
  private static final String CAUSAL = "2 3 4 4 5 6 7 8 9 10 11 12 13 14 14 15";

  private static final String ACAUSAL = "0 0 1 2 3 4 5 6 7 8 9 10 10 11 12 13";

  private static StdpTables guetig(double lambda, double alpha) {
    return StdpTables.derive(
        new Rule(new WeightDependence.Guetig(0.4), lambda, alpha, 20, 10, 36, 4));
  }

  @Test
  void reproducesTheDefaultTablesOfNest() {
    StdpTables tables = guetig(0.005, 1.05);
    assertThat(StdpTables.text(tables.causal())).isEqualTo(CAUSAL);
    assertThat(StdpTables.text(tables.acausal())).isEqualTo(ACAUSAL);
    assertThat(tables.combined()).isEqualTo(IntStream.range(0, 16).boxed().toList());
  }

  @Test
  void theDefaultTablesPinTheLearningRates() {
    for (double lambda : new double[] {0.00498, 0.005, 0.00508}) {
      assertThat(StdpTables.text(guetig(lambda, 1).causal())).isEqualTo(CAUSAL);
    }
    for (double lambda : new double[] {0.0049, 0.0052}) {
      assertThat(StdpTables.text(guetig(lambda, 1).causal())).isNotEqualTo(CAUSAL);
    }
    for (double product : new double[] {0.00515, 0.00525, 0.00532}) {
      assertThat(StdpTables.text(guetig(0.005, product / 0.005).acausal())).isEqualTo(ACAUSAL);
    }
    for (double product : new double[] {0.0051, 0.0054}) {
      assertThat(StdpTables.text(guetig(0.005, product / 0.005).acausal())).isNotEqualTo(ACAUSAL);
    }
  }

  @Test
  void allPairsAtOnceGiveOtherTables() {
    for (int k = 0; k <= 60; k++) {
      double lambda = 0.003 + k * 1e-4;
      StdpTables atOnce =
          StdpTables.derive(
              new Rule(new WeightDependence.Guetig(0.4), 36 * lambda, 1, 20, 10, 1, 4));
      assertThat(StdpTables.text(atOnce.causal())).as("lambda %s", lambda).isNotEqualTo(CAUSAL);
    }
  }

  @Test
  void rulesMeetAtTheirCommonExponents() {
    assertThat(tables(new WeightDependence.Guetig(0)).causal())
        .isEqualTo(tables(new WeightDependence.Additive()).causal());
    assertThat(tables(new WeightDependence.Guetig(1)))
        .isEqualTo(tables(new WeightDependence.Multiplicative()));
    assertThat(tables(new WeightDependence.PowerLaw(1)).acausal())
        .isEqualTo(tables(new WeightDependence.Multiplicative()).acausal());
  }

  private static StdpTables tables(WeightDependence dependence) {
    return StdpTables.derive(new Rule(dependence, 0.01, 1, 20, 10, 20, 6));
  }

  @Test
  void additiveTablesMoveEveryCodeByTheSame() {
    // 1 / 15 of the range in 10 pairs of 1 / 150 each, which is one code
    StdpTables tables =
        StdpTables.derive(new Rule(new WeightDependence.Additive(), 1.0 / 150, 1, 20, 0, 10, 4));
    assertThat(StdpTables.text(tables.causal()))
        .isEqualTo("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 15");
    assertThat(StdpTables.text(tables.acausal())).isEqualTo("0 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14");
  }

  @Test
  void entriesStayInRangeNeverCrossAndMoveTheirWay() {
    SplittableRandom random = new SplittableRandom(11);
    for (int k = 0; k < 300; k++) {
      double mu = random.nextDouble();
      WeightDependence dependence =
          List.of(
                  new WeightDependence.Additive(),
                  new WeightDependence.Multiplicative(),
                  new WeightDependence.Guetig(mu),
                  new WeightDependence.PowerLaw(mu))
              .get(k % 4);
      int bits = random.nextInt(2, 10);
      Rule rule =
          new Rule(
              dependence, random.nextDouble(1e-4, 0.02), random.nextDouble(0, 2), 20, 10, 40, bits);
      StdpTables tables = StdpTables.derive(rule);
      int top = (1 << bits) - 1;
      for (int code = 0; code <= top; code++) {
        assertThat(tables.causal().get(code)).as("%s", rule).isBetween(code, top);
        assertThat(tables.acausal().get(code)).as("%s", rule).isBetween(0, code);
        if (code > 0) {
          assertThat(tables.causal().get(code))
              .as("%s", rule)
              .isGreaterThanOrEqualTo(tables.causal().get(code - 1));
        }
      }
    }
  }

  @Test
  void everyNumberOutOfRangeIsNamed() {
    Rule rule = new Rule(new WeightDependence.Guetig(1.5), 0, -1, 0, -1, 0, 17);
    assertThatThrownBy(() -> StdpTables.derive(rule))
        .isInstanceOfSatisfying(
            BitspikeException.class,
            e ->
                assertThat(e.diagnostics())
                    .extracting(d -> d.message().split(" ", 2)[0])
                    .containsExactly("mu", "lambda", "alpha", "tau", "interval", "pairs", "bits"));
  }
}
