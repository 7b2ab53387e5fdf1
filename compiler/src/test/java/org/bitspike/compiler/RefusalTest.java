package org.bitspike.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeBug;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.InputBinding;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.network.Projection;
import org.bitspike.ir.recording.Recording;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;
import org.junit.jupiter.api.Test;

/** What cannot be mapped is refused with a code, a place and what would be accepted. */
class RefusalTest {

  private static Diagnostic refusal(Network network, String profile, String... overrides) {
    Recording reference = ReferenceSimulator.simulate(network, SimulationOptions.defaults());
    BitspikeException thrown =
        catchThrowableOfType(
            BitspikeException.class,
            () ->
                Compiler.compile(
                    network,
                    Profiles.load(profile, List.of(overrides)),
                    reference,
                    CompileOptions.defaults()));
    return thrown.diagnostics().get(0);
  }

  private static Network network(
      Component cell, int cells, Component synapse, int fanIn, List<InputBinding> inputs) {
    ConnectionTable.Builder table = ConnectionTable.builder();
    for (int i = 0; i < fanIn; i++) {
      table.add(i, 0, 1, 0.001, i + 1);
    }
    return new Network(
        "refused",
        TestModels.types(),
        List.of(
            cell,
            synapse,
            TestModels.regular("regular", 0.007),
            TestModels.pulse("pulse", 0.001, 0.01, 0.1e-9)),
        List.of(
            new Population("source", "regular", Math.max(1, fanIn), SourceRef.ofPath("net/source")),
            new Population("cells", cell.id(), cells, SourceRef.ofPath("net/cells"))),
        List.of(
            new Projection(
                "drive",
                "source",
                "cells",
                Optional.of(synapse.id()),
                Optional.empty(),
                table.build(),
                new SourceRef("net.nml", 4, 1, "net/drive"))),
        inputs,
        List.of(),
        new Network.Run(1e-4, 0.01, 7),
        SourceRef.ofPath("net"));
  }

  private static Component fine() {
    return TestModels.expOne("syn", 1e-9, 0, 0.003);
  }

  @Test
  void aCellTheChipLacks() {
    Diagnostic d =
        refusal(network(TestModels.expIaf("cell"), 1, fine(), 1, List.of()), "brainscales1");
    assertThat(d.code()).isEqualTo(Code.C_NO_MATCH);
    assertThat(d.message()).contains("expIafCell", "iafCell");
    assertThat(d.where().path()).isEqualTo("net/cells");
  }

  @Test
  void aSynapseTheChipLacks() {
    Component synapse = TestModels.depressing("syn", 1e-9, 0.003, 0.1, 0.5);
    Diagnostic d =
        refusal(network(TestModels.iaf("cell"), 1, synapse, 1, List.of()), "brainscales1");
    assertThat(d.code()).isEqualTo(Code.C_NO_SYNAPSE);
    assertThat(d.message()).contains("depressingSynapse", "expOneSynapse");
    assertThat(d.where().line()).isEqualTo(4);
  }

  @Test
  void moreNeuronsThanThereAreCircuits() {
    Network network = network(TestModels.iaf("cell"), 600, fine(), 1, List.of());
    Diagnostic d = refusal(network, "generic-int8", "limits.cores=2");
    assertThat(d.code()).isEqualTo(Code.C_CAPACITY);
    assertThat(d.message()).contains("600", "512");
  }

  @Test
  void moreReceptorsThanTheTargetHas() {
    Component synapse = TestModels.depressing("syn", 1e-9, 0.003, 0.1, 0.5);
    Diagnostic d =
        refusal(network(TestModels.iaf("cell"), 1, synapse, 40, List.of()), "generic-int8");
    assertThat(d.code()).isEqualTo(Code.C_NOT_LOWERABLE);
    assertThat(d.message()).contains("40 receptors", "32");
  }

