package org.bitspike.ir.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.generate.RandomProfiles;
import org.bitspike.ir.loss.LossReport;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.profile.NeuronModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One mistake at a time in a sound recording, loss report, verdict and profile. */
class ReportVerifiersTest {

  private static final String RECORDING =
      """
      # bitspike recording 1
      head { network: "n" engine: "reference/grid" tick_seconds: 1.0E-4 duration_ticks: 10 }
      spike_series { population: "p" size: 2 }
      spikes { tick: [0, 3, 3] neuron: [1, 0, 1] }
      spike_series { population: "q" size: 1 }
      trace { population: "p" index: 1 variable: "v" every_ticks: 2 code_format: "s8.4" }
      samples { value: [0.5, 1.0] code: [8, 16] }
      weight_series { projection: "e" tick: -1 }
      weights { connection: [4] weight: [0.5] }
      learning_series { projection: "e" word: "trace" }
      learning { tick: [5] connection: [0] }
      learning_values { value: [1.0] }
      range { population: "p" variable: "v" low: -0.07 high: -0.05 }
      """;
  private static final String LOSSES =
      """
      # bitspike losses 1
      head { network: "n" profile: "chip" synapses_meant: 10 synapses_realised: 8 }
      loss { code: "BS-C004" pass: "place" lost_synapses { projection: "e" neuron: 3 limit: 5 actual: 7 } }
      columns { connection: [2, 9] }
      loss { code: "BS-C008" pass: "delays" delay_changed { projection: "e" changed: 4 min_ticks: 1 max_ticks: 63 } }
      loss { code: "BS-C010" pass: "parameters" range_clamped { element: "p" parameter: "tau" low: 0.001 high: 0.01 } }
      format { block: "p" variable: "v" format: "s32.24" bound: 1.0 derivation: "static" }
      use { resource: "cores" used: 1 available: 4 }
      """;
  private static final String VERDICT =
      """
      # bitspike verdict 1
      subject: "n on chip"
      outcome: OUTCOME_DIFFERENT
      reason: "rates differ"
      metric { name: "rate" population: "p" value: 2.0 tolerance: 1.0 }
      first_divergence { population: "p" neuron: 1 time_seconds: 0.01 expected: "spike" actual: "none" }
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tick_seconds: 1.0E-4 | tick_seconds: nan | tick",
        "duration_ticks: 10 | duration_ticks: -1 | -1 ticks",
        "tick: [0, 3, 3] neuron: [1, 0, 1] | tick: [0, 3, 3] neuron: [1, 1, 0] | out of order",
        "tick: [0, 3, 3] | tick: [0, 3, 10] | tick 10 of 10",
        "neuron: [1, 0, 1] | neuron: [1, 0, 2] | neuron 2 of 2",
        "spike_series { population: \"q\" | spike_series { population: \"p\" | two series",
        "every_ticks: 2 | every_ticks: 0 | every 0",
        "code: [8, 16] | code: [8] | 1 codes and 2 values",
        "code: [8, 16] | code: [8, 1000] | outside s8.4",
        "weight_series { projection: \"e\" tick: -1 } | weight_series { projection: \"e\" tick: -2"
            + " } | tick is -2",
        "learning_values { value: [1.0] } | learning_values { value: [1.0, 2.0] } | 2 values for 1"
            + " events",
        "low: -0.07 | low: 0.0 | range"
      })
  void mistakesInRecordings(String sound, String wrong, String message) {
    check(RECORDING, RecordingText::parse, sound, wrong, "BS-P006", message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "synapses_realised: 8 | synapses_realised: 9 | -1 are unaccounted for",
        "connection: [2, 9] | connection: [2] | 1 are unaccounted for",
        "connection: [2, 9] | connection: [9, 2] | ascend",
        "min_ticks: 1 | min_ticks: 64 | 64 to 63",
        "low: 0.001 | low: 1.0 | range",
        "format: \"s32.24\" | format: \"x32\" | x32",
        "used: 1 | used: -1 | -1 of 4"
      })
  void mistakesInLossReports(String sound, String wrong, String message) {
    check(LOSSES, LossReportText::parse, sound, wrong, "BS-P006", message);
  }

  @Test
  void anUnknownCodeOfALossIsTold() {
    check(
        LOSSES, LossReportText::parse, "BS-C004", "BS-X004", "BS-P007", "there is no code BS-X004");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "reason: \"rates differ\" | reason: \" \" | no reason",
        "tolerance: 1.0 | tolerance: -1.0 | tolerance is -1.0",
        "OUTCOME_DIFFERENT | OUTCOME_EXACT | agree exactly",
        "time_seconds: 0.01 | time_seconds: nan | NaN",
        "name: \"rate\" | name: \"\" | no name"
      })
  void mistakesInVerdicts(String sound, String wrong, String message) {
    check(VERDICT, VerdictText::parse, sound, wrong, "BS-P006", message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PHASE_FIRE, | | BS-H004 | FIRE is missing",
        "PHASE_FIRE, | PHASE_FIRE, PHASE_FIRE, | BS-H004 | FIRE stands twice",
        "max_code: | max_code: -200 # | BS-H003 | smallest code",
        "entry_format: \"u16.8\" | entry_format: \"z\" | BS-H004 | z",
        "cores: | cores: 0 # | BS-H003 | outside 1.0",
        "merge: [1, 2 | merge: [2, 1 | BS-H003 | ascend",
        "bits: 10 | bits: 4 | BS-H003 | 15",
        "bits: 10 | bits: 40 | BS-H003 | 40.0 lies outside",
        "port: \"exc\" | port: \"g\" | BS-H004 | no input word g",
        "level: \"current\" | level: \"v\" | BS-H004 | no level word v"
      })
  void mistakesInProfiles(String sound, String wrong, String code, String message) {
    check(profile(), ProfileText::parse, sound, wrong == null ? "" : wrong, code, message);
  }

  /** A generated profile with a fixed neuron, receptors, registers and currents. */
  private static String profile() {
    for (long seed = 0; ; seed++) {
      HardwareProfile profile = RandomProfiles.profile(seed);
      if (profile.neuron() instanceof NeuronModel.Fixed fixed
          && !fixed.receptors().isEmpty()
          && !fixed.registers().isEmpty()
          && fixed.currents().isPresent()
          && profile.synapse().weight().maxCode() > 0) {
        return ProfileText.print(profile).replaceAll("(max_code|cores): (\\d+) ", "$1: $2\n");
      }
    }
  }

  @Test
  void theSoundOnesHaveNoFindings() {
    assertThat(RecordingText.print(RecordingText.parse(RECORDING))).isNotEmpty();
    LossReport report = LossReportText.parse(LOSSES);
    assertThat(report.isLossless()).isFalse();
    assertThat(VerdictText.parse(VERDICT).outcome().conforms()).isFalse();
    assertThat(ProfileText.parse(profile()).claims()).isNotNull();
  }

  private static void check(
      String text,
      Consumer<String> parse,
      String sound,
      String wrong,
      String code,
      String message) {
    assertThat(text).contains(sound);
    String changed = text.replaceFirst(Pattern.quote(sound), Matcher.quoteReplacement(wrong));
    BitspikeException e =
        catchThrowableOfType(BitspikeException.class, () -> parse.accept(changed));
    assertThat(e).as(changed).isNotNull();
    assertThat(e.diagnostics())
        .anySatisfy(
            d -> {
              assertThat(d.code().id()).isEqualTo(code);
              assertThat(d.message()).contains(message);
            });
  }
}
