package org.bitspike.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.network.Projection;
import org.bitspike.ir.profile.HardwareProfile.ScaleGrid;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.recording.Recording;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;
import org.junit.jupiter.api.Test;

/** Scales that are powers of two, sums that must fit, and delays that relays extend. */
class ScaleGridTest {

  private static final ScaleGrid GRID = new ScaleGrid(TestModels.expr("1"), -2, 6);
  private static final double[] ALL = {0, Double.POSITIVE_INFINITY};

  @Test
  void theSmallestScaleThatHoldsTheSumIsTaken() {
    assertThat(ScaleGrids.scale(GRID, 1, 0, 3, ALL)).isEqualTo(4);
    // a sum that is just a power of two needs one more, since codes end below it
    assertThat(ScaleGrids.scale(GRID, 1, 0, 4, ALL)).isEqualTo(8);
    assertThat(ScaleGrids.scale(GRID, 0.5, 0, 4, ALL)).isEqualTo(8);
    assertThat(ScaleGrids.scale(GRID, 1, 0, 1000, ALL)).as("the largest there is").isEqualTo(64);
  }

  @Test
  void withoutASumTheScaleFollowsTheWeights() {
    assertThat(ScaleGrids.scale(GRID, 1, 4, 0, ALL)).isEqualTo(4);
    assertThat(ScaleGrids.scale(GRID, 1, 4.5, 0, ALL)).isEqualTo(4);
    assertThat(ScaleGrids.scale(GRID, 1, 5, 0, ALL)).isEqualTo(8);
    assertThat(ScaleGrids.scale(GRID, 1, 0, 0, ALL)).isEqualTo(0.25);
    assertThat(ScaleGrids.scale(GRID, 1, 0.1, 0, new double[] {2, 1e9})).isEqualTo(2);
    assertThat(ScaleGrids.scale(GRID, 1, 60, 0, new double[] {0, 16})).isEqualTo(16);
  }

  private static Network network(double weight, int sources, double delay) {
    ConnectionTable.Builder table = ConnectionTable.builder();
    for (int i = 0; i < sources; i++) {
      table.add(i, 0, weight, delay, i + 1);
    }
    return new Network(
        "scaled",
        TestModels.types(),
        List.of(
            TestModels.iaf("cell"),
            TestModels.expOne("syn", 1e-9, 0, 0.005),
            TestModels.regular("regular", 0.01)),
        List.of(
            new Population("source", "regular", sources, SourceRef.ofPath("net/source")),
            new Population("cells", "cell", 1, SourceRef.ofPath("net/cells"))),
        List.of(
            new Projection(
                "drive",
                "source",
                "cells",
                Optional.of("syn"),
                Optional.empty(),
                table.build(),
                new SourceRef("net.nml", 4, 1, "net/drive"))),
        List.of(),
        List.of(),
        new Network.Run(1e-4, 0.1, 7),
        SourceRef.ofPath("net"));
  }

  private static Compilation compile(Network network, String... overrides) {
    Recording reference = ReferenceSimulator.simulate(network, SimulationOptions.defaults());
    return Compiler.compile(
        network,
        Profiles.load("spinnaker", List.of(overrides)),
        reference,
        CompileOptions.defaults());
  }

  private static long shift(Program program) {
    long gain = program.neurons().getFirst().params().value("gain_exc", 0);
    assertThat(Long.bitCount(gain)).as("a power of two: %s", gain).isOne();
    return Long.numberOfTrailingZeros(gain);
  }

  /**
   * A weight of 1 is 1 nS over 57.5 mV, 0.0575 nA. 40 sources of 100 Hz at a tick of 0.1 ms bring
   * 0.4 events a tick; 5 standard deviations above are 3.562 events, 3.562 w.
   */
  @Test
  void theShiftOfRingBuffersFollowsWhatATickBrings() {
    double perWeight = 0.0575;
    // sum expected: 40 * 0.01 + 5 * sqrt(0.4) = 3.5623 weights; all at once are 40
    assertThat(shift(compile(network(4 / perWeight / 3.6, 40, 1e-3)).program())).isEqualTo(2);
    assertThat(shift(compile(network(4 / perWeight / 3.5, 40, 1e-3)).program())).isEqualTo(3);
    // of two sources the statistics expect less than one weight; one always fits
    assertThat(shift(compile(network(1.9 / perWeight, 2, 1e-3)).program())).isEqualTo(1);
    assertThat(shift(compile(network(2.1 / perWeight, 2, 1e-3)).program())).isEqualTo(2);
    // with many standard deviations both at once bound the sum
    String wide = "synapse.weight.headroom.sigma=100";
    assertThat(shift(compile(network(1.9 / perWeight, 2, 1e-3), wide).program())).isEqualTo(2);
    assertThat(shift(compile(network(2.1 / perWeight, 2, 1e-3), wide).program())).isEqualTo(3);
  }

  @Test
  void weightsKeepTheirValueOnTheGrid() {
    Program program = compile(network(3, 4, 1e-3)).program();
    double scale = Math.scalb(0x1p-15, (int) shift(program));
    assertThat(program.synapses().getFirst().weightCode()[0] * scale)
        .isCloseTo(3 * 0.0575, within(scale));
  }

  @Test
  void longDelaysTakeRelays() {
    Compilation compilation = compile(network(1, 4, 5e-3));
    assertThat(compilation.program().synapses().getFirst().delayTicks()[0]).isEqualTo(50);
    assertThat(compilation.losses().use())
        .anySatisfy(
            use -> {
              assertThat(use.resource()).isEqualTo("relays for long delays");
              assertThat(use.used()).isEqualTo(4);
            });
    assertThat(compile(network(1, 4, 1e-3)).losses().use())
        .noneMatch(use -> use.resource().startsWith("relays"));
    assertThat(compile(network(1, 4, 20e-3)).program().synapses().getFirst().delayTicks()[0])
        .as("eight stages of 16 ticks end at 143")
        .isEqualTo(143);
  }

  @Test
  void relaysThatFindNoRoomAreRefused() {
    BitspikeException thrown =
        catchThrowableOfType(
            BitspikeException.class,
            () -> compile(network(1, 4, 5e-3), "limits.cores=1", "limits.circuits_per_core=4"));
    assertThat(thrown.diagnostics().get(0).code()).isEqualTo(Code.C_CAPACITY);
    assertThat(thrown.diagnostics().get(0).message()).contains("4 sources", "3 circuits left");
  }

  @Test
  void profilesThatMakeNoSenseAreRefused() {
    for (String override :
        List.of(
            "synapse.weight.scale_grid.high=-1",
            "synapse.weight.headroom.sigma=-2",
            "synapse.delay.extension.stages=0")) {
      BitspikeException thrown =
          catchThrowableOfType(
              BitspikeException.class, () -> Profiles.load("spinnaker", List.of(override)));
      assertThat(thrown.diagnostics().get(0).code()).as(override).isEqualTo(Code.H_OUT_OF_RANGE);
    }
  }
}
