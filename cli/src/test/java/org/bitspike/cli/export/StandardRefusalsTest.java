package org.bitspike.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.bitspike.conformance.ModelFile;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.spi.Backend;
import org.bitspike.ir.spi.ExportInput;
import org.bitspike.ir.spi.Fidelity;
import org.bitspike.ir.spi.RunOverrides;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the simulators' standard cells and synapses cannot say is refused by its name. */
class StandardRefusalsTest {

  private static final String INHIBITION =
      "<expOneSynapse id=\"inhibition\" gbase=\"1nS\" erev=\"-80mV\" tauDecay=\"10ms\"/>";

  @TempDir private Path folder;

  private ExportInput small(String... replacements) throws IOException {
    return Exports.mapped(
        Exports.network(Exports.variant("small.xml", folder, replacements)), "generic-int8");
  }

  private static void refused(String backend, ExportInput input, String... words) {
    Backend.Assessment assessment = Exports.backend(backend).assess(input);
    assertThat(assessment.fidelity()).isEqualTo(Fidelity.REFUSED);
    assertThat(assessment.reason()).contains(words);
    assertThat(assessment.diagnostics()).allMatch(d -> d.code() == Code.B_REFUSED);
  }

  @Test
  void synapsesWithoutAnEqualAreRefused() throws IOException {
    refused(
        "pynn",
        small(
            INHIBITION,
            "<expTwoSynapse id=\"inhibition\" gbase=\"1nS\" erev=\"-80mV\" tauRise=\"1ms\""
                + " tauDecay=\"10ms\"/>"),
        "expTwoSynapse",
        "inhToExc");
  }

  @Test
  void conductancesBelowZeroAreRefused() throws IOException {
    refused(
        "pynn",
        small(
            "weightMean=\"0.8\" weightSd=\"0.2\" weightMin=\"0.1\" weightMax=\"2\"",
            "weightMean=\"-0.8\" weightSd=\"0.2\" weightMin=\"-2\" weightMax=\"-0.1\""),
        "inhToExc",
        "below 0");
  }

  @Test
  void moreReceptorsThanTwoAreRefused() throws IOException {
    refused(
        "nest",
        small(
            INHIBITION,
            INHIBITION
                + "<expOneSynapse id=\"slow\" gbase=\"1nS\" erev=\"-90mV\" tauDecay=\"40ms\"/>",
            "<explicitInput",
            "<projection id=\"third\" presynapticPopulation=\"inh\""
                + " postsynapticPopulation=\"exc\" synapse=\"slow\"><connection id=\"0\""
                + " preCellId=\"../inh[0]\" postCellId=\"../exc[0]\"/></projection><explicitInput"),
        "population exc",
        "3 time constants and reversal potentials");
  }

  @Test
  void inputsWithoutAnEqualAreRefused() throws IOException {
    refused(
        "pynn",
        small(
            "<pulseGenerator id=\"pulse\" delay=\"30ms\" duration=\"40ms\" amplitude=\"0.2nA\"/>",
            "<rampGenerator id=\"pulse\" delay=\"30ms\" duration=\"40ms\" startAmplitude=\"0nA\""
                + " finishAmplitude=\"0.2nA\" baselineAmplitude=\"0nA\"/>"),
        "rampGenerator");
  }

  @Test
  void cellsWithoutAnEqualAreRefused() throws IOException {
    refused(
        "pynn",
        small(
            "<iafRefCell id=\"inhibitoryCell\" C=\"150pF\" leakConductance=\"10nS\""
                + " leakReversal=\"-65mV\" thresh=\"-52mV\" reset=\"-60mV\" refract=\"1ms\"/>",
            "<izhikevich2007Cell id=\"inhibitoryCell\" C=\"100pF\" v0=\"-60mV\""
                + " k=\"0.7nS_per_mV\" vr=\"-60mV\" vt=\"-40mV\" vpeak=\"35mV\" a=\"0.03per_ms\""
                + " b=\"-2nS\" c=\"-50mV\" d=\"100pA\"/>"),
        "izhikevich2007Cell",
        "population inh");
  }

  @Test
  void learningIsRefusedUnlessWeightsMayStay() {
    ExportInput input =
        Exports.mapped(
            ModelFile.read(
                    Exports.ROOT.resolve("examples/pattern-learning/network.xml"),
                    List.of(),
                    new RunOverrides(
                        OptionalDouble.of(0.01), OptionalDouble.empty(), Optional.empty()))
                .network(),
            "generic-int8");
    refused("pynn", input, "lutStdp", "has no equal");
    ExportInput still = input.withOptions(Map.of("learning", "static"));
    assertThat(Exports.backend("pynn").assess(still).fidelity()).isEqualTo(Fidelity.APPROXIMATE);
  }
}