  @Test
  void moreCurrentsThanACoreCanGive() {
    int[] targets = {0, 1, 2, 3, 4};
    List<InputBinding> inputs =
        List.of(
            new InputBinding(
                "in", "pulse", "cells", targets, new double[] {1, 1, 1, 1, 1}, SourceRef.NONE));
    Diagnostic d = refusal(network(TestModels.iaf("cell"), 5, fine(), 1, inputs), "brainscales1");
    assertThat(d.code()).isEqualTo(Code.C_STIMULUS);
    assertThat(d.message()).contains("5 neurons", "to 4");
  }

  @Test
  void aSourceWithoutATrain() {
    Network network = network(TestModels.iaf("cell"), 1, fine(), 1, List.of());
    Recording whole = ReferenceSimulator.simulate(network, SimulationOptions.defaults());
    List<Recording.SpikeSeries> spikes = new ArrayList<>(whole.spikes());
    spikes.removeIf(s -> s.population().equals("source"));
    Recording without =
        new Recording(
            whole.info(),
            whole.tickSeconds(),
            whole.durationTicks(),
            spikes,
            whole.traces(),
            whole.weights(),
            whole.learning(),
            whole.ranges());
    assertThatThrownBy(
            () ->
                Compiler.compile(
                    network,
                    Profiles.load("generic-int8", List.of()),
                    without,
                    CompileOptions.defaults()))
        .isInstanceOf(BitspikeException.class)
        .hasMessageContaining("BS-C016");
  }

  @Test
  void aPassThatDoesNotExist() {
    Network network = network(TestModels.iaf("cell"), 1, fine(), 1, List.of());
    Recording reference = ReferenceSimulator.simulate(network, SimulationOptions.defaults());
    CompileOptions options = CompileOptions.defaults().withPrintAfter(Set.of("no-such-pass"));
    assertThatThrownBy(
            () ->
                Compiler.compile(
                    network, Profiles.load("generic-int8", List.of()), reference, options))
        .isInstanceOf(BitspikeException.class)
        .hasMessageContaining("BS-C019")
        .hasMessageContaining("no-such-pass")
        .hasMessageContaining("quantise-weights");
  }

  @Test
  void aPassThatLeavesNonsenseIsOurBugAndIsNamed() {
    Network network = network(TestModels.iaf("cell"), 1, fine(), 1, List.of());
    Recording reference = ReferenceSimulator.simulate(network, SimulationOptions.defaults());
    Pass careless =
        new Pass() {
          @Override
          public String id() {
            return "careless";
          }

          @Override
          public String summary() {
            return "claim what does not hold";
          }

          @Override
          public Set<Fact> requires() {
            return Set.of(Fact.NORMALISED);
          }

          @Override
          public Set<Fact> provides() {
            return Set.of(Fact.DELAYED);
          }

          @Override
          public Draft run(Draft draft, PassContext context) {
            return draft;
          }
        };
    assertThatThrownBy(
            () ->
                Compiler.compile(
                    List.of(new NormaliseNetwork(), careless),
                    network,
                    Profiles.load("generic-int8", List.of()),
                    reference,
                    CompileOptions.defaults()))
        .isInstanceOf(BitspikeBug.class)
        .hasMessageContaining("BS-C018")
        .hasMessageContaining("careless");
    assertThatThrownBy(
            () ->
                Compiler.compile(
                    List.of(careless),
                    network,
                    Profiles.load("generic-int8", List.of()),
                    reference,
                    CompileOptions.defaults()))
        .isInstanceOf(BitspikeBug.class)
        .hasMessageContaining("requires");
  }

  @Test
  void everyPassHasItsOwnNameAndSaysWhatItDoes() {
    List<Pass> passes = StandardPipeline.passes();
    assertThat(passes)
        .extracting(Pass::id)
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("[a-z]+(-[a-z]+)+"));
    assertThat(passes).extracting(Pass::summary).allMatch(s -> !s.endsWith("."));
  }
}
