package org.bitspike.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.bitspike.conformance.ModelFile;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.recording.Recording.SpikeSeries;
import org.bitspike.ir.recording.Recording.Trace;
import org.bitspike.ir.spi.RunOverrides;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The public NeuroML 2 examples run the same on the library's component types as on the standard's
 * own, where the arrangement of an equation may tell in the last digits only.
 */
class LibraryRunsTest {

  /** Long enough for inputs to begin and for most gates to move. */
  private static final double SECONDS = 0.01;

  @TestFactory
  Stream<DynamicTest> libraryAndStandardRunTheSame() {
    Optional<Path> suite = SuiteModel.folder();
    assumeTrue(
        suite.isPresent(), "no neuroml-suite below bitspike.data: no model was run on its types");
    Path folder = suite.orElseThrow();
    return SuiteModel.all(folder).stream()
        .map(model -> DynamicTest.dynamicTest(model.name(), () -> compare(model.file(), folder)));
  }

  private static void compare(Path file, Path folder) {
    Recording ours = run(file, List.of(folder));
    Recording theirs = run(file, List.of(folder, folder.resolve("core")));
    assertThat(ours.spikes()).hasSameSizeAs(theirs.spikes());
    for (int i = 0; i < ours.spikes().size(); i++) {
      SpikeSeries a = ours.spikes().get(i);
      SpikeSeries b = theirs.spikes().get(i);
      assertThat(a.tick()).as(a.population()).isEqualTo(b.tick());
      assertThat(a.neuron()).as(a.population()).isEqualTo(b.neuron());
    }
    assertThat(ours.traces()).hasSameSizeAs(theirs.traces());
    for (int i = 0; i < ours.traces().size(); i++) {
      compare(ours.traces().get(i), theirs.traces().get(i));
    }
  }

  private static void compare(Trace ours, Trace theirs) {
    assertThat(ours.variable()).isEqualTo(theirs.variable());
    double largest = Arrays.stream(theirs.values()).map(Math::abs).max().orElse(0);
    assertThat(ours.values())
        .as("%s[%d]/%s", ours.population(), ours.index(), ours.variable())
        .containsExactly(theirs.values(), within(1e-9 * largest));
  }

  private static Recording run(Path file, List<Path> includePath) {
    RunOverrides shorter =
        new RunOverrides(OptionalDouble.of(SECONDS), OptionalDouble.empty(), Optional.empty());
    return ReferenceSimulator.simulate(
        ModelFile.read(file, includePath, shorter).network(),
        SimulationOptions.defaults().withRecordRanges(false));
  }
}
