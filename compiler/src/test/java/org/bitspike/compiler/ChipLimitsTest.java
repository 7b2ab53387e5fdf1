package org.bitspike.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.InputBinding;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.network.Projection;
import org.bitspike.ir.recording.Recording;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;
import org.junit.jupiter.api.Test;

/** What the cores and rows of chips allow, and currents in units that follow from weight scales. */
class ChipLimitsTest {

  private static Network network(ConnectionTable table, List<InputBinding> inputs) {
    return new Network(
        "limits",
        TestModels.types(),
        List.of(
            TestModels.iaf("cell"),
            TestModels.expOne("syn", 1e-9, 0, 0.005),
            TestModels.pulse("pulse", 0.01, 0.08, 0.4e-9),
            TestModels.regular("regular", 0.01)),
        List.of(
            new Population("source", "regular", 4, SourceRef.ofPath("net/source")),
            new Population("cells", "cell", 2, SourceRef.ofPath("net/cells"))),
        List.of(
            new Projection(
                "drive",
                "source",
                "cells",
                Optional.of("syn"),
                Optional.empty(),
                table,
                new SourceRef("net.nml", 4, 1, "net/drive"))),
        inputs,
        List.of(),
        new Network.Run(1e-3, 0.1, 7),
        SourceRef.ofPath("net"));
  }

  private static ConnectionTable table(double firstDelay, double secondDelay) {
    ConnectionTable.Builder table = ConnectionTable.builder();
    for (int i = 0; i < 4; i++) {
      table.add(i, 0, 3, firstDelay, i + 1);
      table.add(i, 1, 3, secondDelay, i + 1);
    }
    return table.build();
  }

  private static Compilation compile(Network network, String profile, String... overrides) {
    Recording reference = ReferenceSimulator.simulate(network, SimulationOptions.defaults());
    return Compiler.compile(
        network, Profiles.load(profile, List.of(overrides)), reference, CompileOptions.defaults());
  }

  @Test
  void sourcesBeyondTheRowsOfACoreAreRefused() {
    Network network = network(table(1e-3, 1e-3), List.of());
    assertThat(compile(network, "truenorth-like", "limits.rows_per_core=4").losses().use())
        .anySatisfy(
            use -> {
              assertThat(use.resource()).isEqualTo("sources of the core with most");
              assertThat(use.used()).isEqualTo(4);
              assertThat(use.available()).isEqualTo(4);
            });
    BitspikeException thrown =
        catchThrowableOfType(
            BitspikeException.class,
            () -> compile(network, "truenorth-like", "limits.rows_per_core=3"));
    assertThat(thrown.diagnostics().get(0).code()).isEqualTo(Code.C_CORE_FULL);
    assertThat(thrown.diagnostics().get(0).message())
        .contains("4 sources", "4 input axons are needed", "has 3", "at most 75 %");
  }

  @Test
  void synapsesOfASourceWithOneDelayTakeTheirMean() {
    Network network = network(table(2e-3, 6e-3), List.of());
    Compilation shared = compile(network, "truenorth-like");
    assertThat(shared.program().synapses().getFirst().delayTicks()).containsOnly(4);
    assertThat(shared.losses().losses()).anyMatch(l -> l.code() == Code.C_DELAY);
    Compilation own = compile(network, "truenorth-like", "synapse.rows.one_delay=false");
    assertThat(own.program().synapses().getFirst().delayTicks()).contains(2, 6);
    assertThat(own.losses().losses()).noneMatch(l -> l.code() == Code.C_DELAY);
  }

  @Test
  void aCrossbarsWeightIsThatOfItsNeuron() {
    Compilation compilation = compile(network(table(1e-3, 1e-3), List.of()), "truenorth-like");
    // 3 nS over 57.5 mV for 5 ms is 0.8625 pC; threshold, 15 mV at 0.2 nF, is 3 pC or 200 codes
    long[] weights =
        compilation
            .program()
            .neurons()
            .getFirst()
            .params()
            .byWord()
            .getOrDefault("w0", new long[0]);
    assertThat(Arrays.stream(weights).toArray()).containsOnly(Math.round(0.8625 / 3 * 200));
    assertThat(compilation.program().synapses().getFirst().weightCode()).containsOnly(1);
  }

  @Test
  void currentsMayCountInWeightScales() {
    Network network =
        network(
            table(1e-3, 1e-3),
            List.of(
                new InputBinding(
                    "in",
                    "pulse",
                    "cells",
                    new int[] {0},
                    new double[] {1},
                    SourceRef.ofPath("net/in"))));
    Compilation compilation = compile(network, "loihi-lava");
    assertThat(compilation.program().stimulus().levels()).isNotEmpty();
    assertThat(compilation.program().stimulus().levels().getFirst().code()).contains(0);
    assertThat(
            Arrays.stream(compilation.program().stimulus().levels().getFirst().code())
                .anyMatch(code -> code > 0))
        .isTrue();
  }
}
