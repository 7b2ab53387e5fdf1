package org.bitspike.frontends.lems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.NetworkVerifier;
import org.bitspike.ir.network.OutputRequest;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.network.Projection;
import org.bitspike.ir.spi.Frontend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models of NeuroML2's own examples; the expected numbers are those written in the files. */
class SuiteImportTest {

  private static final String EXAMPLES = "neuroml-suite/NeuroML2/LEMSexamples";

  private static Network read(String name) {
    Path folder = TestFiles.data(EXAMPLES);
    Frontend.Import read =
        new LemsFrontend()
            .read(folder.resolve(name + ".xml"), List.of(folder.resolveSibling("examples")));
    assertThat(read.warnings()).isEmpty();
    assertThat(NetworkVerifier.verify(read.network())).isEmpty();
    return read.network();
  }

  private static Network readWithCore(String name) {
    Path folder = TestFiles.data(EXAMPLES);
    Path core = TestFiles.data("neuroml-suite/core");
    return new LemsFrontend()
        .read(folder.resolve(name + ".xml"), List.of(core, folder.resolveSibling("examples")))
        .network();
  }

  private static double parameter(Network network, String component, String name) {
    return network.component(component).parameters().get(name);
  }

  private static ConnectionTable table(Projection projection) {
    return (ConnectionTable) projection.connectivity();
  }

  @Test
  void ex0HasFourIntegrateAndFireCells() {
    Network network = read("LEMS_NML2_Ex0_IaF");
    assertThat(network.name()).isEqualTo("net1");
    assertThat(network.run()).isEqualTo(new Network.Run(5e-6, 0.3, 1234));
    assertThat(network.populations())
        .extracting(Population::id)
        .containsExactly("iafTauPop", "iafTauRefPop", "iafRefPop", "iafPop");
    assertThat(parameter(network, "iafTau", "leakReversal")).isEqualTo(-0.05);
    assertThat(parameter(network, "iafRef", "leakConductance")).isEqualTo(0.2e-9);
    assertThat(parameter(network, "iaf", "C")).isEqualTo(3.2e-12);
    assertThat(network.typeOf("iafTauRef").dynamics().regimes())
        .extracting(ComponentType.Regime::name)
        .containsExactly("integrating", "refractory");
    OutputRequest file = network.outputs().get(1);
    assertThat(file.kind()).isEqualTo(OutputRequest.Kind.TRACES);
    assertThat(file.fileName()).isEqualTo("results/iaf_v.dat");
    assertThat(file.columns().get(2))
        .isEqualTo(new OutputRequest.Column("iafPop0", "iafPop", 0, "v"));
    assertThat(network.populations().get(0).source().line()).isPositive();
    assertThat(network.populations().get(0).source().path()).isEqualTo("net1/iafTauPop");
  }

  @Test
  void ex11HasOneInertStdpSynapse() {
    Network network = read("LEMS_NML2_Ex11_STDP");
    assertThat(network.projections()).hasSize(1);
    Projection projection = network.projections().get(0);
    assertThat(projection.synapse()).contains("stdpSyn");
    assertThat(table(projection).size()).isEqualTo(1);
    assertThat(network.outputs().get(1).columns().get(0).variable()).isEqualTo("stdpSyn/g");
  }

  @Test
  void ex12HasWeightsAndDelaysInColumns() {
    Network network = read("LEMS_NML2_Ex12_Net2");
    assertThat(network.projections()).hasSize(6);
    ConnectionTable first = table(network.projections().get(0));
    assertThat(first.size()).isEqualTo(1);
    assertThat(first.weight(0)).isEqualTo(1);
    assertThat(first.delaySeconds(0)).isZero();
    ConnectionTable second = table(network.projections().get(1));
    assertThat(second.size()).isEqualTo(2);
    assertThat(second.post(1)).isEqualTo(2);
    assertThat(second.weight(1)).isEqualTo(0.25);
    assertThat(second.delaySeconds(1)).isEqualTo(0.015);
    assertThat(second.line(0)).isPositive().isLessThan(second.line(1));
    Component nmda = network.component("synNmda");
    assertThat(nmda.children().get("blockMechanisms")).hasSize(1);
    Component block = nmda.children().get("blockMechanisms").get(0);
    assertThat(block.type()).isEqualTo("voltageConcDepBlockMechanism");
    assertThat(block.parameters().get("blockConcentration")).isCloseTo(1.2, within(1e-15));
    assertThat(block.texts()).containsEntry("species", "mg");
    assertThat(network.component("spikes2").children().get("spikes"))
        .extracting(s -> s.parameters().get("time"))
        .containsExactly(0.05, 0.1, 0.13);
    assertThat(network.typeOf("spikes2").isAutonomousSource()).isTrue();
    assertThat(network.typeOf("iaf1").isAutonomousSource()).isFalse();
    OutputRequest events = network.outputs().getLast();
    assertThat(events.kind()).isEqualTo(OutputRequest.Kind.SPIKES);
    assertThat(events.format()).isEqualTo("ID_TIME");
    assertThat(events.columns())
        .containsExactly(new OutputRequest.Column("0", "spikersPop", 0, "spike"));
  }

