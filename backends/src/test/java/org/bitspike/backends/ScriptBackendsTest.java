package org.bitspike.backends;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.bitspike.backends.lava.LavaBackend;
import org.bitspike.backends.nest.NestBackend;
import org.bitspike.backends.pynn.PynnBackend;
import org.bitspike.backends.sanafe.SanaFeBackend;
import org.bitspike.compiler.Compilation;
import org.bitspike.compiler.CompileOptions;
import org.bitspike.compiler.Compiler;
import org.bitspike.frontends.api.Cell;
import org.bitspike.frontends.api.Connector;
import org.bitspike.frontends.api.NetworkBuilder;
import org.bitspike.frontends.api.Population;
import org.bitspike.frontends.api.SynapseType;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.spi.Backend;
import org.bitspike.ir.spi.Backend.Artefact;
import org.bitspike.ir.spi.ExportInput;
import org.bitspike.ir.spi.Fidelity;
import org.bitspike.reference.EventTiming;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;
import org.junit.jupiter.api.Test;

/**
 * What the backends that write scripts write; the scripts run in the tests of the command line,
 * where their consumers are named.
 */
class ScriptBackendsTest {

  private static ExportInput compiled(Cell cell, String profile) {
    NetworkBuilder b = new NetworkBuilder("two \"\"\" layers").timestepMillis(0.1).seed(4);
    Population in = b.population("in", 5, Cell.spikeSourcePoisson(150, 0, 50));
    Population out = b.population("out", 3, cell);
    b.projection(
        "up", in, out, Connector.allToAll(1), new SynapseType.StaticSynapse(0.01, 1), "excitatory");
    b.projection(
        "back",
        out,
        out,
        Connector.allToAll(3),
        new SynapseType.StaticSynapse(cell.equals(Cell.ifCurrExp()) ? -0.02 : 0.02, 0.5),
        "inhibitory");
    Network network = b.build(50);
    HardwareProfile hardware = Profiles.load(profile);
    Compilation compiled =
        Compiler.compile(
            network,
            hardware,
            ReferenceSimulator.simulate(
                network, SimulationOptions.defaults().withEventTiming(EventTiming.WHOLE_STEPS)),
            CompileOptions.defaults());
    return ExportInput.of(compiled.program(), network, hardware, compiled.losses());
  }

  private static String first(Backend backend, ExportInput input) {
    assertThat(backend.assess(input).fidelity()).isNotEqualTo(Fidelity.REFUSED);
    List<Artefact> files = backend.emit(input);
    assertThat(files).hasSize(2);
    assertThat(files).usingRecursiveComparison().isEqualTo(backend.emit(input));
    return new String(files.getFirst().content(), StandardCharsets.UTF_8);
  }

  @Test
  void pynnScriptHasTheCellsAndBothReceptors() {
    String script = first(new PynnBackend(), compiled(Cell.ifCondExp(), "brainscales1"));
    assertThat(script)
        .contains("IF_cond_exp", "\"receptor\": \"excitatory\"", "\"receptor\": \"inhibitory\"")
        .contains("network two ''' layers")
        .doesNotContain("@ABOUT@", "NETWORK = {}");
  }

  @Test
  void pynnScriptAsMeantHasTheModelsNumbers() {
    ExportInput input = compiled(Cell.ifCondAlpha(), "generic-int8");
    assertThat(first(new PynnBackend(), input.withOptions(Map.of("as", "meant"))))
        .contains("IF_cond_alpha", "The network as meant.");
  }

  @Test
  void flavourOfBrainscales2SaysWhatItDrops() {
    ExportInput input = compiled(Cell.ifCondExp(), "generic-int8");
    assertThat(first(new PynnBackend(), input.withOptions(Map.of("flavour", "brainscales2"))))
        .contains("HXNeuron", "Dropped: delays");
  }

  @Test
  void nestScriptHasNestsNamesAndUnits() {
    assertThat(first(new NestBackend(), compiled(Cell.ifCondExp(), "generic-int8")))
        .contains("iaf_cond_exp", "\"g_L\": ", "\"E_in\": ", "spike_generator");
  }

  @Test
  void sanaFeHasAnArchitectureOfTheProfilesSize() {
    assertThat(first(new SanaFeBackend(), compiled(Cell.ifCondExp(), "generic-int8")))
        .contains("tile[0..35]", "input[0..4]");
  }

  @Test
  void lavaScriptHasLavasProcesses() {
    assertThat(first(new LavaBackend(), compiled(Cell.ifCurrExp(), "loihi-lava")))
        .contains("EXACT", "DelayDense", "\"weight_exp\": 0");
  }

  @Test
  void programsAloneAreRefusedByAllButLava() {
    ExportInput input = compiled(Cell.ifCurrExp(), "loihi-lava");
    for (Backend backend : List.of(new PynnBackend(), new NestBackend(), new SanaFeBackend())) {
      assertThat(backend.assess(input.program()).fidelity()).isEqualTo(Fidelity.REFUSED);
      assertThat(backend.summary()).isNotBlank();
      assertThat(backend.options()).doesNotContainKey("");
    }
    assertThat(new LavaBackend().assess(input.program()).fidelity()).isEqualTo(Fidelity.EXACT);
  }
}
