package org.bitspike.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.bitspike.conformance.ModelFile;
import org.bitspike.conformance.omv.Observer;
import org.bitspike.conformance.suite.SuiteModel.SuiteCheck;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.spi.RunOverrides;
import org.bitspike.reference.CableOptions;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;
import org.bitspike.reference.cable.StateScheme;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The observations of the public NeuroML 2 examples that only NEURON is asked for: cells of several
 * segments, a cell of one segment written in several files, and a rate over all cells. They must be
 * within a thousandth (their expected values are NEURON's own at the step of the example).
 */
class CableSuiteTest {

  private static final double TOLERANCE = 1e-3;

  @TestFactory
  Stream<DynamicTest> observationsAskedOfNeuronAloneAreWithinAThousandth() {
    Optional<Path> folder = SuiteModel.folder();
    assumeTrue(folder.isPresent(), "no neuroml-suite below bitspike.data: cables were not scored");
    List<SuiteModel> models =
        SuiteModel.all(folder.orElseThrow()).stream()
            .filter(m -> m.checks().stream().anyMatch(c -> !c.scored()))
            .toList();
    assertThat(models.stream().flatMap(m -> m.checks().stream()).filter(c -> !c.scored()))
        .hasSize(9);
    return models.stream()
        .map(m -> DynamicTest.dynamicTest(m.name(), () -> score(folder.orElseThrow(), m)));
  }

  private static void score(Path folder, SuiteModel model) throws Exception {
    Network network = ModelFile.read(model.file(), List.of(folder), RunOverrides.NONE).network();
    Recording recording =
        ReferenceSimulator.simulate(
            network,
            SimulationOptions.defaults()
                .withRecordRanges(false)
                .withCables(new CableOptions(CableOptions.Cells.ALL, StateScheme.GRID)));
    Path parent = Optional.ofNullable(model.file().toAbsolutePath().getParent()).orElseThrow();
    Observer observer = new Observer(network, recording, parent);
    for (SuiteCheck c : model.checks()) {
      if (!c.scored()) {
        double[] observed = observer.observe(c.check(), parent);
        double[] expected = c.check().expected();
        assertThat(observed).as(c.check().experiment()).hasSameSizeAs(expected);
        double worst = 0;
        for (int k = 0; k < expected.length; k++) {
          worst = Math.max(worst, Math.abs(observed[k] / expected[k] - 1));
        }
        System.out.printf(
            Locale.ROOT, "%s %s: deviation %.1e%n", model.name(), c.check().experiment(), worst);
        assertThat(worst).as(c.check().experiment()).isLessThanOrEqualTo(TOLERANCE);
      }
    }
  }
}
