package org.bitspike.backends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
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
import org.bitspike.backends.nest.NestBackend;
import org.bitspike.backends.neuroml.NeuromlBackend;
import org.bitspike.backends.nir.NirBackend;
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
import org.bitspike.frontends.nir.NirFrontend;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.UnsupportedFeatureException;
import org.bitspike.ir.loss.Loss;
import org.bitspike.ir.loss.LossReport;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Coupling;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.spi.Backend;
import org.bitspike.ir.spi.ExportInput;
import org.bitspike.ir.spi.Fidelity;
import org.bitspike.ir.spi.RunOverrides;
import org.bitspike.reference.EventTiming;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * NIR files hold the network as mapped. Read back: by this project's own frontend, by h5py
 * (Debian's python3-h5py, 3.7.0), and, where a checkout is at hand (-Dnir.python=DIR), by the
 * python package nir (1.0.7 and commit 7232ada).
 */
class NirBackendTest extends BackendContractTest {

  private static final Path PYTHON = Path.of("/usr/bin/python3");

  @TempDir private Path folder;

  @Override
  Backend backend() {
    return new NirBackend();
  }

  // ---- networks

  /** Sources, an excitatory and an inhibitory group; exponential currents; delays of all sorts. */
  private static NetworkBuilder currents(double tauInhibition) {
    NetworkBuilder b = new NetworkBuilder("currents").timestepMillis(0.1).seed(4);
    Cell cell = Cell.ifCurrExp().with("tau_refrac", 2).with("i_offset", 0.2);
    Population in = b.population("in", 5, Cell.spikeSourcePoisson(150, 0, 300));
    Population exc = b.population("exc", 8, cell);
    Population inh = b.population("inh", 3, cell.with("tau_syn_I", tauInhibition));
    b.projection(
        "inToExc",
        in,
        exc,
        Connector.allToAll(1),
        new SynapseType.StaticSynapse(Value.uniform(0.5, 2), Value.constant(1)),
        "excitatory");
    b.projection(
        "excToInh",
        exc,
        inh,
        Connector.fixedProbability(0.6, 2),
        new SynapseType.StaticSynapse(Value.uniform(0.5, 3), Value.uniform(0.5, 1)),
        "excitatory");
    b.projection(
        "inhToExc",
        inh,
        exc,
        Connector.allToAll(3),
        new SynapseType.StaticSynapse(-1, 0.5),
        Cell.of("expCurrSynapse").with("tau_syn", tauInhibition));
    return b;
  }

  /** Steps of the potential, without delays. */
  private static NetworkBuilder steps() {
    NetworkBuilder b = new NetworkBuilder("steps").timestepMillis(0.1);
    Population in = b.population("in", 4, Cell.spikeSourcePoisson(200, 0, 300));
    Population out = b.population("out", 6, Cell.ifCurrDelta().with("tau_refrac", 1));
    b.projection(
        "p",
        in,
        out,
        Connector.allToAll(5),
        new SynapseType.StaticSynapse(Value.constant(4), Value.constant(0)),
        "excitatory");
    return b;
  }

  private static ExportInput compile(Network network, String profile, String... overrides) {
    HardwareProfile hardware = Profiles.load(profile, List.of(overrides));
    Recording reference = simulate(network);
    Compilation compiled =
        Compiler.compile(network, hardware, reference, CompileOptions.defaults());
    return ExportInput.of(compiled.program(), network, hardware, compiled.losses());
  }

  private static Recording simulate(Network network) {
    return ReferenceSimulator.simulate(
        network, SimulationOptions.defaults().withEventTiming(EventTiming.WHOLE_STEPS));
  }

  private Path write(ExportInput input) throws IOException {
    for (Backend.Artefact artefact : new NirBackend().emit(input)) {
      Files.write(folder.resolve(artefact.path()), artefact.content());
    }
    return folder.resolve("network.nir");
  }

  private Network read(Path file) {
    return new NirFrontend()
        .read(
            file,
            List.of(),
            RunOverrides.NONE.withInputSpikes(Optional.of(folder.resolve("input-spikes.csv"))))
        .network();
  }

  private static Map<String, List<String>> spikes(Recording recording) {
    Map<String, List<String>> all = new TreeMap<>();
    for (Recording.SpikeSeries series : recording.spikes()) {
      List<String> of = new ArrayList<>();
      for (int k = 0; k < series.count(); k++) {
        of.add(series.tick()[k] + ":" + series.neuron()[k]);
      }
      java.util.Collections.sort(of);
      all.put(series.population(), of);
    }
    return all;
  }

  // ---- round trips

  @Test
  void whatIsReadBackSpikesAsWhatWasExportedWhereNothingIsLost() throws IOException {
    // equal weights take the largest code, which stands for them exactly
    ExportInput input = compile(steps().build(300), "generic-int8");
    Recording again = simulate(read(write(input)));
    Map<String, List<String>> meant = spikes(simulate(input.network().orElseThrow()));
    assertThat(meant.get("out")).hasSizeGreaterThan(100);
    assertThat(spikes(again).get("out")).hasSameSizeAs(meant.get("out"));
    assertThat(spikes(again).get("out")).isEqualTo(meant.get("out"));
  }

  @Test
  void currentsWithOneDecayBecomeTheNeuronsOwn() throws IOException {
    ExportInput input = compile(currents(5).build(300), "generic-int8");
    Network again = read(write(input));
    assertThat(again.populations()).extracting(p -> p.id()).contains("exc", "inh");
    assertAbout(input, again, "exc");
  }

  @Test
  void currentsWithSeveralDecaysBecomeNodesOfTheirOwn() throws IOException {
    ExportInput input = compile(currents(10).build(300), "generic-int8");
    assertAbout(input, read(write(input)), "exc");
  }

  /** Rates within a spike per neuron, or a tenth: constants are in 32 bits on the hardware. */
  private static void assertAbout(ExportInput input, Network again, String population) {
    int mapped =
        spikes(Interpreter.run(input.program(), RunOptions.defaults())).get(population).size();
    int read = spikes(simulate(again)).get(population).size();
    assertThat(mapped).isGreaterThan(50);
    assertThat(read).isCloseTo(mapped, within(8 + mapped / 10));
  }

  @Test
  void weightsAreThoseOfTheCodes() throws IOException {
    ExportInput input =
        compile(
            currents(5).build(50),
            "generic-int8",
            "synapse.weight.min_code=-1",
            "synapse.weight.max_code=1");
    Network again = read(write(input));
    ConnectionTable table =
        (ConnectionTable)
            again.projections().stream()
                .filter(p -> p.post().equals("exc") && p.pre().startsWith("in"))
                .findFirst()
                .orElseThrow()
                .connectivity();
    double first = table.weight(0);
    for (int c = 0; c < table.size(); c++) {
      assertThat(table.weight(c)).isCloseTo(first, withinPercentage(1e-6));
    }
  }

  // ---- other readers

  private static final String CHECK =
      """
      import sys, h5py, numpy
      f = h5py.File(sys.argv[1], "r")
      print(f["version"][()].decode(), f["node/type"][()].decode())
      print(f["node/edges"].shape[1], h5py.check_string_dtype(f["node/edges"].dtype).length)
      edges = [(a.decode(), b.decode()) for a, b in f["node/edges"][()]]
      nodes = f["node/nodes"]
      for a, b in edges:
          assert a in nodes and b in nodes, (a, b)
      for name in sorted(nodes):
          node = nodes[name]
          for key in sorted(node):
              if isinstance(node[key], h5py.Dataset) and key != "type":
                  assert numpy.all(numpy.isfinite(node[key][()])), (name, key)
          print(name, node["type"][()].decode(),
                *[k + str(list(node[k].shape)) for k in sorted(node)
                  if isinstance(node[k], h5py.Dataset) and k != "type"])
      meta = f["node/metadata"]
      print(meta["profile"][()].decode(), meta["dt"][()], int(meta["ticks"][()]))
      print(int(abs(nodes["inToExc/metadata/weight_code"][()]).max()))
      """;

  @Test
  void h5pyReadsEverythingBack() throws Exception {
    requirePython("import h5py", "python3-h5py");
    Path file = write(compile(currents(5).build(30), "generic-int8"));
    assertThat(python(CHECK, file.toString()))
        .isEqualTo(
            """
            1.0.7 NIRGraph
            2 None
            exc CubaLIF r[8] tau_mem[8] tau_syn[8] v_leak[8] v_reset[8] v_threshold[8] w_in[8]
            excToInh Linear weight[3, 8]
            excToInh_2 Linear weight[3, 8]
            excToInh_3 Linear weight[3, 8]
            excToInh_4 Linear weight[3, 8]
            excToInh_5 Linear weight[3, 8]
            excToInh_delay Delay delay[3]
            excToInh_delay_2 Delay delay[3]
            excToInh_delay_3 Delay delay[3]
            excToInh_delay_4 Delay delay[3]
            excToInh_delay_5 Delay delay[3]
            exc_output Output shape[1]
            in Input shape[1]
            inToExc Linear weight[8, 5]
            inToExc_delay Delay delay[5]
            inh CubaLIF r[3] tau_mem[3] tau_syn[3] v_leak[3] v_reset[3] v_threshold[3] w_in[3]
            inhToExc Linear weight[8, 3]
            inhToExc_delay Delay delay[3]
            inh_output Output shape[1]
            generic-int8 0.0001 300
            120
            """);
  }

  @Test
  void theNirPackageLoadsThem() throws Exception {
    String checkout = System.getProperty("nir.python", "");
    assumeTrue(
        !checkout.isEmpty(), "no -Dnir.python=DIR: NIR files were not given to the nir package");
    assertThat(loaded(checkout, currents(5))).isEqualTo("NIRGraph 2 CubaLIF 0 LIF 0 LI\n");
    assertThat(loaded(checkout, currents(10))).isEqualTo("NIRGraph 1 CubaLIF 1 LIF 2 LI\n");
    assertThat(loaded(checkout, steps())).isEqualTo("NIRGraph 0 CubaLIF 1 LIF 0 LI\n");
  }

  private String loaded(String checkout, NetworkBuilder network) throws Exception {
    Path file = write(compile(network.build(30), "generic-int8"));
    return python(LOAD, checkout, file.toString());
  }

  private static final String LOAD =
      """
      import sys
      sys.path.insert(0, sys.argv[1])
      import nir
      g = nir.read(sys.argv[2])
      count = lambda t: sum(type(n) is t for n in g.nodes.values())
      assert g.metadata["profile"] == "generic-int8", g.metadata
      g.check_types()
      print(type(g).__name__, count(nir.CubaLIF), "CubaLIF", count(nir.LIF), "LIF",
            count(nir.LI), "LI")
      """;

  // ---- refusals

  private static String refusal(ExportInput input) {
    Backend.Assessment assessment = new NirBackend().assess(input);
    assertThat(assessment.fidelity()).isEqualTo(Fidelity.REFUSED);
    assertThat(assessment.diagnostics()).allMatch(d -> d.code() == Code.B_REFUSED);
    assertThatThrownBy(() -> new NirBackend().emit(input))
        .isInstanceOf(UnsupportedFeatureException.class);
    return assessment.diagnostics().getFirst().message();
  }

  private static ExportInput with(Network network) {
    ExportInput some = compile(steps().build(1), "generic-int8");
    return new ExportInput(
        some.program(), Optional.of(network), Optional.empty(), Optional.empty(), Map.of());
  }

  private static NetworkBuilder two(Cell cell, Cell synapse) {
    NetworkBuilder b = new NetworkBuilder("two");
    Population in = b.population("in", 4, Cell.spikeSourcePoisson(10, 0, 1));
    Population out = b.population("out", 6, cell);
    return b.projection(
        "p", in, out, Connector.allToAll(), new SynapseType.StaticSynapse(1, 1), synapse);
  }

  @Test
  void weightsThatAreKnownByTheirDistributionAreRefused() {
    ExportInput input = compile(steps().build(1), "generic-int8");
    LossReport some = input.losses().orElseThrow();
    Loss.WeightError error =
        new Loss.WeightError(
            Code.C_WEIGHT_RESOLUTION,
            "quantise-weights",
            "m",
            "r",
            SourceRef.NONE,
            "p",
            new int[0],
            new double[0],
            new double[0],
            0,
            0,
            0,
            0.1,
            0.2);
    LossReport many =
        new LossReport(
            some.network(),
            some.profile(),
            some.synapsesMeant(),
            some.synapsesRealised(),
            List.of(error),
            some.formats(),
            some.use());
    for (Backend backend : List.of(new NirBackend(), new NeuromlBackend(), new NestBackend())) {
      Backend.Assessment assessment =
          backend.assess(
              new ExportInput(
                  input.program(), input.network(), input.profile(), Optional.of(many), Map.of()));
      assertThat(assessment.fidelity()).as(backend.name()).isEqualTo(Fidelity.REFUSED);
      assertThat(assessment.diagnostics())
          .as(backend.name())
          .anyMatch(d -> d.message().contains("weights of projection p are known by"));
    }
  }

  @Test
  void aProgramAloneIsRefused() {
    ExportInput input = compile(steps().build(1), "generic-int8");
    assertThat(refusal(ExportInput.of(input.program())))
        .isEqualTo("NIR: a program alone does not say what its integers mean");
  }

  @Test
  void conductancesAreRefused() {
    Cell synapse = Cell.of("expCondSynapse").with("tau_syn", 5).with("e_rev", 0);
    assertThat(refusal(with(two(Cell.ifCondExp(), synapse).build(1))))
        .isEqualTo(
            "NIR: there is no primitive for cell type IF_cond_exp of population out; it has leaky"
                + " and perfect integrators with a threshold");
    assertThat(refusal(with(two(Cell.ifCurrExp(), synapse).build(1))))
        .isEqualTo("NIR: there is no conductance synapse, as expCondSynapse is, in projection p");
  }

  @Test
  void alphaCurrentsAreRefused() {
    Cell synapse = Cell.of("alphaCurrSynapse").with("tau_syn", 5);
    assertThat(refusal(with(two(Cell.ifCurrExp(), synapse).build(1))))
        .isEqualTo("NIR: there is no primitive for synapse type alphaCurrSynapse, in projection p");
  }

  @Test
  void learningIsRefused() {
    NetworkBuilder b = new NetworkBuilder("learns");
    Population in = b.population("in", 2, Cell.spikeSourcePoisson(10, 0, 1));
    Population out = b.population("out", 2, Cell.ifCurrExp());
    b.projection(
        "p",
        in,
        out,
        Connector.allToAll(),
        new SynapseType.StdpSynapse(Stdp.triplet(), 1, 1),
        "excitatory");
    assertThat(refusal(with(b.build(1))))
        .isEqualTo("NIR: there is no primitive for synapses that learn, as those of projection p");
  }

  @Test
  void eventsWithoutASynapseAreRefused() {
    NetworkBuilder b = new NetworkBuilder("watched");
    Population in = b.population("in", 2, Cell.spikeSourcePoisson(10, 0, 1));
    Population out = b.population("out", 2, Cell.ifCurrExp());
    b.watch("p", in, out, Connector.allToAll(), new SynapseType.StdpSynapse(Stdp.triplet(), 1, 1));
    Backend.Assessment assessment = new NirBackend().assess(with(b.build(1)));
    assertThat(assessment.diagnostics())
        .anyMatch(d -> d.message().startsWith("NIR: projection p has no synapse"));
  }

  @Test
  void currentsThatChangeAreRefused() {
    NetworkBuilder b = new NetworkBuilder("pulsed");
    Population out = b.population("out", 2, Cell.ifCurrExp());
    Cell pulse = Cell.of("pulseGenerator").with("amplitude", 1e-9);
    b.inject("now", out, pulse.with("delay", 0.01).with("duration", 0.01));
    b.inject("ever", out, pulse.with("delay", 0).with("duration", 10));
    Backend.Assessment assessment = new NirBackend().assess(with(b.build(50)));
    assertThat(assessment.diagnostics())
        .anyMatch(
            d ->
                d.message()
                    .equals(
                        "NIR: there is no primitive for input now (pulseGenerator): currents that"
                            + " do not last the whole run"))
        .noneMatch(d -> d.message().contains("ever"));
  }

  @Test
  void couplingsAreRefused() {
    Network plain = two(Cell.ifCurrExp(), Cell.of("expCurrSynapse").with("tau_syn", 5)).build(1);
    Network coupled =
        new Network(
            plain.name(),
            plain.types(),
            plain.components(),
            plain.populations(),
            plain.projections(),
            List.of(
                new Coupling(
                    "gap",
                    "out",
                    "out",
                    "p_synapse",
                    "p_synapse",
                    ConnectionTable.builder().build(),
                    plain.source())),
            plain.inputs(),
            plain.outputs(),
            plain.run(),
            plain.source());
    assertThat(refusal(with(coupled)))
        .isEqualTo(
            "NIR: there is no primitive for couplings without events, such as gap (gap junctions,"
                + " graded synapses)");
  }

  @Test
  void otherCellsAreRefused() {
    assertThat(refusal(with(two(Cell.izhikevich(), Cell.of("deltaSynapse")).build(1))))
        .startsWith("NIR: there is no primitive for cell type Izhikevich of population out");
  }

  @Test
  void aPerfectIntegratorWithAConstantCurrentIsNoNirNeuron() {
    Cell cell =
        Cell.of("iafCell")
            .with("C", 1e-9)
            .with("leakConductance", 0)
            .with("leakReversal", 0)
            .with("thresh", 1)
            .with("reset", 0);
    NetworkBuilder b = two(cell, Cell.of("expCurrSynapse").with("tau_syn", 5));
    assertThat(new NirBackend().assess(with(b.build(1))).fidelity())
        .isEqualTo(Fidelity.APPROXIMATE);
  }

  @Test
  void whatIsLostIsTold() {
    assertThat(new NirBackend().assess(compile(currents(5).build(10), "generic-int8")).reason())
        .contains("continuous time")
        .contains("refractory periods are metadata only (exc, inh)");
  }

  private static void requirePython(String imports, String what) throws Exception {
    boolean there =
        Files.isExecutable(PYTHON)
            && new ProcessBuilder(PYTHON.toString(), "-c", imports).start().waitFor() == 0;
    if (Boolean.getBoolean("bitspike.ci")) {
      assertThat(there).as("CI needs " + what).isTrue();
    }
    assumeTrue(there, "no " + what + ": NIR files were not given to it");
  }

  private static String python(String script, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(PYTHON.toString(), "-c", script));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out;
  }
}
