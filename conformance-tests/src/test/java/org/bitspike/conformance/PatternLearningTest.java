package org.bitspike.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.tools.ToolProvider;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.recording.Recording.WeightSeries;
import org.bitspike.ir.spi.RunOverrides;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pattern-learning example: the pattern's weights grow on the emulated chip, and LEMS and Java
 * give one network.
 */
class PatternLearningTest {

  private static final Path FOLDER =
      Path.of(System.getProperty("bitspike.root", "..")).resolve("examples/pattern-learning");

  @TempDir Path classes;

  @Test
  void weightsOfThePatternGrowAndTheOthersShrink() {
    CheckResult result = Check.run(CheckOptions.of(FOLDER.resolve("network.xml"), "generic-int8"));
    for (Recording run : List.of(result.reference(), result.emulated())) {
      assertThat(strong(run, "fromPattern")).as("strong synapses of the pattern").isGreaterThan(50);
      assertThat(strong(run, "fromBackground"))
          .as("strong synapses of the background")
          .isLessThan(30);
      assertThat(mean(last(run, "fromPattern")))
          .isGreaterThan(1.4 * mean(last(run, "fromBackground")));
      assertThat(mean(last(run, "fromBackground")))
          .isLessThan(0.75 * mean(first(run, "fromBackground")));
    }
    assertThat(strongAtStart(result.emulated())).isZero();
  }

  @Test
  void javaAndLemsGiveOneNetwork() throws Exception {
    Path lems = FOLDER.resolve("network.xml");
    Network fromJava = builtInJava(lems);
    Network fromLems =
        ModelFile.read(
                lems,
                List.of(),
                new RunOverrides(OptionalDouble.of(1), OptionalDouble.empty(), Optional.empty()))
            .network();
    for (int p = 0; p < 2; p++) {
      ConnectionTable a = fromJava.projections().get(p).connectivity().expand(1000, 1, false);
      ConnectionTable b = fromLems.projections().get(p).connectivity().expand(1000, 1, false);
      assertThat(a.size()).isEqualTo(b.size()).isEqualTo(1000);
      for (int c = 0; c < a.size(); c++) {
        assertThat(a.weight(c)).isEqualTo(b.weight(c));
      }
    }
    Recording java = ReferenceSimulator.simulate(fromJava, SimulationOptions.defaults());
    Recording xml = ReferenceSimulator.simulate(fromLems, SimulationOptions.defaults());
    assertThat(java.spikesOf("neuron").orElseThrow().tick())
        .isNotEmpty()
        .isEqualTo(xml.spikesOf("neuron").orElseThrow().tick());
  }

  private Network builtInJava(Path lems) throws ReflectiveOperationException, IOException {
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                FOLDER.resolve("PatternLearning.java").toString());
    assertThat(compiled).isZero();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      return (Network)
          loader
              .loadClass("PatternLearning")
              .getMethod("build", Path.class, double.class)
              .invoke(null, lems, 1.0);
    }
  }

  private static WeightSeries first(Recording run, String projection) {
    return run.weights().stream()
        .filter(w -> w.projection().equals(projection))
        .findFirst()
        .orElseThrow();
  }

  private static WeightSeries last(Recording run, String projection) {
    return run.weights().stream()
        .filter(w -> w.projection().equals(projection))
        .reduce((a, b) -> b)
        .orElseThrow();
  }

  private static double mean(WeightSeries weights) {
    return Arrays.stream(weights.weight()).average().orElseThrow();
  }

  private static long strong(Recording run, String projection) {
    return Arrays.stream(last(run, projection).weight()).filter(w -> w >= 12).count();
  }

  private static long strongAtStart(Recording run) {
    return Arrays.stream(first(run, "fromPattern").weight()).filter(w -> w >= 12).count();
  }
}
