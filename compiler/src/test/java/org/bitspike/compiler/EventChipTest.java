package org.bitspike.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.network.Projection;
import org.bitspike.ir.program.Program;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What profiles can say of crossbars, of addresses, and of neurons that are not to be used. */
class EventChipTest {

  private static final String CROSSBAR =
      Path.of(
              System.getProperty("bitspike.root", ".."),
              "compiler/src/test/resources/org/bitspike/compiler/golden/crossbar.yaml")
          .toString();

  private static Network network(boolean connected) {
    Component synapse = TestModels.expOne("syn", 5e-9, 0, 0.003);
    return new Network(
        "small",
        TestModels.types(),
        List.of(TestModels.iaf("cell"), synapse, TestModels.regular("regular", 0.007)),
        List.of(
            new Population("source", "regular", 2, SourceRef.ofPath("net/source")),
            new Population("cells", "cell", 3, SourceRef.ofPath("net/cells"))),
        connected
            ? List.of(
                new Projection(
                    "drive",
                    "source",
                    "cells",
                    Optional.of("syn"),
                    Optional.empty(),
                    ConnectionTable.builder().add(0, 0, 1, 1e-3, 1).build(),
                    SourceRef.ofPath("net/drive")))
            : List.of(),
        List.of(),
        List.of(),
        new Network.Run(1e-3, 0.02, 7),
        SourceRef.ofPath("net"));
  }

  private static Compilation compiled(Network network, String profile, String... overrides) {
    return Compiler.compile(
        network,
        Profiles.load(profile, List.of(overrides)),
        ReferenceSimulator.simulate(network, SimulationOptions.defaults()),
        CompileOptions.defaults());
  }

  private static Diagnostic refusal(String... overrides) {
    return catchThrowableOfType(
            BitspikeException.class, () -> compiled(network(true), CROSSBAR, overrides))
        .diagnostics()
        .getFirst();
  }

  @Test
  void sourcesTakeAddresses() {
    Diagnostic d = refusal("limits.circuits_per_core=4");
    assertThat(d.code()).isEqualTo(Code.C_CAPACITY);
    assertThat(d.message())
        .contains("3 neurons and 2 sources outside the chip need at least 5 circuits", "has 4");
    assertThat(
            compiled(
                    network(true),
                    CROSSBAR,
                    "limits.circuits_per_core=4",
                    "limits.sources_take_circuits=false")
                .losses()
                .synapsesRealised())
        .isEqualTo(1);
  }

  @Test
  void neuronsThatTheProfileRefusesAreRefusedWithItsReason() {
    Diagnostic d = refusal("neuron.fixed.params.rest=1");
    assertThat(d.code()).isEqualTo(Code.C_NO_MATCH);
    assertThat(d.message()).contains("cells[0]", "restless", "nothing resets it");
    assertThat(d.where().path()).isEqualTo("net/cells");
  }

  /** Nothing asks for a scale: the smallest makes the most of the words that hang on it. */
  @ParameterizedTest
  @CsvSource({"odin, thr, 255", "loihi-lava, threshold, 131071"})
  void neuronsWithoutSynapsesGetTheSmallestScale(String profile, String word, long code) {
    Program program = compiled(network(false), profile).program();
    assertThat(program.neurons().getFirst().params().value(word, 0)).isEqualTo(code);
  }
}
