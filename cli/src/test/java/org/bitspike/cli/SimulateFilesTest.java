package org.bitspike.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a simulation and of a score, as the standard's own tools name and write them. */
class SimulateFilesTest {

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
        <network id="net">
          <population id="cells" component="lif" size="1"/>
          <population id="clock" component="gen" size="1"/>
        </network>
        <Simulation id="sim" length="30ms" step="0.1ms" target="net">
          <OutputFile id="of" fileName="%s">
            <OutputColumn id="v" quantity="cells[0]/v"/>
            <OutputColumn id="w" quantity="%s"/>
          </OutputFile>
          <EventOutputFile id="ef" fileName="results/clock.spikes" format="TIME_ID">
            <EventSelection id="7" select="clock[0]" eventPort="spike"/>
          </EventOutputFile>
        </Simulation>
      </Lems>
      """;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Bitspike.run(args, new Terminal(new PrintWriter(out), new PrintWriter(err), false));
  }

  private String model(String traceFile, String second) throws IOException {
    return Files.writeString(folder.resolve("model.xml"), MODEL.formatted(traceFile, second))
        .toString();
  }

  private List<String> filesBelow(String name) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve(name))) {
      return files
          .filter(Files::isRegularFile)
          .map(f -> folder.relativize(f).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void takesTheOptionsOfJnml() throws IOException {
    String model = model("results/deep/v.dat", "cells[0]/v");
    assertThat(run("simulate", model, "-nogui", "-outputdir", folder.resolve("o").toString()))
        .as(err.toString())
        .isZero();
    assertThat(filesBelow("o")).containsExactly("o/results/clock.spikes", "o/results/deep/v.dat");
    List<String> rows = Files.readAllLines(folder.resolve("o/results/deep/v.dat"));
    assertThat(rows).hasSize(301).startsWith("0.0\t-0.06\t-0.06\t", "1.0E-4\t-0.06\t-0.06\t");
    assertThat(Files.readAllLines(folder.resolve("o/results/clock.spikes")))
        .allMatch(l -> l.matches("0\\.0[0-9]+\t7"))
        .hasSizeBetween(2, 3);
  }

  @Test
  void readsOnlyWhereAsked() throws IOException {
    String model = model("results/v.dat", "cells[0]/v");
    String target = folder.resolve("o").toString();
    assertThat(run("simulate", model, "-norun", "-outputdir", target)).isZero();
    assertThat(run("simulate", model, "--no-files", "-outputdir", target)).isZero();
    assertThat(folder.resolve("o")).doesNotExist();
  }

  @Test
  void refusesToWriteOutsideBeforeItRuns() throws IOException {
    for (String name : List.of("../../v.dat", "/tmp/v.dat", "")) {
      String model = model(name, "cells[0]/v");
      assertThat(run("simulate", model, "-outputdir", folder.resolve("o").toString()))
          .as(name)
          .isEqualTo(ExitCode.BAD_INPUT);
    }
    assertThat(err.toString()).contains("BS-P009", "outside", "--output-dir");
    assertThat(folder.resolve("o")).doesNotExist();
  }

  @Test
  void leavesWhatWasThereWhenAFolderCannotBeMade() throws IOException {
    Files.createDirectories(folder.resolve("o"));
    Files.writeString(folder.resolve("o/results"), "in the way");
    String model = model("v.dat", "cells[0]/v");
    assertThat(run("simulate", model, "-outputdir", folder.resolve("o").toString()))
        .isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("BS-P009", "the folder cannot be made");
    assertThat(filesBelow("o")).containsExactly("o/results");
  }

  @Test
  void eventsAreThoseOfLemsOwnInterpreterToTheByte() throws IOException {
    Optional<Path> suite =
        Optional.ofNullable(System.getProperty("bitspike.data"))
            .map(data -> Path.of(data, "neuroml-suite"))
            .filter(Files::isDirectory);
    assumeTrue(suite.isPresent(), "no neuroml-suite below bitspike.data: nothing was compared");
    Path model = suite.orElseThrow().resolve("NeuroML2/LEMSexamples/LEMS_NML2_Ex12_Net2.xml");
    String target = folder.resolve("o").toString();
    assertThat(
            run(
                "simulate",
                model.toString(),
                "-nogui",
                "-I",
                suite.orElseThrow().toString(),
                "-outputdir",
                target))
        .as(err.toString())
        .isZero();
    // written by jLEMS 0.11.1
    assertThat(folder.resolve("o/results/ex12.spikes"))
        .hasSameTextualContentAs(suite.orElseThrow().resolve("jlems_reference/ex12.spikes"));
  }

  @Test
  void drawsDisplays() throws IOException {
    String model =
        Files.writeString(
                folder.resolve("model.xml"),
                MODEL
                    .formatted("v.dat", "cells[0]/v")
                    .replace(
                        "<OutputFile",
                        "<Display id=\"d\" title=\"A &lt;cell\" timeScale=\"1ms\" xmin=\"0\""
                            + " xmax=\"30\" ymin=\"-80\" ymax=\"0\"><Line id=\"v\""
                            + " quantity=\"cells[0]/v\" scale=\"1mV\" timeScale=\"1ms\""
                            + " color=\"#ff0000\"/></Display><OutputFile"))
            .toString();
    Path report = folder.resolve("r.html");
    assertThat(run("simulate", model, "--no-files", "--report", report.toString()))
        .as(err.toString())
        .isZero();
    assertThat(Files.readString(report))
        .contains("<h2>A &lt;cell</h2>", "stroke=\"#ff0000\"", ">mV<", "clock");
    assertThat(run("import", model, "-o", folder.resolve("n.bspn").toString())).isZero();
    Path again = folder.resolve("again.html");
    String network = folder.resolve("n.bspn").toString();
    assertThat(run("simulate", network, "--no-files", "--report", again.toString())).isZero();
    assertThat(again)
        .as("a network file keeps its displays")
        .content()
        .contains("<h2>A &lt;cell</h2>", "stroke=\"#ff0000\"", ">mV<");
  }

  @Test
  void importsHdf5() throws IOException {
    Path document =
        Files.writeString(
            folder.resolve("net.nml"),
            """
            <neuroml id="doc">
              <iafCell id="cell" C="200pF" leakConductance="10nS" leakReversal="-60mV" thresh="-50mV" reset="-60mV"/>
              <network id="net"><population id="p" component="cell" size="3"/></network>
            </neuroml>
            """);
    String hdf5 = folder.resolve("below/net.nml.h5").toString();
    assertThat(run("import", document.toString(), "-o", hdf5)).as(err.toString()).isZero();
    assertThat(out.toString()).contains("neurons      3").doesNotContain("duration");
    assertThat(run("import", hdf5, "--duration", "1ms", "--step", "0.1ms")).isZero();
    assertThat(run("import", hdf5, "-o", hdf5)).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("BS-U002", "give the .nml file");
    Path none = Files.writeString(folder.resolve("none.h5"), "<neuroml/>");
    assertThat(run("import", none.toString())).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("BS-F019");
  }

  @Test
  void scoresTests() throws IOException {
    model("results/v.dat", "cells[0]/v");
    Files.writeString(
        folder.resolve("a.mep"),
        "experiments: { tick: { expected: { spike times: [10, 20.1, 30] } } }\n");
    String omt =
        """
        target: model.xml
        engine: jNeuroML
        mep: a.mep
        experiments:
          tick:
            observables:
              spike times:
                spiketimes file: { path: results/clock.spikes, format: TIME_ID, ids: 7, scaling: 1000 }
                tolerance: %s
        """;
    Files.writeString(folder.resolve("a.omt"), omt.formatted("0.02"));
    Path junit = folder.resolve("score.xml");
    int fine = run("score", folder.toString(), "--junit", junit.toString());
    assertThat(fine).as(out + "\n" + err).isZero();
    assertThat(out.toString()).contains("tick", "pass", "1 passed, 0 failed, 0 not run");
    assertThat(Files.readString(junit)).contains("tests=\"1\" failures=\"0\"");
    assertThat(run("score", folder.resolve("a.omt").toString(), "--tolerance", "0", "--json"))
        .isEqualTo(ExitCode.DIFFERENT);
    assertThat(out.toString()).contains("\"outcome\" : \"fail\"", "maxRelativeDeviation");

    assertThat(run("score", folder.resolve("gone.omt").toString())).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run("score", folder.toString(), "--engine", "none")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run("score", folder.toString(), "--tolerance", "-1")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("BS-K002", "BS-U001", "there are jNeuroML");
    assertThat(filesBelow(""))
        .as("a score leaves nothing behind")
        .containsExactlyInAnyOrder("a.mep", "a.omt", "model.xml", "score.xml");
  }
}
