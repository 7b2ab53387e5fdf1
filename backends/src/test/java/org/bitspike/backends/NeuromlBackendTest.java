package org.bitspike.backends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bitspike.backends.neuroml.NeuromlBackend;
import org.bitspike.compiler.Compilation;
import org.bitspike.compiler.CompileOptions;
import org.bitspike.compiler.Compiler;
import org.bitspike.emulator.Interpreter;
import org.bitspike.emulator.RunOptions;
import org.bitspike.frontends.api.Cell;
import org.bitspike.frontends.api.Connector;
import org.bitspike.frontends.api.NetworkBuilder;
import org.bitspike.frontends.api.Population;
import org.bitspike.frontends.api.Stdp;
import org.bitspike.frontends.api.SynapseType;
import org.bitspike.frontends.api.Value;
import org.bitspike.frontends.lems.LemsFrontend;
import org.bitspike.frontends.lems.validation.Validation;
import org.bitspike.frontends.lems.validation.Validator;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.UnsupportedFeatureException;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Coupling;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.spi.Backend;
import org.bitspike.ir.spi.ExportInput;
import org.bitspike.ir.spi.Fidelity;
import org.bitspike.reference.EventTiming;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The quantised network is valid NeuroML 2 and runs: in this project's reference, and where a jar
 * is at hand (-Dlems.jar=FILE) in the standard's own interpreter, jLEMS.
 */
class NeuromlBackendTest extends BackendContractTest {

  @TempDir private Path folder;

  @Override
  Backend backend() {
    return new NeuromlBackend();
  }

  private static NetworkBuilder conductances() {
    NetworkBuilder b = new NetworkBuilder("small net").timestepMillis(0.1).seed(9);
    Cell cell = Cell.ifCondExp().with("tau_refrac", 2);
    Population in = b.population("in", 5, Cell.spikeSourcePoisson(100, 0, 300));
    Population exc = b.population("exc", 6, cell);
    Population inh = b.population("inh", 2, cell);
    SynapseType strong =
        new SynapseType.StaticSynapse(Value.uniform(0.01, 0.05), Value.uniform(0, 1));
    b.projection("inToExc", in, exc, Connector.allToAll(1), strong, "excitatory");
    b.projection("excToInh", exc, inh, Connector.allToAll(2), strong, "excitatory");
    b.projection("inhToExc", inh, exc, Connector.allToAll(3), strong, "inhibitory");
    b.inject(
        "push",
        inh,
        Cell.of("pulseGenerator")
            .with("delay", 0.05)
            .with("duration", 0.1)
            .with("amplitude", 0.9e-9));
    return b;
  }

  private static Recording simulate(Network network) {
    return ReferenceSimulator.simulate(
        network, SimulationOptions.defaults().withEventTiming(EventTiming.WHOLE_STEPS));
  }

  private static ExportInput compile(Network network, String profile) {
    HardwareProfile hardware = Profiles.load(profile, List.of());
    Compilation compiled =
        Compiler.compile(network, hardware, simulate(network), CompileOptions.defaults());
    return ExportInput.of(compiled.program(), network, hardware, compiled.losses());
  }

  private Path write(ExportInput input) throws IOException {
    for (Backend.Artefact artefact : new NeuromlBackend().emit(input)) {
      Files.write(folder.resolve(artefact.path()), artefact.content());
    }
    return folder.resolve("LEMS_small_net.xml");
  }

  /** Ticks by neuron, of all parts of a population. */
  private static int count(Recording recording, String population) {
    return recording.spikes().stream()
        .filter(s -> s.population().matches(population + "(_[0-9]+)?"))
        .mapToInt(Recording.SpikeSeries::count)
        .sum();
  }

