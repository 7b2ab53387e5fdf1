package org.bitspike.conformance.chips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bitspike.conformance.Check;
import org.bitspike.conformance.CheckOptions;
import org.bitspike.conformance.CheckResult;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.recording.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model whose synapses learn goes from its file to the SpiNNaker profile and back. */
class SpinnakerLearningTest {

  private static final Path MODEL = Path.of("src/test/resources/cases/spinnaker-stdp.xml");

  /** Weight of one code; wMax is 32767 of them. */
  private static final double CODE = 1.0 / 32768;

  /**
   * Weights were seen to differ by up to 0.0116 where they move by up to 0.095. How much of it is
   * the 11 bits of the traces, and how much the pairing of spikes in one tick, has not been told
   * apart.
   */
  private static final double TOLERANCE = 0.0125;

  private static final double START = 0.5;

  private static double[] last(Recording recording) {
    return recording.weights().getLast().weight();
  }

  @Test
  void weightsMoveAsTheFloatRuleSays() {
    CheckResult result = Check.run(CheckOptions.of(MODEL, "spinnaker"));
    double[] meant = last(result.reference());
    double[] learnt = last(result.emulated());
    assertThat(learnt).hasSameSizeAs(meant);
    double farthest = 0;
    for (int c = 0; c < meant.length; c++) {
      double weight = learnt[c] * CODE;
      assertThat(weight).as("connection %s", c).isCloseTo(meant[c], within(TOLERANCE));
      farthest = Math.max(farthest, Math.abs(weight - START));
    }
    assertThat(farthest).isGreaterThan(7 * TOLERANCE);
  }

  @Test
  void aRuleThatTheChipLacksIsRefused(@TempDir Path folder) throws IOException {
    String model = Files.readString(MODEL).replace("plasticity=\"stdp\"", "plasticity=\"triplet\"");
    Path file = Files.writeString(folder.resolve("triplet.xml"), model);
    assertThatThrownBy(() -> Check.run(CheckOptions.of(file, "spinnaker")))
        .isInstanceOf(BitspikeException.class)
        .hasMessageContaining("BS-C014")
        .hasMessageContaining("tripletStdp")
        .hasMessageContaining("it has additiveStdp");
  }
}
