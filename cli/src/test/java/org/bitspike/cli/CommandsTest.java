package org.bitspike.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {

  private static final String MODEL =
      """
      <Lems>
        <Target component="sim"/>
        <Include file="Cells.xml"/>
        <Include file="Synapses.xml"/>
        <Include file="Networks.xml"/>
        <Include file="Simulation.xml"/>
        <iafRefCell id="cell" C="200pF" leakConductance="10nS" leakReversal="-45mV" thresh="-50mV" reset="-60mV" refract="2ms"/>
        <expOneSynapse id="syn" gbase="1nS" erev="0mV" tauDecay="5ms"/>
        <network id="net">
          <population id="a" component="cell" size="2"/>
          <projection id="p" presynapticPopulation="a" postsynapticPopulation="a" synapse="syn">
            <connectionWD id="0" preCellId="../a[0]" postCellId="../a[1]" weight="0.5" delay="1ms"/>
          </projection>
        </network>
        <Simulation id="sim" length="100ms" step="0.1ms" target="net">
          <OutputFile id="of" fileName="results/v.dat"><OutputColumn id="v" quantity="a[0]/v"/></OutputFile>
          <EventOutputFile id="ef" fileName="results/spikes.dat" format="ID_TIME"><EventSelection id="0" select="a[1]" eventPort="spike"/></EventOutputFile>
        </Simulation>
      </Lems>
      """;

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Bitspike.run(args, new Terminal(new PrintWriter(out), new PrintWriter(err), false));
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void stepByStepGivesWhatCheckGives() throws IOException {
    String model = Files.writeString(folder.resolve("model.xml"), MODEL).toString();
    assertThat(run("import", model, "-o", file("net.bspn"))).as(err.toString()).isZero();
    assertThat(
            run(
                "simulate",
                file("net.bspn"),
                "-o",
                file("meant.bspr"),
                "--output-dir",
                file("files")))
        .isZero();
    assertThat(
            run(
                "compile",
                file("net.bspn"),
                "--hw",
                "generic-int8",
                "-o",
                file("net.bspp"),
                "--losses",
                file("losses.txt")))
        .isZero();
    assertThat(run("emulate", file("net.bspp"), "-o", file("happened.bspr"))).isZero();
    int compared =
        run("compare", file("meant.bspr"), file("happened.bspr"), "--junit", file("verdict.xml"));
    assertThat(run("export", file("net.bspp"), "--to", "c", "-o", file("c"))).isZero();
    int checked = run("check", model, "--hw", "generic-int8", "--report", file("report.html"));

    assertThat(compared).as(out + "\n" + err).isEqualTo(checked).isZero();
    assertThat(Files.readAllLines(folder.resolve("files/results/v.dat"))).hasSize(1001);
    assertThat(Files.readAllLines(folder.resolve("files/results/spikes.dat")))
        .isNotEmpty()
        .allMatch(l -> l.matches("0\t[0-9.E-]+"));
    assertThat(Files.readString(folder.resolve("report.html")))
        .startsWith("<!doctype html>")
        .contains("generic-int8");
    assertThat(Files.readString(folder.resolve("verdict.xml"))).contains("<testsuite");
    try (var exported = Files.list(folder.resolve("c"))) {
      assertThat(exported.map(p -> p.getFileName().toString()))
          .anyMatch(n -> n.endsWith(".c"))
          .anyMatch(n -> n.endsWith(".h"));
    }
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void runsADocumentWithoutASimulation() throws IOException {
    String document =
        MODEL
            .replaceAll("(?s)<Simulation.*</Simulation>", "")
            .replaceAll("<(Target|Include)[^>]*>", "")
            .replace("Lems>", "neuroml>");
    String model = Files.writeString(folder.resolve("model.nml"), document).toString();
    assertThat(run("simulate", model)).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("BS-F018");
    err.getBuffer().setLength(0);
    assertThat(run("simulate", model, "--duration", "50ms", "--step", "0.1ms"))
        .as(err.toString())
        .isZero();
  }

  @Test
  void printsJsonForMachines() throws IOException {
    String model = Files.writeString(folder.resolve("model.xml"), MODEL).toString();
    assertThat(run("check", model, "--hw", "brainscales1", "--json"))
        .isIn(ExitCode.FINE, ExitCode.DIFFERENT);
    Object tree = com.fasterxml.jackson.jr.ob.JSON.std.anyFrom(out.toString());
    assertThat(tree)
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsKeys("verdict", "losses", "diagnostics");
  }

  @Test
  void tellsWhatBecameOfAChipsOwnSpikes() throws IOException {
    String resting = MODEL.replace("leakReversal=\"-45mV\"", "leakReversal=\"-65mV\"");
    String model = Files.writeString(folder.resolve("model.xml"), resting).toString();
    String program = file("net.bspp");
    assertThat(run("check", model, "--hw", "odin", "--json", "-o", program))
        .as(err.toString())
        .isIn(ExitCode.FINE, ExitCode.DIFFERENT);
    assertThat(out.toString()).contains("\"counters\"", "\"queue\"", "\"lost\" : 0");
    out.getBuffer().setLength(0);
    assertThat(run("check", model, "--hw", "odin")).isIn(ExitCode.FINE, ExitCode.DIFFERENT);
    assertThat(out.toString()).contains("Events\n  queue: 0 sent, 0 delivered, 0 lost");
    out.getBuffer().setLength(0);
    assertThat(run("emulate", program, "--threads", "-1")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("BS-U001", "--threads is -1, not from 0 to 256");
    assertThat(run("emulate", program, "--threads", "2")).isZero();
    assertThat(out.toString()).containsPattern("queue +0 sent");
  }

  @Test
  void printsTheStateAfterAPass() throws IOException {
    String model = Files.writeString(folder.resolve("model.xml"), MODEL).toString();
    assertThat(run("compile", model, "--hw", "generic-int8", "--print-after", "all"))
        .as(err.toString())
        .isZero();
    assertThat(out.toString()).contains("after ");
  }

  @Test
  void listsAndPrintsProfiles() {
    assertThat(run("profiles")).isZero();
    assertThat(out.toString()).contains("brainscales1").contains("generic-int8");
    assertThat(run("profiles", "generic-int8")).as(err.toString()).isZero();
  }

  @Test
  void explainsCodesAndCompletesShells() {
    assertThat(run("explain", "bs-c004")).isZero();
    assertThat(out.toString()).contains("remedy");
    assertThat(run("generate-completion")).isZero();
    assertThat(out.toString()).contains("complete");
    assertThat(run()).isZero();
    assertThat(run("--version")).isZero();
  }
}
