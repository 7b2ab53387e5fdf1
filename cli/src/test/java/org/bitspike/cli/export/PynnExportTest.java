package org.bitspike.cli.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.UnsupportedFeatureException;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.spi.Backend;
import org.bitspike.ir.spi.ExportInput;
import org.bitspike.ir.spi.Fidelity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Scripts for PyNN, run by PyNN 0.10.1 on brian2 2.5.1 (Debian 12: python3-pynn, python3-brian),
 * and those for pynn-brainscales by a stand-in that checks its rules.
 */
class PynnExportTest {

  /** Solvers differ in when a step's spike takes effect, and refractory periods by a step each. */
  private static final double WINDOW_MS = 2;

  @TempDir private Path folder;

  private final Backend backend = Exports.backend("pynn");

  private SpikeTimes runOnBrian2(ExportInput input) {
    Exports.needsPython("pyNN.brian2");
    Exports.write(backend, input, folder);
    Exports.Ran ran =
        Exports.run(folder, Map.of(), List.of("small.py", "brian2", "--spikes", "spikes.csv"));
    assertThat(ran.code()).as(ran.output()).isZero();
    return SpikeTimes.read(folder.resolve("spikes.csv"));
  }

  @Test
  void networkAsMeantGivesTheReferencesSpikesOnBrian2() {
    Network network = Exports.network(Exports.resource("small.xml"));
    ExportInput input = Exports.mapped(network, "generic-int8").withOptions(Map.of("as", "meant"));
    SpikeTimes ours = SpikeTimes.of(Exports.reference(network), List.of("exc", "inh"));
    SpikeTimes theirs = runOnBrian2(input);
    assertThat(ours.count()).isGreaterThan(200);
    assertThat(ours.matched(theirs, WINDOW_MS)).isGreaterThan(0.95);
  }

  @Test
  void networkAsMappedGivesTheEmulatorsSpikesOnBrian2() {
    Network network = Exports.network(Exports.resource("small.xml"));
    ExportInput input =
        Exports.mapped(
            network, "generic-int8", "synapse.weight.min_code=-2", "synapse.weight.max_code=1");
    SpikeTimes meant = SpikeTimes.of(Exports.reference(network), List.of("exc", "inh"));
    SpikeTimes mapped = SpikeTimes.of(Exports.emulated(input), List.of("exc", "inh"));
    SpikeTimes theirs = runOnBrian2(input);
    assertThat(mapped.matched(theirs, WINDOW_MS))
        .isGreaterThan(0.95)
        .isGreaterThan(meant.matched(theirs, WINDOW_MS) + 0.05);
  }

  @Test
  void flavourOfBrainscales2KeepsToItsRules() {
    Exports.needsPython("numpy");
    ExportInput input =
        Exports.mapped(Exports.network(Exports.resource("small.xml")), "generic-int8");
    Network network = input.network().orElseThrow();
    ExportInput withoutCurrents =
        new ExportInput(
            input.program(),
            java.util.Optional.of(without(network)),
            input.profile(),
            input.losses(),
            Map.of("flavour", "brainscales2"));
    Exports.write(backend, withoutCurrents, folder);
    Exports.Ran ran =
        Exports.run(
            folder,
            Map.of("PYTHONPATH", Exports.resource("stubs").toString()),
            List.of("small.py", "--spikes", "spikes.csv"));
    assertThat(ran.code()).as(ran.output()).isZero();
    assertThat(ran.output()).contains("30 neurons", "20 sources", "largest weight 63");
  }

  private static Network without(Network network) {
    return new Network(
        network.name(),
        network.types(),
        network.components(),
        network.populations(),
        network.projections(),
        List.of(),
        network.outputs(),
        network.run(),
        network.source());
  }

  private void refused(ExportInput input, String... words) {
    assertThat(backend.assess(input).fidelity()).isEqualTo(Fidelity.REFUSED);
    assertThatThrownBy(() -> backend.emit(input))
        .isInstanceOfSatisfying(
            UnsupportedFeatureException.class,
            e -> {
              assertThat(e.refusedBy()).isEqualTo("pynn");
              assertThat(e.diagnostics().getFirst().code()).isEqualTo(Code.B_REFUSED);
            })
        .hasMessageContainingAll(words);
  }

  private static ExportInput small() {
    return Exports.mapped(Exports.network(Exports.resource("small.xml")), "generic-int8");
  }

  @Test
  void aProgramAloneIsRefused() {
    refused(ExportInput.of(small().program()), "a program alone", "--hw");
  }

  @Test
  void anUnknownOptionsValueIsRefused() {
    refused(small().withOptions(Map.of("as", "dreamt")), "option as", "mapped", "meant");
    refused(small().withOptions(Map.of("flavour", "vanilla")), "option flavour", "brainscales2");
  }

  @Test
  void currentsAreRefusedInTheFlavourOfBrainscales2() {
    refused(small().withOptions(Map.of("flavour", "brainscales2")), "current sources");
  }
}
