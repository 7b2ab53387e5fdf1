package org.bitspike.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.bitspike.conformance.CheckListener.Stage;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.spi.RunOverrides;
import org.bitspike.ir.verdict.Verdict.Outcome;
import org.bitspike.reference.SimulationOptions.TraceRequest;
import org.junit.jupiter.api.Test;

class CheckTest {

  private static final Path RELAY = Path.of("src/test/resources/cases/relay.xml");

  @Test
  void goesFromAModelFileToAVerdictAndTellsEachStage() {
    List<Stage> stages = new ArrayList<>();
    List<Stage> progress = new ArrayList<>();
    CheckListener listener =
        new CheckListener() {
          @Override
          public void begins(Stage stage) {
            stages.add(stage);
          }

          @Override
          public void progress(Stage stage, long done, long all) {
            assertThat(done).isBetween(0L, all);
            progress.add(stage);
          }
        };
    CheckResult result = Check.run(CheckOptions.of(RELAY, "generic-int8").withListener(listener));
    assertThat(stages).containsExactly(Stage.values());
    assertThat(progress).contains(Stage.REFERENCE, Stage.EMULATE);
    assertThat(result.verdict().subject()).isEqualTo("relay on generic-int8");
    assertThat(result.verdict().outcome()).isEqualTo(Outcome.WITHIN_TOLERANCE);
    assertThat(result.losses().synapsesRealised()).isEqualTo(10);
    assertThat(Check.sources(result.program())).containsExactly("source");
  }

  @Test
  void theSameCheckGivesTheSameVerdict() {
    CheckOptions options = CheckOptions.of(RELAY, "brainscales1");
    assertThat(VerdictJson.print(Check.run(options).verdict()))
        .isEqualTo(VerdictJson.print(Check.run(options).verdict()));
  }

  @Test
  void runOverridesAndTracesAreObeyed() {
    RunOverrides run =
        new RunOverrides(OptionalDouble.of(0.05), OptionalDouble.empty(), Optional.of(3L));
    CheckResult result =
        Check.run(
            CheckOptions.of(RELAY, "generic-int8")
                .withRun(run)
                .withTrace(new TraceRequest("cells", 2, "v", 1)));
    assertThat(result.reference().durationTicks()).isEqualTo(500);
    assertThat(result.emulated().durationTicks()).isEqualTo(500);
    assertThat(result.reference().trace("cells", 2, "v")).isPresent();
    assertThat(result.network().run().seed()).isEqualTo(3);
  }

  @Test
  void missingModelsAndUnknownProfilesAreDiagnosed() {
    assertThat(codes(CheckOptions.of(Path.of("no-such-model.xml"), "generic-int8")))
        .containsExactly(Code.F_UNREADABLE);
    assertThat(codes(CheckOptions.of(RELAY, "no-such-chip")))
        .containsExactly(Code.H_UNKNOWN_PROFILE);
    assertThat(codes(CheckOptions.of(Path.of("pom.xml"), "generic-int8"))).isNotEmpty();
  }

  private static List<Code> codes(CheckOptions options) {
    return catchThrowableOfType(BitspikeException.class, () -> Check.run(options))
        .diagnostics()
        .stream()
        .map(d -> d.code())
        .toList();
  }
}
