package org.bitspike.conformance.chips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bitspike.backends.odin.OdinBackend;
import org.bitspike.compiler.CompileOptions;
import org.bitspike.compiler.Compiler;
import org.bitspike.conformance.ModelFile;
import org.bitspike.emulator.Interpreter;
import org.bitspike.emulator.RunOptions;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.SourceBlock;
import org.bitspike.ir.program.SynapseBlock;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.spi.Backend.Artefact;
import org.bitspike.ir.spi.Fidelity;
import org.bitspike.ir.spi.RunOverrides;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * What is exported for ODIN is read by an independent reader of SPI and AER, and, where the RTL is
 * at hand ({@code -Dodin.rtl=DIR}, a folder with ODIN.v below it), by the chip's own RTL under
 * verilator. Both give the spikes of the compiled program, in their order.
 */
class OdinExportTest {

  static final List<String> MODELS = List.of("crossbar.xml", "crossbar-sdsp.xml");

  private static final Map<String, Exported> EXPORTED = new LinkedHashMap<>();

  /** A program and its export. */
  private record Exported(Program program, Map<String, String> files) {
    List<String> lines(String file) {
      return files.getOrDefault(file, "").lines().toList();
    }
  }

  private static Exported exported(String model) {
    return EXPORTED.computeIfAbsent(
        model,
        m -> {
          Program program = compiled(m);
          return new Exported(program, files(program));
        });
  }

  private static Path resource(String name) {
    return Path.of(
        System.getProperty("bitspike.root", ".."),
        "conformance-tests/src/test/resources/org/bitspike/conformance/chips",
        name);
  }

  private static Program compiled(String model) {
    Network network = ModelFile.read(resource(model), List.of(), RunOverrides.NONE).network();
    Recording reference = ReferenceSimulator.simulate(network, SimulationOptions.defaults());
    return Compiler.compile(
            network, Profiles.load("odin", List.of()), reference, CompileOptions.defaults())
        .program();
  }

  private static Map<String, String> files(Program program) {
    OdinBackend backend = new OdinBackend();
    assertThat(backend.assess(program).reason()).contains("every word and spike");
    assertThat(backend.assess(program).fidelity()).isEqualTo(Fidelity.EXACT);
    Map<String, String> files = new LinkedHashMap<>();
    for (Artefact file : backend.emit(program)) {
      files.put(file.path(), new String(file.content(), StandardCharsets.UTF_8));
    }
    return files;
  }

  @ParameterizedTest
  @FieldSource("MODELS")
  void transactionsMakeTheImages(String model) {
    Exported export = exported(model);
    OdinReader chip = new OdinReader().transactions(export.lines("program.cmd"));

    assertThat(chip.faultsAtTheEnd()).isEmpty();
    assertThat(Arrays.stream(chip.neurons))
        .containsExactlyElementsOf(words(export.lines("neurons.hex")))
        .hasSize(256);
    assertThat(chip.synapseWords()).isEqualTo(words(export.lines("synapses.hex")));
    assertThat(chip.signs().bitCount())
        .as("neurons that inhibit")
        .isEqualTo(model.equals("crossbar.xml") ? 24 : 0);
  }

  private static List<BigInteger> words(List<String> lines) {
    return lines.stream()
        .filter(l -> !l.startsWith("//") && !l.startsWith("@"))
        .map(l -> new BigInteger(l, 16))
        .toList();
  }

  @ParameterizedTest
  @FieldSource("MODELS")
  void theChipThatWasProgrammedFiresAndLearnsAsTheProgram(String model) {
    Exported export = exported(model);
    OdinReader chip = new OdinReader().transactions(export.lines("program.cmd"));
    Program read = chip.program().program(OdinReader.events(export.lines("stimulus.cmd")), true);
    List<String> spikes = new ArrayList<>();
    Recording run = run(export.program(), spikes);
    List<String> again = new ArrayList<>();
    Recording runAgain = run(read, again);

    assertThat(spikes).hasSizeGreaterThan(100).isEqualTo(again);
    int[] learnt = chip.synapses.clone();
    long changed = learnt(export.program(), run, learnt);
    int[] learntAgain = chip.synapses.clone();
    learnt(read, runAgain, learntAgain);
    assertThat(learnt).isEqualTo(learntAgain);
    if (model.equals("crossbar-sdsp.xml")) {
      assertThat(changed).as("synapses that learnt").isGreaterThan(50);
    }
  }