  @Test
  void ex13HasInstancesAndAnInputList() {
    Network network = read("LEMS_NML2_Ex13_Instances");
    assertThat(network.populations()).singleElement().extracting(Population::size).isEqualTo(3);
    assertThat(network.inputs()).hasSize(1);
    assertThat(network.inputs().get(0).targets()).containsExactly(0);
    assertThat(network.inputs().get(0).weights()).containsExactly(1);
    assertThat(network.outputs().get(0).columns())
        .extracting(OutputRequest.Column::variable)
        .containsOnly("v");
    assertThat(network.outputs().get(0).columns())
        .extracting(OutputRequest.Column::index)
        .containsExactly(0, 1, 2);
  }

  @Test
  void ex14HasThePyNNCells() {
    Network network = read("LEMS_NML2_Ex14_PyNN");
    assertThat(network.populations()).hasSize(10);
    assertThat(network.projections())
        .extracting(p -> table(p).delaySeconds(0))
        .containsExactly(0.01, 0.02, 0.03, 0.04);
    assertThat(parameter(network, "IF_curr_alpha", "tau_m")).isEqualTo(20);
    assertThat(parameter(network, "spikes1", "rate")).isEqualTo(50);
    assertThat(network.typeOf("spikes1").isAutonomousSource()).isTrue();
    assertThat(network.outputs())
        .flatExtracting(OutputRequest::columns)
        .contains(new OutputRequest.Column("syn1", "pop_target", 0, "synapses:syn1:0/g"));
  }

  @Test
  void ex21HasACurrentBasedSynapse() {
    Network network = read("LEMS_NML2_Ex21_CurrentBasedSynapses");
    assertThat(parameter(network, "alphaSyn", "ibase")).isEqualTo(1e-9);
    assertThat(network.projections())
        .singleElement()
        .satisfies(
            p -> {
              assertThat(table(p).weight(0)).isEqualTo(0.05);
              assertThat(table(p).delaySeconds(0)).isEqualTo(0.001);
            });
    assertThat(network.typeOf("alphaSyn").requirements()).isEmpty();
  }

  @Test
  void ex23HasFiringSynapsesAsInputs() {
    Network network = readWithCore("LEMS_NML2_Ex23_Spiketimes");
    assertThat(network.run().seed()).isEqualTo(123);
    assertThat(network.inputs()).hasSize(2);
    assertThat(network.inputs().get(0).component()).isEqualTo("poissonFiringSyn");
    assertThat(network.inputs().get(0).targets()).containsExactly(0, 1, 2, 3, 4);
    assertThat(network.inputs().get(1).population()).isEqualTo("pynnPop");
    assertThat(network.component("poissonFiringSyn").children().get("synapse").get(0).id())
        .isEqualTo("syn_exc1");
    assertThat(network.component("poissonFiringSyn").texts())
        .containsEntry("spikeTarget", "./syn_exc1");
  }

  @Test
  void ex27HasADoubleSynapse() {
    Network network = read("LEMS_NML2_Ex27_MultiSynapses");
    Component both = network.component("AMPA_NMDA");
    assertThat(both.children().get("synapse1").get(0).id()).isEqualTo("AMPA");
    assertThat(both.children().get("synapse2").get(0).children()).containsKey("blockMechanisms");
    assertThat(network.projections()).hasSize(3);
    assertThat(network.projections())
        .extracting(p -> p.synapse().orElseThrow())
        .containsExactly("AMPA", "NMDA", "AMPA_NMDA");
    assertThat(table(network.projections().get(0)).size()).isEqualTo(2);
    assertThat(table(network.projections().get(2)).delaySeconds(0)).isEqualTo(0.005);
  }

