package org.bitspike.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.loss.Loss;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.network.Projection;
import org.bitspike.ir.program.LookupTable;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.SynapseBlock;
import org.bitspike.ir.recording.Recording;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;
import org.junit.jupiter.api.Test;

/** Synapses that share a time constant keep the charge of their events. */
class KeptChargeTest {

  private static final double DT = 1e-4;
  private static final double MEMBRANE_CHARGE = 15e-3 * 2e-10; // from rest to threshold, C

  private static Projection projection(String name, String synapse, double weight, int line) {
    ConnectionTable.Builder table = ConnectionTable.builder();
    for (int i = 0; i < 10; i++) {
      table.add(i, 0, weight, 1e-3, line + i);
    }
    return new Projection(
        name,
        "source",
        "cells",
        Optional.of(synapse),
        Optional.empty(),
        table.build(),
        new SourceRef("net.nml", line, 1, "net/" + name));
  }

  private static Network network(double slow) {
    return new Network(
        "shared",
        TestModels.types(),
        List.of(
            TestModels.iaf("cell"),
            TestModels.expOne("fast", 1e-9, 0, 0.005),
            TestModels.expOne("slow", 1e-9, -0.08, slow),
            TestModels.regular("regular", 0.01)),
        List.of(
            new Population("source", "regular", 10, SourceRef.ofPath("net/source")),
            new Population("cells", "cell", 1, SourceRef.ofPath("net/cells"))),
        List.of(projection("excite", "fast", 0.3, 4), projection("inhibit", "slow", 2, 40)),
        List.of(),
        List.of(),
        new Network.Run(DT, 0.1, 7),
        SourceRef.ofPath("net"));
  }

  private static Compilation compile(Network network, String profile) {
    Recording reference = ReferenceSimulator.simulate(network, SimulationOptions.defaults());
    return Compiler.compile(
        network, Profiles.load(profile, List.of()), reference, CompileOptions.defaults());
  }

  /** Charge of one event of a projection in units of the membrane's, by the chip's own words. */
  private static double charge(Program program, String projection) {
    SynapseBlock block =
        program.synapses().stream()
            .filter(s -> s.projection().equals(projection))
            .findFirst()
            .orElseThrow();
    LookupTable table = program.table(block.decode().orElseThrow());
    double added = table.entry().value(table.at((long) block.weightCode()[0] - block.codeOffset()));
    double decay = program.neurons().getFirst().params().value("du", 0) + 1.0; // of 4096
    double tau = -DT / Math.log(1 - decay / 4096);
    double perTick = added / program.neurons().getFirst().params().value("threshold", 0);
    return perTick * tau / DT;
  }

  @Test
  void anEventsChargeStaysWhereATimeConstantIsShared() {
    Compilation compilation = compile(network(0.02), "loihi-lava");
    double fast = 0.3 * 1e-9 * 57.5e-3 * 0.005 / MEMBRANE_CHARGE;
    double slow = 2 * 1e-9 * -22.5e-3 * 0.02 / MEMBRANE_CHARGE;
    assertThat(charge(compilation.program(), "excite")).isCloseTo(fast, within(0.01 * fast));
    assertThat(charge(compilation.program(), "inhibit")).isCloseTo(slow, within(-0.01 * slow));
    assertThat(compilation.losses().losses())
        .filteredOn(l -> l.message().contains("are multiplied by"))
        .hasSize(2)
        .allSatisfy(l -> assertThat(l).isInstanceOf(Loss.ParameterRounded.class));
  }

  @Test
  void whatTheConductanceWouldAddIsTold() {
    // 10 sources of 100 Hz, weights of 2 nS over 20 ms: 40 nS beside a leak of 10 nS
    assertThat(compile(network(0.02), "loihi-lava").losses().losses())
        .anyMatch(
            l ->
                l instanceof Loss.Approximated
                    && l.message().contains("slow")
                    && l.message().contains("it would add 4.00 times the leak to cells"));
    // 0.3 nS over 5 ms: 1.5 nS
    assertThat(compile(network(0.02), "spinnaker").losses().losses())
        .anyMatch(
            l ->
                l instanceof Loss.Approximated
                    && l.message().contains("fast")
                    && l.message().contains("it would add 0.150 times the leak to cells"));
  }

  @Test
  void withoutSharingAndRoundingNothingIsChanged() {
    // on this chip either receptor has one synapse and its decays are exact
    assertThat(compile(network(0.02), "spinnaker").losses().losses())
        .noneMatch(l -> l.message().contains("are multiplied by"));
  }
}