  private static Recording run(Program program, List<String> spikes) {
    return Interpreter.run(
        program, RunOptions.defaults().withSpikes((tick, n) -> spikes.add(tick + " " + n)));
  }

  /** Puts the final weights of a run into a synapse memory; gives how many differ from it. */
  private static long learnt(Program program, Recording run, int[] memory) {
    Map<String, Integer> first = new LinkedHashMap<>();
    int next = 0;
    for (NeuronBlock block : program.neurons()) {
      first.put(block.name(), next);
      next += block.size();
    }
    for (SourceBlock block : program.sources()) {
      first.put(block.name(), next);
      next += block.size();
    }
    long changed = 0;
    for (SynapseBlock block : program.synapses()) {
      if (block.plasticity().isEmpty()) {
        continue;
      }
      double[] last =
          run.weights().stream()
              .filter(w -> w.projection().equals(block.projection()))
              .reduce((a, b) -> b)
              .orElseThrow()
              .weight();
      for (int s = 0; s < block.rowStart().length - 1; s++) {
        for (int k = block.rowStart()[s]; k < block.rowStart()[s + 1]; k++) {
          int post = first.getOrDefault(block.target(), 0) + block.targetIndex()[k];
          int word = (first.getOrDefault(block.source(), 0) + s) * 32 + post / 8;
          int low = 4 * (post % 8);
          changed += (memory[word] >>> low & 0xF) == (int) last[k] ? 0 : 1;
          memory[word] = memory[word] & ~(0xF << low) | (int) last[k] << low;
        }
      }
    }
    return changed;
  }

  @Test
  void theFloatSimulationSaysThatItKeepsTheWeights() {
    Network network =
        ModelFile.read(resource("crossbar-sdsp.xml"), List.of(), RunOverrides.NONE).network();
    List<String> warnings = new ArrayList<>();
    ReferenceSimulator.simulate(
        network, SimulationOptions.defaults().withWarnings(w -> warnings.add(w.message())));
    assertThat(warnings)
        .hasSize(1)
        .first()
        .asString()
        .contains("weights of projection teach stay as they are", "reads variables of the target");
  }

  @Test
  void theReaderReadsTheRecordedSequenceAsTheRtlDid() throws IOException {
    List<Path> recordings = GoldenJson.files("odin", "lif_spi");
    assumeTrue(!recordings.isEmpty(), "no recordings: -Dbitspike.data has no folder odin");
    Path folder = recordings.getFirst().resolveSibling("lif_spi");
    List<String> commands =
        OdinGoldenTest.lines(folder.resolveSibling("lif_spi.cmd.gz")).stream()
            .takeWhile(l -> !l.startsWith("T"))
            .toList();
    OdinReader chip = new OdinReader().transactions(commands);

    assertThat(chip.faultsAtTheEnd()).isEmpty();
    assertThat(List.of(chip.neurons))
        .isEqualTo(OdinGoldenTest.hex(folder.resolveSibling("lif_spi.neur_loaded.hex.gz")));
    assertThat(chip.synapseWords())
        .isEqualTo(OdinGoldenTest.hex(folder.resolveSibling("lif_spi.syn_loaded.hex.gz")));
  }