  @Test
  void ex7KeepsThePlasticityMechanismsOfItsSynapses() {
    Network network = readWithCore("LEMS_NML2_Ex7_STP");
    assertThat(network.components())
        .anySatisfy(c -> assertThat(c.children()).containsKey("plasticityMechanisms"));
    assertThat(network.type("blockingPlasticSynapse").dynamics().onEvents().get(0).actions())
        .contains(new ComponentType.Action.Emit("relay"));
  }

  @Test
  void ex10TakesTheTemperatureOfTheNetworkAsAConstant() {
    Network network = readWithCore("LEMS_NML2_Ex10_Q10");
    assertThat(network.types())
        .filteredOn(t -> t.constants().stream().anyMatch(c -> c.name().equals("temperature")))
        .isNotEmpty()
        .allSatisfy(
            t ->
                assertThat(t.requirements())
                    .extracting(ComponentType.Requirement::name)
                    .doesNotContain("temperature"));
  }

  @Test
  void spikesTestsOfTheModelValidationSuite() {
    Path file = TestFiles.data("neuroml-suite/omv/spikes").resolve("LEMS_Tests.xml");
    Network network = new LemsFrontend().read(file, List.of()).network();
    assertThat(network.run().seed()).isEqualTo(123456711);
    assertThat(network.populations()).extracting(Population::size).containsExactly(1, 1, 3);
    assertThat(network.inputs()).extracting(i -> i.targets()[0]).containsExactly(0, 1);
    assertThat(parameter(network, "pg0", "amplitude")).isEqualTo(1e-11);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LEMS_NML2_Ex0_IaF",
        "LEMS_NML2_Ex12_Net2",
        "LEMS_NML2_Ex13_Instances",
        "LEMS_NML2_Ex14_PyNN",
        "LEMS_NML2_Ex21_CurrentBasedSynapses",
        "LEMS_NML2_Ex27_MultiSynapses",
        "LEMS_NML2_Ex2_Izh",
        "LEMS_NML2_Ex8_AdEx",
        "LEMS_NML2_Ex16_Inputs"
      })
  void libraryAndCoreGiveTheSameNetwork(String name) {
    Network own = read(name);
    Network core = readWithCore(name);
    assertThat(own.populations()).isEqualTo(core.populations());
    assertThat(own.components())
        .extracting(Component::parameters)
        .containsExactlyElementsOf(core.components().stream().map(Component::parameters).toList());
    assertThat(own.outputs()).isEqualTo(core.outputs());
    assertThat(own.run()).isEqualTo(core.run());
    assertThat(own.projections())
        .extracting(Projection::id)
        .isEqualTo(core.projections().stream().map(Projection::id).toList());
  }

  @Test
  void componentByItselfBecomesAPopulationOfOne() {
    Path file = TestFiles.data("neuroml-suite/omv/lems").resolve("SimpleTest.xml");
    Network network = new LemsFrontend().read(file, List.of()).network();
    assertThat(network.populations())
        .singleElement()
        .satisfies(p -> assertThat(p.component()).isEqualTo("cell0"));
    assertThat(network.outputs().getLast().columns().get(1))
        .isEqualTo(new OutputRequest.Column("m", "cell0", 0, "membrane/I"));
  }

  @Test
  void neuromlFileNeedsARunFromTheOptions() {
    Path file = TestFiles.data("neuroml-suite/NeuroML2/examples").resolve("NML2_PyNNCells.nml");
    Network network = new LemsFrontend(LemsOptions.run(0.5, 1e-4)).read(file, List.of()).network();
    assertThat(network.name()).isEqualTo("netAll");
    assertThat(network.run()).isEqualTo(new Network.Run(1e-4, 0.5, 1234));
    assertThat(network.outputs()).isEmpty();
    LemsOptions named =
        new LemsOptions(
            LemsOptions.run(1, 0.1).durationSeconds(),
            LemsOptions.run(1, 0.1).stepSeconds(),
            java.util.OptionalLong.of(7),
            Optional.of("netAll"));
    assertThat(new LemsFrontend(named).read(file, List.of()).network().run().seed()).isEqualTo(7);
  }
}
