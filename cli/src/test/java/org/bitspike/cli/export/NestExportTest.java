package org.bitspike.cli.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bitspike.conformance.ModelFile;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.UnsupportedFeatureException;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.spi.Backend;
import org.bitspike.ir.spi.ExportInput;
import org.bitspike.ir.spi.Fidelity;
import org.bitspike.ir.spi.RunOverrides;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Scripts for PyNEST. NEST is not at hand where this is built: a stand-in checks models, parameters
 * and shapes as the documentation of NEST 3.9 has them. With {@code -Dnest.python=PYTHON}, an
 * interpreter that has NEST 3.x, they run there too.
 */
class NestExportTest {

  @TempDir private Path folder;

  private final Backend backend = Exports.backend("nest");

  private String runOnStandIn(ExportInput input, String script) {
    Exports.needsPython("numpy");
    Exports.write(backend, input, folder);
    Exports.Ran compiled = Exports.run(folder, Map.of(), List.of("-m", "py_compile", script));
    assertThat(compiled.code()).as(compiled.output()).isZero();
    Exports.Ran ran =
        Exports.run(
            folder, Map.of("PYTHONPATH", Exports.resource("stubs").toString()), List.of(script));
    assertThat(ran.code()).as(ran.output()).isZero();
    return ran.output();
  }

  private static ExportInput small() {
    return Exports.mapped(Exports.network(Exports.resource("small.xml")), "brainscales1");
  }

  @Test
  void callsAreOnesThatNestsDocumentationHas() throws Exception {
    ExportInput input = small();
    String said = runOnStandIn(input, "small.py");
    long synapses = input.program().synapseCount();
    assertThat(said).contains(synapses + " connections", "0 of them learn", "100 ms");
    assertThat(Files.readString(folder.resolve("small.py"))).contains("iaf_cond_exp", "g_L");
  }

  @Test
  void learningByTablesIsNestsOwnModelOfIt() throws Exception {
    Network network =
        ModelFile.read(
                Exports.ROOT.resolve("examples/pattern-learning/network.xml"),
                List.of(),
                new RunOverrides(
                    java.util.OptionalDouble.of(0.02),
                    java.util.OptionalDouble.empty(),
                    java.util.Optional.empty()))
            .network();
    String said = runOnStandIn(Exports.mapped(network, "generic-int8"), "patternlearning.py");
    assertThat(said).contains("2000 of them learn");
    assertThat(Files.readString(folder.resolve("patternlearning.py")))
        .contains("stdp_facetshw_synapse_hom", "a_thresh_th", "lookuptable_2");
  }

  @Test
  void aRealNestGivesTheEmulatorsSpikes() {
    String python = System.getProperty("nest.python", "");
    assumeTrue(!python.isEmpty(), "no -Dnest.python=PYTHON with NEST 3.x");
    ExportInput input =
        Exports.mapped(Exports.network(Exports.resource("small.xml")), "generic-int8");
    Exports.write(backend, input, folder);
    List<String> command = new ArrayList<>(List.of("small.py", "--spikes", "spikes.csv"));
    Exports.Ran ran = Exports.run(Path.of(python), folder, Map.of(), command);
    assertThat(ran.code()).as(ran.output()).isZero();
    SpikeTimes ours = SpikeTimes.of(Exports.emulated(input), List.of("exc", "inh"));
    assertThat(ours.matched(SpikeTimes.read(folder.resolve("spikes.csv")), 2)).isGreaterThan(0.95);
  }

  private void refused(ExportInput input, String... words) {
    assertThat(backend.assess(input).fidelity()).isEqualTo(Fidelity.REFUSED);
    assertThatThrownBy(() -> backend.emit(input))
        .isInstanceOfSatisfying(
            UnsupportedFeatureException.class,
            e -> assertThat(e.diagnostics().getFirst().code()).isEqualTo(Code.B_REFUSED))
        .hasMessageContainingAll(words);
  }

  @Test
  void aProgramAloneIsRefused() {
    refused(ExportInput.of(small().program()), "NEST: a program alone", "--hw");
  }

  @Test
  void anUnknownOptionsValueIsRefused() {
    refused(small().withOptions(Map.of("as", "dreamt")), "option as", "mapped or meant");
  }
}
