package org.bitspike.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bitspike.compiler.Compilation;
import org.bitspike.compiler.CompileOptions;
import org.bitspike.compiler.Compiler;
import org.bitspike.conformance.Check;
import org.bitspike.emulator.Engines;
import org.bitspike.emulator.RunOptions;
import org.bitspike.frontends.lems.LemsFrontend;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.recording.Recording.Trace;
import org.bitspike.reference.EventTiming;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Point neurons with channels and synapses of many kinds, on the plain digital target with words of
 * 24 bits: every spike within a tick of the float run on the same grid, the membrane within a part
 * of its range all along.
 */
class PointDynamicsTest {

  @ParameterizedTest
  @CsvSource({
    "LEMS_NML2_Ex1_HH, 3e-3",
    "LEMS_NML2_Ex5_DetCell, 3e-3",
    "LEMS_NML2_Ex6_NMDA, 3e-3",
    "LEMS_NML2_Ex7_STP, 1e-2",
    "LEMS_NML2_Ex24_FractionalConductance, 1e-2",
  })
  void everySpikeIsWithinATickAndTheMembraneNearby(String name, double allowed) {
    Optional<Path> suite = SuiteModel.folder();
    assumeTrue(suite.isPresent(), "no neuroml-suite below bitspike.data: no model of it was run");
    Path folder = suite.orElseThrow();
    SuiteModel model =
        SuiteModel.all(folder).stream()
            .filter(m -> m.name().equals(name))
            .findFirst()
            .orElseThrow();
    Network network =
        new LemsFrontend().read(model.file(), List.of(folder.resolve("core"), folder)).network();
    Recording reference =
        ReferenceSimulator.simulate(
            network, SimulationOptions.defaults().withEventTiming(EventTiming.WHOLE_STEPS));
    Compilation compiled =
        Compiler.compile(
            network,
            Profiles.load("generic-int8", SuiteWidthsTest.overrides(24)),
            reference,
            CompileOptions.defaults());
    Recording emulated = Engines.run(compiled.program(), RunOptions.defaults());
    SpikeDeviation deviation =
        SpikeDeviation.of(reference, emulated, Check.sources(compiled.program()));
    assertThat(deviation.within(1)).as("%s", deviation).isTrue();
    int compared = 0;
    for (Trace meant : reference.traces()) {
      for (Trace happened : emulated.traces()) {
        if (meant.variable().equals("v")
            && happened.variable().equals("v")
            && meant.population().equals(happened.population())
            && meant.index() == happened.index()) {
          compared++;
          near(meant.values(), happened.values(), allowed);
        }
      }
    }
    assertThat(compared).as("membranes compared").isPositive();
  }

  private static void near(double[] meant, double[] happened, double allowed) {
    double range =
        Arrays.stream(meant).max().orElseThrow() - Arrays.stream(meant).min().orElseThrow();
    for (int k = 0; k < meant.length; k++) {
      assertThat(Math.abs(happened[k] - meant[k]))
          .as("at sample %d: %s instead of %s", k, happened[k], meant[k])
          .isLessThanOrEqualTo(allowed * range);
    }
  }
}