  private static Map<String, List<Long>> ticks(Recording recording, String population) {
    Map<String, List<Long>> all = new TreeMap<>();
    for (Recording.SpikeSeries series : recording.spikes()) {
      for (int k = 0; series.population().equals(population) && k < series.count(); k++) {
        all.computeIfAbsent(population + series.neuron()[k], n -> new ArrayList<>())
            .add(series.tick()[k]);
      }
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(strings = {"generic-int8", "brainscales1"})
  void theQuantisedNetworkIsValidAndRuns(String profile) throws IOException {
    ExportInput input = compile(conductances().build(300), profile);
    Path lems = write(input);
    Validation validation =
        Validator.validate(List.of(folder.resolve("small_net.net.nml"), lems), List.of());
    assertThat(validation.diagnostics()).isEmpty();
    Recording run = simulate(new LemsFrontend().read(lems, List.of()).network());
    Recording emulated = Interpreter.run(input.program(), RunOptions.defaults());
    int chip = count(emulated, "exc");
    assertThat(chip).isGreaterThan(50);
    // what is left between them is the rounding of states, or the chip's Euler step
    assertThat(count(run, "exc")).isCloseTo(chip, within(6 + chip / 20));
    assertThat(count(run, "inh")).isCloseTo(count(emulated, "inh"), within(4 + chip / 20));
  }

  @Test
  void whereNothingIsLostEverySpikeIsTheReferences() throws IOException {
    NetworkBuilder b = new NetworkBuilder("small net").timestepMillis(0.1).seed(3);
    Population in = b.population("in", 4, Cell.spikeSourcePoisson(120, 0, 200));
    Population out = b.population("out", 5, Cell.ifCondExp().with("tau_refrac", 2));
    // equal weights take the largest code, which stands for them exactly
    SynapseType equal = new SynapseType.StaticSynapse(Value.constant(0.04), Value.constant(1));
    b.projection("p", in, out, Connector.fixedProbability(0.7, 5), equal, "excitatory");
    Network network = b.build(200);
    Path lems = write(compile(network, "generic-int8"));
    Map<String, List<Long>> meant = ticks(simulate(network), "out");
    assertThat(meant).hasSize(5);
    assertThat(ticks(simulate(new LemsFrontend().read(lems, List.of()).network()), "out"))
        .isEqualTo(meant);
  }

  @Test
  void jlemsRunsItToo() throws Exception {
    String jar = System.getProperty("lems.jar", "");
    assumeTrue(!jar.isEmpty(), "no -Dlems.jar=FILE: the export was not given to jLEMS");
    ExportInput input = compile(conductances().build(300), "generic-int8");
    Path lems = write(input);
    Process process =
        new ProcessBuilder(
                "java", "-cp", jar, "org.lemsml.jlems.viz.VizMain", lems.toString(), "-nogui")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    assertThat(Files.readAllLines(folder.resolve("small_net.spikes"))).isNotEmpty();
  }

  // ---- refusals

  private static void refused(Network network, String message) {
    Network plain = conductances().build(1);
    ExportInput some = compile(plain, "generic-int8");
    ExportInput input =
        new ExportInput(
            some.program(), Optional.of(network), Optional.empty(), Optional.empty(), Map.of());
    Backend.Assessment assessment = new NeuromlBackend().assess(input);
    assertThat(assessment.fidelity()).isEqualTo(Fidelity.REFUSED);
    assertThat(assessment.diagnostics())
        .allMatch(d -> d.code() == Code.B_REFUSED)
        .anyMatch(d -> d.message().equals("NeuroML: " + message));
    assertThatThrownBy(() -> new NeuromlBackend().emit(input))
        .isInstanceOf(UnsupportedFeatureException.class);
  }

  private static Network two(Cell cell, Cell synapse) {
    NetworkBuilder b = new NetworkBuilder("two");
    Population in = b.population("in", 4, Cell.spikeSourcePoisson(10, 0, 1));
    Population out = b.population("out", 6, cell);
    return b.projection(
            "p", in, out, Connector.allToAll(), new SynapseType.StaticSynapse(1, 1), synapse)
        .build(1);
  }

  @Test
  void aProgramAloneIsRefused() {
    ExportInput input = compile(conductances().build(1), "generic-int8");
    assertThat(new NeuromlBackend().assess(input.program()).reason())
        .isEqualTo("NeuroML: a program alone does not say what its integers mean");
  }

  @Test
  void cellsAndSynapsesOfOurOwnAreRefused() {
    Network network = two(Cell.ifCurrDelta(), Cell.of("deltaSynapse"));
    refused(network, "cell type IF_curr_delta of out is none of those that NeuroML defines");
    refused(network, "synapse type deltaSynapse of p is none of those that NeuroML defines");
  }

  @Test
  void learningIsRefused() {
    NetworkBuilder b = new NetworkBuilder("learns");
    Population in = b.population("in", 2, Cell.spikeSourcePoisson(10, 0, 1));
    Population out = b.population("out", 2, Cell.ifCurrExp());
    SynapseType.Learning rule = new SynapseType.StdpSynapse(Stdp.triplet(), 1, 1);
    b.projection("p", in, out, Connector.allToAll(), rule, "excitatory");
    b.watch("w", in, out, Connector.allToAll(), rule);
    Network network = b.build(1);
    refused(
        network,
        "synapses that learn, as those of projection p, have no place in NeuroML's connections");
    refused(network, "projection w has no synapse");
  }

  @Test
  void couplingsAreRefused() {
    Network n = two(Cell.ifCurrExp(), Cell.of("expCurrSynapse").with("tau_syn", 5));
    Coupling gap =
        new Coupling(
            "gap",
            "out",
            "out",
            "p_synapse",
            "p_synapse",
            ConnectionTable.builder().build(),
            n.source());
    refused(
        new Network(
            n.name(),
            n.types(),
            n.components(),
            n.populations(),
            n.projections(),
            List.of(gap),
            n.inputs(),
            n.outputs(),
            n.run(),
            n.source()),
        "couplings without events, such as gap, are not written");
  }

  @Test
  void otherInputsAreRefused() {
    NetworkBuilder b = new NetworkBuilder("noisy");
    Population out = b.population("out", 2, Cell.ifCurrExp());
    b.inject("i", out, Cell.of("expCurrSynapse").with("tau_syn", 5));
    Network n = b.build(1);
    refused(n, "input type expCurrSynapse of i is none of those that NeuroML defines");
  }
}
