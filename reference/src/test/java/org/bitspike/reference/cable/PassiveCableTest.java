package org.bitspike.reference.cable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Passive cables against the theory of Rall (1959, 1977). */
class PassiveCableTest {

  private static final double REST = -0.065;
  private static final double LEAK = 1.0;

  /** Input at the beginning of a sealed cable, many time constants later. */
  private static double inputVoltage(int divisions, double length, double diameter) {
    Tree morphology =
        Tree.of("morphology", "m")
            .in("segments", Tree.segment(0, 0, diameter, length, diameter))
            .in("segmentGroups", Tree.section("c", divisions, 0));
    Run run = Run.of(Tree.cell(morphology, Tree.leak(LEAK, REST)), 0.01);
    run.attach(Tree.pulse(1e-11), 0, 0, 0);
    return run.begin().steps(200).population.value(0, "0/v").orElseThrow().getAsDouble() - REST;
  }

  /** Steady voltage at a place of a sealed cable into whose beginning a current flows. */
  private static double theory(double place, double length, double diameter, double current) {
    double d = diameter * 1e-6;
    double lambda = Math.sqrt(d / 4 / (1.0 * LEAK));
    double infinite = 2 / (Math.PI * Math.pow(d, 1.5) * Math.sqrt(LEAK / 1.0));
    double l = length * 1e-6 / lambda;
    return current * infinite * Math.cosh(l * (1 - place)) / Math.sinh(l);
  }

  @Test
  void steadyStateOfSealedCableIsRallsAndErrorFallsWithTheSquareOfTheCompartment() {
    double exact = theory(0.5, 1000, 2, 1e-11);
    double coarse = Math.abs(inputVoltage(9, 1000, 2) - exact);
    double fine = Math.abs(inputVoltage(27, 1000, 2) - exact);
    assertThat(fine / exact).isLessThan(2e-4);
    assertThat(coarse / fine).isBetween(8.0, 10.0);
  }

  @Test
  void branchThatKeepsThreeHalvesPowerIsOneCylinder() {
    // daughters of electrotonic length equal to the rest of the cylinder
    double d = 2;
    double daughter = d / Math.pow(2, 2.0 / 3);
    double scale = Math.sqrt(daughter / d);
    Tree branched =
        Tree.of("morphology", "m")
            .in("segments", Tree.segment(0, 0, d, 500, d))
            .in("segments", Tree.segment(1, 500, daughter, 500 + 500 * scale, daughter).on(0))
            .in("segments", Tree.segment(2, 500, daughter, 500 + 500 * scale, daughter).on(0))
            .in("segmentGroups", Tree.section("a", 10, 0))
            .in("segmentGroups", Tree.section("b", 10, 1))
            .in("segmentGroups", Tree.section("c", 10, 2));
    Tree cylinder =
        Tree.of("morphology", "m")
            .in("segments", Tree.segment(0, 0, d, 1000, d))
            .in("segmentGroups", Tree.section("a", 20, 0));
    Run one = Run.of(Tree.cell(branched, Tree.leak(LEAK, REST)), 1e-4);
    Run two = Run.of(Tree.cell(cylinder, Tree.leak(LEAK, REST)), 1e-4);
    one.attach(Tree.pulse(1e-11), 0, 0, 0.05);
    two.attach(Tree.pulse(1e-11), 0, 0, 0.025);
    one.begin().steps(100);
    two.begin().steps(100);
    double atBranch = at(one, 0, 0.95);
    double atCylinder = at(two, 0, 0.475);
    assertThat(atBranch - REST).isCloseTo(atCylinder - REST, within(1e-12));
    assertThat(at(one, 1, 0.95)).isCloseTo(at(two, 0, 0.975), within(1e-12));
  }

  private static double at(Run run, int segment, double fraction) {
    return run.population
        .voltages()[run.population.node(0, segment, fraction, org.bitspike.ir.SourceRef.NONE)];
  }

  @Test
  void oneCompartmentDecaysWithFirstOrderOfTheStep() {
    double[] errors = new double[2];
    for (int k = 0; k < 2; k++) {
      double dt = 1e-4 / (1 + k);
      Tree soma = Tree.of("morphology", "m").in("segments", Tree.segment(0, 0, 10, 10, 10));
      Run run = Run.of(Tree.cell(soma, Tree.leak(LEAK, -0.055)), dt).begin();
      run.steps(100 * (1 + k));
      double tau = 0.01 / LEAK;
      errors[k] = run.v("0") - (-0.055 - 0.01 * Math.exp(-run.time() / tau));
    }
    assertThat(errors[0] / errors[1]).isBetween(1.9, 2.1);
    assertThat(Math.abs(errors[1])).isLessThan(2e-5);
  }

  @Test
  void nothingHappensAtRest() {
    Tree soma =
        Tree.of("morphology", "m")
            .in("segments", Tree.segment(0, 0, 10, 10, 10))
            .in("segments", Tree.segment(1, 10, 2, 200, 1).on(0))
            .in("segments", Tree.segment(2, 0, 2, -200, 1).on(0, 0.0))
            .in("segments", Tree.segment(3, 0, 2, 0, 2).on(1, 0.5));
    Run run = Run.of(Tree.cell(soma, Tree.leak(LEAK, REST)), 1e-4).begin().steps(50);
    for (double v : run.population.voltages()) {
      assertThat(v).isCloseTo(REST, within(1e-15));
    }
  }

  @Test
  void currentSpreadsTheSameWayFromEitherEnd() {
    // reciprocity: voltage at b for a current at a equals voltage at a for a current at b
    Tree cell =
        Tree.cell(
            Tree.of("morphology", "m")
                .in("segments", Tree.segment(0, 0, 10, 10, 10))
                .in("segments", Tree.segment(1, 10, 3, 300, 1).on(0))
                .in("segments", Tree.segment(2, 10, 2, 200, 2).on(0, 0.5))
                .in("segmentGroups", Tree.section("b", 7, 1))
                .in("segmentGroups", Tree.section("c", 5, 2)),
            Tree.leak(LEAK, REST));
    Run first = Run.of(cell, 1e-4);
    first.attach(Tree.pulse(1e-11), 0, 1, 0.9);
    Run second = Run.of(cell, 1e-4);
    second.attach(Tree.pulse(1e-11), 0, 2, 0.7);
    assertThat(at(first.begin().steps(40), 2, 0.7))
        .isCloseTo(at(second.begin().steps(40), 1, 0.9), within(1e-14));
  }
}
