package org.bitspike.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.bitspike.emulator.Interpreter;
import org.bitspike.emulator.RunOptions;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.InputBinding;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.OutputRequest;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.network.Projection;
import org.bitspike.ir.recording.Recording;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small networks from the float simulation through the compiler to the interpreter. */
class EndToEndTest {

  /** A power of two, so that the sum of steps is exact and delays are whole steps. */
  private static final double STEP = 0x1p-13;

  static Network chain(Component cell, Component synapse, double weight, double delay) {
    ConnectionTable fromSource =
        ConnectionTable.builder()
            .add(0, 0, weight, delay, 10)
            .add(0, 1, weight * 64 / 127, delay * 2, 11)
            .build();
    ConnectionTable between =
        ConnectionTable.builder()
            .add(0, 1, weight, 0, 12)
            .add(1, 0, weight * 89 / 127, delay, 13)
            .build();
    return new Network(
        "chain",
        TestModels.types(),
        List.of(
            cell,
            synapse,
            TestModels.regular("regular", 0.007),
            TestModels.pulse("pulse", 0.02, 0.05, 0.3e-9)),
        List.of(
            new Population("source", "regular", 1, SourceRef.ofPath("net/source")),
            new Population("cells", cell.id(), 2, SourceRef.ofPath("net/cells"))),
        List.of(
            new Projection(
                "drive",
                "source",
                "cells",
                Optional.of(synapse.id()),
                Optional.empty(),
                fromSource,
                SourceRef.ofPath("net/drive")),
            new Projection(
                "ring",
                "cells",
                "cells",
                Optional.of(synapse.id()),
                Optional.empty(),
                between,
                SourceRef.ofPath("net/ring"))),
        List.of(
            new InputBinding(
                "step",
                "pulse",
                "cells",
                new int[] {0},
                new double[] {1},
                SourceRef.ofPath("net/step"))),
        List.of(
            new OutputRequest(
                "out",
                "out.dat",
                OutputRequest.Kind.TRACES,
                "",
                List.of(
                    new OutputRequest.Column("v0", "cells", 0, "v"),
                    new OutputRequest.Column("i0", "cells", 0, "iSyn")),
                SourceRef.NONE)),
        new Network.Run(STEP, 0.2, 7),
        SourceRef.ofPath("net"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"iaf", "iafRef", "expIaf", "depressing"})
  void aProgrammableTargetFiresLikeTheReference(String model) {
    Component cell =
        switch (model) {
          case "iafRef" -> TestModels.iafRef("cell", 0.005);
          case "expIaf" -> TestModels.expIaf("cell");
          default -> TestModels.iaf("cell");
        };
    Component synapse =
        model.equals("depressing")
            ? TestModels.depressing("syn", 20e-9, 0.003, 0.1, 0.4)
            : TestModels.expOne("syn", 5e-9, 0, 0.003);
    Network network = chain(cell, synapse, 1.2, 8 * STEP);
    Recording reference = ReferenceSimulator.simulate(network, SimulationOptions.defaults());
    Compilation compiled =
        Compiler.compile(
            network,
            Profiles.load("generic-int8", List.of()),
            reference,
            CompileOptions.defaults());
    Recording emulated = Interpreter.run(compiled.program(), RunOptions.defaults());
    Compared compared = Compared.of(reference, emulated, "cells");
    assertThat(compared.expected()).isPositive();
    assertThat(compared.actual()).isEqualTo(compared.expected());
    assertThat(compared.worstTicks()).isLessThanOrEqualTo(2);
  }
}
