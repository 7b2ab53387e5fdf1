package org.bitspike.cli.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.UnsupportedFeatureException;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.Stimulus;
import org.bitspike.ir.program.Stimulus.LevelTrain;
import org.bitspike.ir.spi.Backend;
import org.bitspike.ir.spi.ExportInput;
import org.bitspike.ir.spi.Fidelity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Scripts for Lava, run by a stand-in that has the arithmetic of Lava's fixed-point models in
 * NumPy, and with {@code -Dlava.python=DIR}, a folder that holds the package {@code lava}, by Lava
 * itself.
 */
class LavaExportTest {

  @TempDir private Path folder;

  private final Backend backend = Exports.backend("lava");

  /** The small network on a step that its delays suit, without the current. */
  private ExportInput spiking(String... overrides) throws IOException {
    return Exports.mapped(
        Exports.network(
            Exports.variant(
                "small.xml",
                folder,
                "<explicitInput target=\"exc[0]\" input=\"pulse\"/>",
                "",
                "step=\"0.025ms\"",
                "step=\"0.1ms\"")),
        "loihi-lava",
        overrides);
  }

  private void compare(ExportInput input, Path lava) {
    Backend.Assessment assessment = backend.assess(input);
    assertThat(assessment.fidelity()).as(assessment.reason()).isEqualTo(Fidelity.EXACT);
    Exports.write(backend, input, folder);
    Exports.Ran ran =
        Exports.run(
            folder,
            Map.of("PYTHONPATH", lava.toString()),
            List.of("small.py", "--spikes", "spikes.csv"));
    assertThat(ran.code()).as(ran.output()).isZero();
    SpikeTimes ours = SpikeTimes.of(Exports.emulated(input), List.of("exc", "inh"));
    SpikeTimes theirs = SpikeTimes.read(folder.resolve("spikes.csv"));
    assertThat(ours.count()).isGreaterThan(100);
    assertThat(theirs.count()).isEqualTo(ours.count());
    assertThat(theirs.matched(ours, 1e-6)).isEqualTo(1);
  }

  @Test
  void everySpikeIsTheEmulatorsInTheFixedPointModels() throws IOException {
    Exports.needsPython("numpy");
    compare(spiking(), Exports.resource("stubs"));
  }

  @Test
  void everySpikeIsTheEmulatorsWithAnExponentForAllWeights() throws IOException {
    Exports.needsPython("numpy");
    compare(
        spiking("synapse.weight.exponents.low=2", "synapse.weight.exponents.high=2"),
        Exports.resource("stubs"));
  }

  @Test
  void everySpikeIsTheEmulatorsWithAnExponentForEachProjection() throws IOException {
    Exports.needsPython("numpy");
    ExportInput input = spiking("synapse.weight.min_code=-4", "synapse.weight.max_code=3");
    assertThat(
            input.program().synapses().stream()
                .filter(s -> s.target().equals("exc"))
                .map(s -> s.decode().orElseThrow()))
        .as("a table for each exponent")
        .doesNotHaveDuplicates()
        .hasSize(2);
    compare(input, Exports.resource("stubs"));
  }

  @Test
  void everySpikeIsTheEmulatorsOnLavaItself() throws IOException {
    String lava = System.getProperty("lava.python", "");
    assumeTrue(!lava.isEmpty(), "no -Dlava.python=DIR with the package lava");
    compare(spiking(), Path.of(lava));
  }

  @Test
  void shiftsToTheRightOfSeveralSumsAreNoLongerExact() throws IOException {
    ExportInput input =
        spiking("synapse.weight.exponents.low=-1", "synapse.weight.exponents.high=-1");
    assertThat(backend.assess(input).fidelity()).isEqualTo(Fidelity.APPROXIMATE);
    assertThat(backend.assess(input).reason()).contains("lowest bit");
  }

  private void refused(ExportInput input, String... words) {
    assertThat(backend.assess(input).fidelity()).isEqualTo(Fidelity.REFUSED);
    assertThatThrownBy(() -> backend.emit(input))
        .isInstanceOfSatisfying(
            UnsupportedFeatureException.class,
            e -> {
              assertThat(e.refusedBy()).isEqualTo("lava");
              assertThat(e.diagnostics().getFirst().code()).isEqualTo(Code.B_REFUSED);
            })
        .hasMessageContainingAll(words);
  }

  @Test
  void anotherArithmeticIsRefused() {
    refused(
        Exports.mapped(Exports.network(Exports.resource("small.xml")), "generic-int8"),
        "block exc",
        "not the arithmetic of Lava's LIF");
  }

  @Test
  void currentsThatTheHostChangesAreRefused() throws IOException {
    Program p = spiking().program();
    LevelTrain current =
        new LevelTrain("exc", "offset", new long[] {3}, new int[] {0}, new long[] {100});
    refused(
        ExportInput.of(
            new Program(
                p.info(),
                p.tick(),
                p.durationTicks(),
                p.kernels(),
                p.tables(),
                p.neurons(),
                p.sources(),
                p.synapses(),
                p.learning(),
                new Stimulus(p.stimulus().spikes(), List.of(current)),
                p.probes())),
        "block exc has a current that the host changes");
  }

  @Test
  void scriptTellsArraysOutOfLavasRanges() throws IOException {
    Exports.needsPython("numpy");
    Exports.write(backend, spiking(), folder);
    Path script = folder.resolve("small.py");
    Files.writeString(
        script, Files.readString(script).replaceFirst("\"vth\": \\d+", "\"vth\": 131072"));
    Exports.Ran ran =
        Exports.run(
            folder,
            Map.of("PYTHONPATH", Exports.resource("stubs").toString()),
            List.of("small.py"));
    assertThat(ran.code()).isNotZero();
    assertThat(ran.output()).contains("vth of exc is 131072 to 131072, Lava takes 0 to 131071");
  }
}
