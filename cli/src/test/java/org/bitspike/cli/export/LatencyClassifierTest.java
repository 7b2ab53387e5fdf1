package org.bitspike.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.spi.RunOverrides;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The classifier of spike latencies: as its generator writes it, and right about its patterns. */
class LatencyClassifierTest {

  private static final Path EXAMPLE = Exports.ROOT.resolve("examples/latency-classifier");
  private static final int CLASSES = 10;
  private static final int PATTERNS = 40;
  private static final double WINDOW_SECONDS = 0.05;

  /** Patterns whose class fires first, alone or with most spikes among those that do. */
  static int right(Recording recording) {
    Recording.SpikeSeries spikes = recording.spikesOf("out").orElseThrow();
    long window = Math.round(WINDOW_SECONDS / recording.tickSeconds());
    int right = 0;
    for (int pattern = 0; pattern < PATTERNS; pattern++) {
      long[] first = new long[CLASSES];
      int[] count = new int[CLASSES];
      Arrays.fill(first, Long.MAX_VALUE);
      for (int i = 0; i < spikes.tick().length; i++) {
        if (spikes.tick()[i] / window == pattern) {
          int neuron = spikes.neuron()[i];
          first[neuron] = Math.min(first[neuron], spikes.tick()[i]);
          count[neuron]++;
        }
      }
      int best = 0;
      for (int c = 1; c < CLASSES; c++) {
        if (first[c] < first[best] || (first[c] == first[best] && count[c] > count[best])) {
          best = c;
        }
      }
      right += best == pattern % CLASSES && first[best] < Long.MAX_VALUE ? 1 : 0;
    }
    return right;
  }

  static Network network() {
    return Exports.network(EXAMPLE.resolve("network.xml"));
  }

  /** On a finer step, for circuits that have no clock. */
  private static Network network(double stepSeconds) {
    return new RunOverrides(
            OptionalDouble.empty(), OptionalDouble.of(stepSeconds), Optional.empty())
        .applyTo(network());
  }

  @Test
  void fileIsWhatItsGeneratorWrites() throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Exports.Ran ran = Exports.run(java, EXAMPLE, Map.of(), List.of("LatencyClassifier.java"));
    assertThat(ran.output())
        .isEqualTo(Files.readString(EXAMPLE.resolve("network.xml"), StandardCharsets.UTF_8));
  }

  @Test
  void modelAsMeantIsRightAboutEveryPattern() {
    assertThat(right(Exports.reference(network()))).isEqualTo(PATTERNS);
  }

  @ParameterizedTest
  @CsvSource({
    "generic-int8, 1e-3, 40",
    "loihi-lava, 1e-3, 40",
    "spinnaker, 1e-3, 40",
    "brainscales1, 1e-4, 40",
    "odin, 1e-3, 40"
  })
  void mappedModelIsRightAboutSoManyPatterns(String profile, double stepSeconds, int expected) {
    assertThat(right(Exports.emulated(Exports.mapped(network(stepSeconds), profile))))
        .isEqualTo(expected);
  }
}
