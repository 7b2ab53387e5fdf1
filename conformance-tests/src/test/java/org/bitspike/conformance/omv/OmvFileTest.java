package org.bitspike.conformance.omv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.bitspike.conformance.omv.OmvResult.Line;
import org.bitspike.conformance.omv.OmvResult.Outcome;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading and scoring of tests that need no data of others. */
class OmvFileTest {

  private static final String MODEL =
      """
      <Lems>
        <Target component="sim"/>
        <Include file="Cells.xml"/>
        <Include file="Inputs.xml"/>
        <Include file="Networks.xml"/>
        <Include file="Simulation.xml"/>
        <iafCell id="lif" C="200pF" leakConductance="10nS" leakReversal="-60mV" thresh="-50mV" reset="-60mV"/>
        <spikeGenerator id="gen" period="10ms"/>
        <pulseGenerator id="step" delay="0ms" duration="1s" amplitude="0.2nA"/>
        <network id="net">
          <population id="cells" component="lif" size="1"/>
          <population id="clock" component="gen" size="1"/>
          <explicitInput target="cells[0]" input="step"/>
        </network>
        <Simulation id="sim" length="50ms" step="0.01ms" target="net">
          <OutputFile id="of" fileName="results/v.dat">
            <OutputColumn id="v" quantity="cells[0]/v"/>
          </OutputFile>
          <EventOutputFile id="ef" fileName="results/clock.spikes" format="ID_TIME">
            <EventSelection id="0" select="clock[0]" eventPort="spike"/>
          </EventOutputFile>
        </Simulation>
      </Lems>
      """;

  @TempDir private Path folder;

  private List<Line> score(String omt, String mep) throws IOException {
    Files.writeString(folder.resolve("model.xml"), MODEL);
    Files.writeString(folder.resolve("a.mep"), mep);
    OmvTest test = OmvFile.read(Files.writeString(folder.resolve("a.omt"), omt));
    return new OmvScore(List.of(), OptionalDouble.empty(), Optional.empty())
        .score(List.of(test))
        .getFirst()
        .lines();
  }

  @Test
  void observesTracesAndEvents() throws IOException {
    // C/g ln 2 = 13.86 ms to the first of threshold crossings that reset; 20 ms/ln 2 between them
    List<Line> lines =
        score(
            """
            target: model.xml
            engine: jNeuroML
            mep: a.mep
            experiments:
              trace:
                observables:
                  spike times:
                    file: { path: results/v.dat, columns: [0, 1], scaling: [1000, 1000] }
                    spike detection: { method: threshold, threshold: -50.1 }
                    tolerance: 0.01
              peaks:
                observables:
                  spike times:
                    file: { path: results/v.dat, columns: [0, 1], scaling: [1000, 1000] }
                    spike detection: { method: derivative }
                    tolerance: 0.01
              clock:
                observables:
                  spike times:
                    spiketimes file: { path: results/clock.spikes, format: ID_TIME }
                    tolerance: 1e-2
                  spike rate:
                    spiketimes file: { path: results/clock.spikes, format: ID_TIME, ids: '*' }
                    method: duration based
                    start_time: 0.005
                    end_time: 0.035
                    tolerance: 1e-6
              wrong:
                observables:
                  spike rate:
                    spiketimes file: { path: results/clock.spikes, format: ID_TIME }
              other:
                observables:
                  resting: { tolerance: 1 }
              nowhere:
                observables:
                  spike times:
                    file: { path: results/none.dat, columns: [0, 1] }
            """,
            """
            system: small
            experiments:
              trace: { expected: { spike times: [13.7, 27.6, 41.4] } }
              peaks: { expected: { spike times: [13.86, 27.73, 41.59] } }
              clock: { expected: { spike times: [0.01, 0.02, 0.03, 0.04, 0.05], spike rate: 100 } }
              wrong: { expected: { spike rate: 50 } }
              other: { expected: { resting: -60 } }
              nowhere: { expected: { spike times: [1] } }
            """);

    assertThat(lines)
        .extracting(Line::outcome)
        .containsExactly(
            Outcome.PASS,
            Outcome.PASS,
            Outcome.PASS,
            Outcome.PASS,
            Outcome.FAIL,
            Outcome.NOT_RUN,
            Outcome.FAIL);
    assertThat(lines.get(4).reason()).contains("expected 50.0, observed 100.0");
    assertThat(lines.get(6).reason()).isEqualTo("the model writes no file none.dat");
  }

  @Test
  void targetThatRunsPassesWithoutChecks() throws IOException {
    assertThat(score("target: model.xml\nengine: jLEMS\n", ""))
        .extracting(Line::outcome)
        .containsExactly(Outcome.PASS);
  }

  @Test
  void targetThatDoesNotRunFailsWithItsFinding() throws IOException {
    List<Line> lines = score("target: gone.xml\nengine: jLEMS\n", "");
    assertThat(lines).extracting(Line::outcome).containsExactly(Outcome.FAIL);
    assertThat(lines.getFirst().reason()).startsWith("BS-F019");
  }

  @Test
  void validationIsNotRunWithoutAValidator() throws IOException {
    assertThat(score("target: '*.xml'\nengine: jNeuroML_validate\n", ""))
        .extracting(Line::outcome)
        .containsExactly(Outcome.NOT_RUN);
  }

  @Test
  void tellsAllMistakesWithTheirLines() throws IOException {
    Files.writeString(
        folder.resolve("a.mep"), "experiments: { one: { expected: { spike times: [x] } } }");
    Path omt =
        Files.writeString(
            folder.resolve("a.omt"),
            """
            target: model.xml
            mep: a.mep
            experiments:
              one:
                observables:
                  spike times:
                    file: { path: v.dat, columns: [0, 1] }
                    spike detection: { method: guess }
                    tolerance: -1
                  spike rate: {}
              two: {}
            """);
    BitspikeException mistake =
        catchThrowableOfType(BitspikeException.class, () -> OmvFile.read(omt));
    assertThat(mistake.diagnostics())
        .allMatch(d -> d.code() == Code.K_BAD_CASE)
        .extracting(d -> d.where().line() + " " + d.message())
        .containsExactlyInAnyOrder(
            "9 a tolerance is at least 0, found -1.0",
            "8 method 'guess' is neither threshold nor derivative",
            "1 'x' is no number",
            "10 a.mep expects no 'spike rate' of 'one'",
            "11 a.mep has no experiment 'two'");
  }

  @Test
  void refusesWhatIsNoTest() throws IOException {
    for (String text : List.of("", "[1, 2]", "target: [", "engine: x", "target: '*.none'\n")) {
      Path omt = Files.writeString(folder.resolve("bad.omt"), text);
      assertThat(catchThrowableOfType(BitspikeException.class, () -> OmvFile.read(omt)))
          .as(text)
          .isNotNull();
    }
    assertThat(
            catchThrowableOfType(
                BitspikeException.class, () -> OmvFile.read(folder.resolve("gone.omt"))))
        .isNotNull();
  }
}
