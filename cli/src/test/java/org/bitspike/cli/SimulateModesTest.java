package org.bitspike.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a simulation goes on, draws, and finds what it includes. */
class SimulateModesTest {

  private static final String CELLS =
      """
      <Lems>
        <Include file="Cells.xml"/>
        <iafCell id="lif" C="200pF" leakConductance="10nS" leakReversal="-60mV" thresh="-50mV" reset="-60mV"/>
      </Lems>
      """;

  private static final String MODEL =
      """
      <Lems>
        <Target component="sim"/>
        <Include file="../shared/cells.xml"/>
        <Include file="Inputs.xml"/>
        <Include file="Networks.xml"/>
        <Include file="Simulation.xml"/>
        <spikeGeneratorPoisson id="noise" averageRate="50Hz"/>
        <pulseGenerator id="pulse" delay="0ms" duration="1s" amplitude="0.2nA"/>
        <network id="net">
          <population id="cells" component="lif" size="2"/>
          <population id="sources" component="noise" size="3"/>
          <explicitInput target="cells[0]" input="pulse"/>
        </network>
        <Simulation id="sim" length="200ms" step="0.1ms" target="net">
          <OutputFile id="of" fileName="v.dat"><OutputColumn id="v" quantity="cells[0]/v"/></OutputFile>
          <EventOutputFile id="ef" fileName="noise.spikes" format="TIME_ID">
            <EventSelection id="0" select="sources[0]" eventPort="spike"/>
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

  private String model() throws IOException {
    Files.createDirectories(folder.resolve("project/shared"));
    Files.createDirectories(folder.resolve("project/models"));
    Files.writeString(folder.resolve("project/shared/cells.xml"), CELLS);
    return Files.writeString(folder.resolve("project/models/model.xml"), MODEL).toString();
  }

  private String inProject() throws IOException {
    Files.createDirectories(folder.resolve("project/.git"));
    return model();
  }

  private byte[] recording(String... more) throws IOException {
    Path file = folder.resolve("run.bspr");
    String[] args = new String[more.length + 5];
    args[0] = "simulate";
    args[1] = inProject();
    args[2] = "--no-files";
    args[3] = "-o";
    args[4] = file.toString();
    System.arraycopy(more, 0, args, 5, more.length);
    assertThat(run(args)).as(err.toString()).isZero();
    return Files.readAllBytes(file);
  }

  @Test
  void includesWhatIsKeptTogetherWithTheModel() throws IOException {
    assertThat(run("simulate", inProject(), "--no-files")).as(err.toString()).isZero();
  }

  @Test
  void namesTheFolderToAllowForWhatLiesElsewhere() throws IOException {
    String model = model();
    assertThat(run("simulate", model, "--no-files")).isEqualTo(ExitCode.BAD_INPUT);
    Matcher option = Pattern.compile("add -I (\\S+),").matcher(err.toString());
    assertThat(option.find()).as(err.toString()).isTrue();
    String allowed = option.group(1);
    assertThat(Path.of(allowed)).isEqualTo(folder.resolve("project"));
    assertThat(run("simulate", model, "--no-files", "-I", allowed)).as(err.toString()).isZero();
  }

  @Test
  void threadsChangeNothing() throws IOException {
    byte[] one = recording("--threads", "1");
    assertThat(recording("--threads", "3")).isEqualTo(one);
    assertThat(recording("--threads", "3", "--random", "streams"))
        .isEqualTo(recording("--threads", "1", "--random", "streams"))
        .isNotEqualTo(one);
    assertThat(run("simulate", inProject(), "--no-files", "--threads", "-1"))
        .isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("BS-U001", "--threads -1 is below 0");
  }

  @Test
  void convergedModeWritesTheSameFiles() throws IOException {
    String target = folder.resolve("o").toString();
    assertThat(run("simulate", inProject(), "--mode", "converged", "-outputdir", target))
        .as(err.toString())
        .isZero();
    List<String> rows = Files.readAllLines(folder.resolve("o/v.dat"));
    assertThat(rows).hasSize(2001);
    // v = -60 mV + 20 mV (1 - exp(-t / 20 ms)), at the end of the run after its last reset: the
    // cell fires every 20 ms * ln 2
    double since = 200 % (20 * Math.log(2));
    assertThat(Double.parseDouble(rows.getLast().split("\t")[1]))
        .isCloseTo(-0.06 + 0.02 * (1 - Math.exp(-since / 20)), within(1e-8));
  }

  @Test
  void refusesWhatTheModeHasNoMeaningFor() throws IOException {
    String model = inProject();
    assertThat(run("simulate", model, "--no-files", "--tolerance", "1e-6"))
        .isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("--tolerance", "add --mode converged");
    assertThat(run("simulate", model, "--no-files", "--mode", "converged", "--random", "jlems"))
        .isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("BS-R001", "counter-based streams only");
    assertThat(run("simulate", model, "--no-files", "--mode", "converged", "--tolerance", "-1"))
        .isEqualTo(ExitCode.BAD_INPUT);
  }

  @Test
  void drawsRandomNumbersAsLemsOwnInterpreterDoes() throws IOException {
    Optional<Path> suite =
        Optional.ofNullable(System.getProperty("bitspike.data"))
            .map(data -> Path.of(data, "neuroml-suite"))
            .filter(Files::isDirectory);
    assumeTrue(suite.isPresent(), "no neuroml-suite below bitspike.data: nothing was compared");
    Path root = suite.orElseThrow();
    Path model = root.resolve("NeuroML2/LEMSexamples/LEMS_NML2_Ex23_Spiketimes.xml");
    String target = folder.resolve("o").toString();
    assertThat(run("simulate", model.toString(), "-I", root.toString(), "-outputdir", target))
        .as(err.toString())
        .isZero();
    // written by jLEMS 0.11.1
    for (String cells : List.of("hh", "iaf", "pynn")) {
      assertThat(folder.resolve("o/results/ex23." + cells + ".spikes"))
          .hasSameTextualContentAs(root.resolve("jlems_reference/ex23." + cells + ".spikes"));
    }
  }

  @Test
  void writesTheWeightsThatWereLearnt() throws IOException {
    Path root = Path.of(System.getProperty("bitspike.root", ".."));
    String model = root.resolve("examples/pattern-learning/network.xml").toString();
    Path weights = folder.resolve("below/weights.csv");
    String[] args = {
      "simulate", model, "--duration", "100ms", "--no-files", "--weights", weights.toString()
    };
    assertThat(run(args)).as(err.toString()).isZero();
    List<String> rows = Files.readAllLines(weights);
    assertThat(rows).hasSize(2001).startsWith("projection,pre,post,initial,final");
    assertThat(rows.subList(1, rows.size()))
        .allMatch(row -> row.matches("\\w+,\\d+,0,[\\d.E-]+,[\\d.E-]+"))
        .anyMatch(row -> !row.split(",")[3].equals(row.split(",")[4]));
  }

  /** In processes of their own, since one of the two has another module. */
  @Test
  void vectorsGiveTheSameBitsAndSayNothingOfHowTheyAreHad() throws Exception {
    String model = inProject();
    Path plain = folder.resolve("plain.bspr");
    Path vectors = folder.resolve("vectors.bspr");
    assertThat(started(model, "-o", plain.toString())).isEmpty();
    assertThat(started(model, "-o", vectors.toString(), "--vectors")).isEmpty();
    assertThat(Files.readAllBytes(vectors)).isEqualTo(Files.readAllBytes(plain));
    assertThat(started("nothing.xml", "--vectors")).contains("nothing.xml").doesNotContain("WARN");
  }

  /** Runs {@code simulate --no-files} and gives what it says of trouble. */
  private String started(String... arguments) throws Exception {
    List<String> command =
        new java.util.ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "simulate",
                "--no-files"));
    command.addAll(List.of(arguments));
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(command)
            .redirectError(said.toFile())
            .redirectOutput(folder.resolve("results").toFile())
            .start();
    int code = process.waitFor();
    String trouble = Files.readString(said);
    assertThat(code).as(trouble).isEqualTo(trouble.isEmpty() ? ExitCode.FINE : ExitCode.BAD_INPUT);
    return trouble;
  }
}
