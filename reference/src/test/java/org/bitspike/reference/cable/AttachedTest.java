package org.bitspike.reference.cable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.bitspike.ir.SourceRef;
import org.junit.jupiter.api.Test;

/** Synapses, inputs, gap junctions and spikes. */
class AttachedTest {

  private static final Tree SOMA =
      Tree.of("morphology", "m").in("segments", Tree.segment(0, 0, 10, 10, 10));

  private static final double CAPACITANCE = 0.01 * Math.PI * 10e-6 * 10e-6;

  @Test
  void eventRaisesAConductanceThatDecays() {
    Tree synapse =
        Tree.of("expOneSynapse", "syn").set("gbase", 1e-9).set("erev", 0).set("tauDecay", 5e-3);
    Run run = Run.of(Tree.cell(SOMA, Tree.leak(1, -0.065)), 1e-5);
    CablePopulation.Attached attached = run.attach(synapse, 0, 0, 0.5);
    run.begin().steps(10);
    attached.receive(0, 2);
    assertThat(run.value(0, "0/synapses:syn:0/g")).isEqualTo(2e-9);
    double before = run.v("0");
    run.steps(500);
    assertThat(run.value(0, "0/synapses:syn:0/g")).isCloseTo(2e-9 * Math.exp(-1), within(1e-18));
    assertThat(run.v("0")).isGreaterThan(before + 0.001);
  }

  @Test
  void pulseStartsAndEndsOnTime() {
    Tree pulse =
        Tree.of("pulseGenerator", "pulse")
            .set("delay", 1e-3)
            .set("duration", 1e-3)
            .set("amplitude", 1e-12);
    Run run = Run.of(Tree.cell(SOMA), 1e-5);
    run.attach(pulse, 0, 0, 0.5);
    run.begin().steps(100);
    assertThat(run.v("0")).isEqualTo(-0.065);
    run.steps(200);
    assertThat((run.v("0") + 0.065) * CAPACITANCE).isCloseTo(1e-12 * 1e-3, within(1e-24));
  }

  @Test
  void whatOneCellGivesThroughAGapJunctionTheOtherGets() {
    double[] lost = new double[2];
    for (int k = 0; k < 2; k++) {
      double dt = 1e-5 / (1 + k);
      Run run = new Run(Tree.cell(SOMA), 2, dt, StateScheme.EXPONENTIAL);
      Tree gap = Tree.of("gapJunction", "gap").set("conductance", 1e-9);
      CablePopulation.Attached one = run.attach(gap, 0, 0, 0.5);
      CablePopulation.Attached two = run.attach(gap, 1, 0, 0.5);
      run.population.seePeers(one, run.population, two);
      run.population.seePeers(two, run.population, one);
      run.attach(
          Tree.of("pulseGenerator", "p")
              .set("delay", 0)
              .set("duration", 1e-3)
              .set("amplitude", 1e-11),
          0,
          0,
          0.5);
      run.begin().steps(300 * (1 + k));
      double charge = CAPACITANCE * (run.value(0, "v") + 0.065 + run.value(1, "v") + 0.065);
      lost[k] = charge / (1e-11 * 1e-3) - 1;
      assertThat(run.value(1, "v")).isGreaterThan(-0.0649);
    }
    // each end sees the other a step late: the error is of first order
    assertThat(Math.abs(lost[0])).isLessThan(5e-3);
    assertThat(lost[0] / lost[1]).isBetween(1.9, 2.1);
  }

  @Test
  void spikesAreSeenAtTheFirstSegmentAndAlongTheCell() {
    Tree morphology =
        Tree.of("morphology", "m")
            .in("segments", Tree.segment(0, 0, 2, 20, 2))
            .in("segments", Tree.segment(1, 20, 2, 1020, 2).on(0))
            .in("segmentGroups", Tree.section("axon", 50, 1));
    Run run = Run.of(Tree.cell(morphology, Tree.hodgkinHuxley()), 2.5e-5);
    run.attach(Tree.pulse(0.5e-9), 0, 0, 0.5);
    List<Double> near = new ArrayList<>();
    List<Double> far = new ArrayList<>();
    run.population.onSpike(m -> near.add(run.time()));
    run.population.onSpike(1, 0.9, m -> far.add(run.time()), SourceRef.NONE);
    run.begin().steps(240);
    assertThat(near).hasSize(1);
    assertThat(far).hasSize(1);
    assertThat(far.getFirst()).isBetween(near.getFirst() + 0.5e-3, near.getFirst() + 5e-3);
  }

  @Test
  void voltageClampHoldsAlsoWhereItIsStiff() {
    Tree clamp = Tree.of("voltageClamp", "clamp").set("target", -0.04).set("resistance", 1e5);
    Run run = Run.of(Tree.cell(SOMA, Tree.leak(1, -0.065)), 2.5e-5);
    run.attach(clamp, 0, 0, 0.5);
    run.begin().steps(20);
    assertThat(run.v("0")).isCloseTo(-0.04, within(1e-5));
  }

  @Test
  void cellsOfAPopulationDoNotMix() {
    Tree cell = Tree.cell(SOMA, Tree.hodgkinHuxley());
    Run many = new Run(cell, 3, 2.5e-5, StateScheme.GRID);
    many.attach(Tree.pulse(1e-10), 1, 0, 0.5);
    many.begin().steps(200);
    Run single = new Run(cell, 1, 2.5e-5, StateScheme.GRID);
    single.attach(Tree.pulse(1e-10), 0, 0, 0.5);
    single.begin().steps(200);
    assertThat(many.value(1, "v")).isEqualTo(single.value(0, "v"));
    assertThat(many.value(0, "v")).isEqualTo(many.value(2, "v"));
    assertThat(many.value(0, "v")).isNotEqualTo(many.value(1, "v"));
  }
}
