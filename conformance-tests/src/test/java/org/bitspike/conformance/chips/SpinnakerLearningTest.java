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
   * Weights were seen to differ by up to 0.0116 where they move by up to 0.090. All but 0.0004 of
   * it comes of ticks in which both sides fire: there the source's spike sees none of the target's,
   * not even earlier ones. The 11 bits of the traces make less than 0.0001 of it.
   */
  private static final double TOLERANCE = 0.0125;

  /** Left where such a spike sees the earlier ones; 0.0004 were seen. */
  private static final double WITHOUT_TIES = 0.0006;

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
  void mostOfTheDifferenceComesOfSpikesInOneTick() {
    CheckResult result =
        Check.run(CheckOptions.of(MODEL, "src/test/resources/cases/spinnaker-ties.yaml"));
    double[] meant = last(result.reference());
    double[] learnt = last(result.emulated());
    for (int c = 0; c < meant.length; c++) {
      assertThat(learnt[c] * CODE).as("connection %s", c).isCloseTo(meant[c], within(WITHOUT_TIES));
    }
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
