package org.bitspike.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.bitspike.compiler.Compilation;
import org.bitspike.emulator.Engine;
import org.bitspike.emulator.Engines;
import org.bitspike.emulator.RunOptions;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.recording.Recording.SpikeSeries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every benchmark runs, small, and does what it says it measures. */
class BenchmarksTest {

  @ParameterizedTest
  @ValueSource(strings = {"brainscales1", "generic-int8"})
  void interpreterRunsConductanceCells(String profile) {
    var benchmark = new InterpreterBenchmark();
    benchmark.profile = profile;
    benchmark.cells = 5;
    benchmark.compile();
    Recording recording = benchmark.tick();
    assertThat(recording.durationTicks()).isEqualTo(Models.TICKS);
    assertThat(recording.spikesOf("neurons")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bare", "leaky"})
  void kernelTapeRuns(String kernel) {
    var benchmark = new KernelTapeBenchmark();
    benchmark.kernel = kernel;
    benchmark.build();
    assertThat(benchmark.neuronTick().durationTicks()).isPositive();
  }

  @Test
  void enginesAgreeOnCuba() {
    var benchmark = new EngineBenchmark();
    benchmark.build();
    Recording fast = benchmark.tick();
    benchmark.engine = Engine.INTERPRETER;
    assertThat(benchmark.tick().spikes()).usingRecursiveComparison().isEqualTo(fast.spikes());
    assertThat(fast.spikesOf("cells").orElseThrow().count()).isGreaterThan(500);
  }

  @Test
  void networksAreMeasuredAndTheSameInAnyNumberOfThreads() {
    Program program = Brunel.program(500, 400);
    Recording interpreted =
        Engines.run(program, RunOptions.defaults().withEngine(Engine.INTERPRETER));
    var out = new ByteArrayOutputStream();
    Networks.measure(
        "brunel",
        program,
        400,
        1,
        new int[] {1, 2},
        new PrintStream(out, true, StandardCharsets.UTF_8));
    SpikeSeries spikes = interpreted.spikesOf("cells").orElseThrow();
    assertThat(spikes.count()).isGreaterThan(100);
    String hash =
        String.format(
            Locale.ROOT,
            "spikes %016x",
            31L * Arrays.hashCode(spikes.tick()) + Arrays.hashCode(spikes.neuron()));
    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.getFirst()).contains("brunel: 25000 synapses, 400 ticks");
    assertThat(lines.subList(1, 3)).allMatch(line -> line.endsWith(hash));
  }

  @Test
  void drawnSynapsesAreMeasuredAndNeverListed() {
    var out = new ByteArrayOutputStream();
    Program program = DrawnScale.measure(0.01, new PrintStream(out, true, StandardCharsets.UTF_8));
    assertThat(program.synapses()).isEmpty();
    assertThat(program.drawn()).hasSizeGreaterThan(50);
    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).hasSize(4);
    String synapses = String.format(Locale.ROOT, "%,d synapses ", program.synapseCount());
    assertThat(lines).allMatch(line -> line.startsWith(synapses));
    assertThat(program.synapseCount()).isBetween(25_000L, 35_000L);
  }

  @Test
  void synapticEventsArrive() {
    var benchmark = new SynapticEventBenchmark();
    benchmark.fanOut = 100;
    benchmark.build();
    assertThat(benchmark.event().durationTicks()).isPositive();
  }

  @Test
  void rulesMakeAsManyConnectionsAsSaid() {
    var benchmark = new ConnectionTableBenchmark();
    benchmark.connections = 10_000;
    ConnectionTable drawn = benchmark.fixedProbability();
    assertThat(benchmark.fixedNumberPre().size()).isEqualTo(10_000);
    assertThat(drawn.size()).isBetween(9_000, 11_000);
  }

  @Test
  void networkFilesAreWrittenAndRead() throws Exception {
    var benchmark = new NetworkFileBenchmark();
    benchmark.connections = 10_000;
    benchmark.build();
    benchmark.write();
    assertThat(benchmark.read().projections()).hasSize(1);
    benchmark.clean();
  }

  @Test
  void connectionsAreImported() throws Exception {
    var benchmark = new LemsImportBenchmark();
    benchmark.connections = 100;
    benchmark.write();
    assertThat(((ConnectionTable) benchmark.read().projections().getFirst().connectivity()).size())
        .isEqualTo(100);
    benchmark.clean();
  }

  @Test
  void referenceSteps() {
    var benchmark = new ReferenceBenchmark();
    benchmark.cells = 5;
    benchmark.build();
    assertThat(benchmark.step().durationTicks()).isEqualTo(Models.TICKS);
  }

  @Test
  void convergedModeIsMoreExactThanAnyStep() throws Exception {
    Path model = Path.of(System.getProperty("bitspike.root", "..")).resolve("benchmarks/models");
    var out = new ByteArrayOutputStream();
    ConvergedSteps.measure(
        model.resolve("hh-point.xml"), 0, new PrintStream(out, true, StandardCharsets.UTF_8));
    List<Double> errors =
        out.toString(StandardCharsets.UTF_8)
            .lines()
            .map(row -> Double.valueOf(row.strip().split("\\s+")[4]))
            .toList();
    assertThat(errors).hasSize(10);
    assertThat(errors.subList(0, 6)).allMatch(e -> e > 1e-4);
    assertThat(errors.subList(6, 10)).allMatch(e -> e < 1e-6);
  }

  @Test
  void columnsCompileWithoutLossOfSynapses() {
    var out = new ByteArrayOutputStream();
    Compilation compiled =
        CompileScale.measure(
            2, "generic-int8", List.of(), new PrintStream(out, true, StandardCharsets.UTF_8));
    assertThat(compiled.losses().synapsesRealised()).isEqualTo(200_000);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("2,000 cells, 200,000 synapses", "on 8 cores");
  }

  @Test
  void medianIsTheMiddle() {
    assertThat(Run.median(1, 2, 9)).isEqualTo(2);
    assertThat(Run.median(1, 3)).isEqualTo(2);
  }

  @Test
  void networksAreMappedOntoAChipWithSwitches() {
    var out = new ByteArrayOutputStream();
    Compilation compiled =
        Mapping.measure(
            "ising",
            Mapping.ising(6),
            org.bitspike.hwprofiles.Profiles.load("brainscales1-hicann"),
            new PrintStream(out, true, StandardCharsets.UTF_8));
    assertThat(compiled.losses().synapsesMeant()).isEqualTo(4 * 36);
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("| ising | 36 | 144 |");
    assertThat(Mapping.networks()).containsKeys("random-3200-0.3", "column-0.01", "rbm-10");
  }
}