  /** What the recorded memories mean is a program; its export is the recorded memories again. */
  @Test
  void theRecordedMemoriesAreExportedAsTheyWere() throws IOException {
    List<Path> recordings = GoldenJson.files("odin", "lif_spi");
    assumeTrue(!recordings.isEmpty(), "no recordings: -Dbitspike.data has no folder odin");
    GoldenJson golden = GoldenJson.read(recordings.getFirst());
    Path folder = recordings.getFirst().resolveSibling("lif_spi");
    List<BigInteger> neurons =
        OdinGoldenTest.hex(folder.resolveSibling("lif_spi.neur_loaded.hex.gz"));
    List<BigInteger> synapses =
        OdinGoldenTest.hex(folder.resolveSibling("lif_spi.syn_loaded.hex.gz"));
    BigInteger sign = new BigInteger(golden.text("sign"), 16);
    Program recorded =
        new OdinProgram(neurons, synapses, sign, golden.object("regs"))
            .program(
                OdinReader.events(OdinGoldenTest.lines(folder.resolveSibling("lif_spi.cmd.gz"))),
                false);
    OdinReader chip =
        new OdinReader()
            .transactions(files(recorded).getOrDefault("program.cmd", "").lines().toList());

    assertThat(chip.faultsAtTheEnd()).isEmpty();
    assertThat(List.of(chip.neurons)).isEqualTo(neurons);
    assertThat(chip.synapseWords()).isEqualTo(synapses);
    assertThat(chip.signs()).isEqualTo(sign);
  }

  @ParameterizedTest
  @FieldSource("MODELS")
  void theRtlFiresAndLearnsAsTheProgram(String model, @TempDir Path folder) throws Exception {
    Exported export = exported(model);
    String rtl = System.getProperty("odin.rtl", "");
    assumeTrue(!rtl.isEmpty(), "no RTL: -Dodin.rtl names no folder with ODIN.v");
    assumeTrue(onPath("verilator"), "no verilator on this machine: the RTL is not run");
    for (Map.Entry<String, String> file : export.files().entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
    List<String> build =
        new ArrayList<>(
            List.of(
                "verilator",
                "--binary",
                "--timing",
                "-O3",
                "--default-language",
                "1364-2005",
                "-Wno-fatal",
                "-Wno-lint",
                "-Wno-style",
                "--top-module",
                "odin_bench",
                "-o",
                "bench"));
    try (Stream<Path> sources = Files.walk(Path.of(rtl))) {
      sources
          .map(Path::toAbsolutePath)
          .map(Path::toString)
          .filter(f -> f.endsWith(".v"))
          .sorted()
          .forEach(build::add);
    }
    build.add(resource("odin_bench.v").toAbsolutePath().toString());
    assertThat(run(folder, build)).isNotEmpty();
    List<String> out =
        run(folder, List.of("obj_dir/bench", "+program=program.cmd", "+stimulus=stimulus.cmd"));

    assertThat(words(Files.readAllLines(folder.resolve("neurons_loaded.hex"))))
        .isEqualTo(words(export.lines("neurons.hex")));
    assertThat(words(Files.readAllLines(folder.resolve("synapses_loaded.hex"))))
        .isEqualTo(words(export.lines("synapses.hex")));
    List<String> spikes = new ArrayList<>();
    String tick = "";
    for (String line : out) {
      if (line.startsWith("T ")) {
        tick = line.substring(2);
      } else if (line.startsWith("S ")) {
        spikes.add(tick + " " + line.substring(2));
      }
    }
    List<String> expected = new ArrayList<>();
    Recording run = run(export.program(), expected);
    assertThat(spikes).hasSizeGreaterThan(100).isEqualTo(expected);
    int[] learnt = new OdinReader().transactions(export.lines("program.cmd")).synapses;
    learnt(export.program(), run, learnt);
    assertThat(words(Files.readAllLines(folder.resolve("synapses_final.hex"))))
        .isEqualTo(
            Arrays.stream(learnt).mapToObj(w -> BigInteger.valueOf(w & 0xFFFFFFFFL)).toList());
  }

  private static boolean onPath(String program) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
        .anyMatch(f -> Files.isExecutable(Path.of(f, program)));
  }

  private static List<String> run(Path folder, List<String> command) throws Exception {
    Path output = Files.createTempFile(folder, "output", ".txt");
    int status =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start()
            .waitFor();
    List<String> lines = Files.readAllLines(output);
    assertThat(status).as("%s%n%s", command, String.join("\n", lines)).isZero();
    return lines;
  }
}
