package org.bitspike.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.wire.RecordingFile;
import org.bitspike.ir.wire.SnapshotFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are kept while they run, and taken up again. */
class SnapshotCommandTest {

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
        <Simulation id="sim" length="200ms" step="0.1ms" target="net">
          <OutputFile id="of" fileName="v.dat"><OutputColumn id="v" quantity="a[0]/v"/></OutputFile>
        </Simulation>
      </Lems>
      """;

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String program = "";

  private int run(String... args) {
    err.getBuffer().setLength(0);
    return Bitspike.run(args, new Terminal(new PrintWriter(out), new PrintWriter(err), false));
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private String compiled(String name, String duration) throws IOException {
    String model = Files.writeString(folder.resolve("model.xml"), MODEL).toString();
    assertThat(
            run("compile", model, "--hw", "generic-int8", "--duration", duration, "-o", file(name)))
        .as(err.toString())
        .isZero();
    return file(name);
  }

  @BeforeEach
  void compileTheModel() throws IOException {
    program = compiled("net.bspp", "200ms");
  }

  private void snapshot() {
    assertThat(
            run(
                "emulate",
                program,
                "--snapshot",
                file("run.bsps"),
                "--snapshot-every",
                "30ms",
                "-o",
                file("straight.bspr")))
        .as(err.toString())
        .isZero();
  }

  private Recording recording(String name) {
    return RecordingFile.read(folder.resolve(name));
  }

  private void sameAsStraight(String name) {
    assertThat(recording("straight.bspr").spikes().getFirst().count()).isGreaterThan(4);
    assertThat(recording(name))
        .usingRecursiveComparison()
        .ignoringFields("info.engine")
        .isEqualTo(recording("straight.bspr"));
  }

  @Test
  void aRunGoesOnFromASnapshotOnTheOtherEngine() {
    snapshot();
    assertThat(SnapshotFile.read(folder.resolve("run.bsps")).tick()).isEqualTo(1800);
    assertThat(
            run(
                "emulate",
                program,
                "--resume",
                file("run.bsps"),
                "--engine",
                "fast",
                "-o",
                file("resumed.bspr")))
        .as(err.toString())
        .isZero();
    sameAsStraight("resumed.bspr");
  }

  @Test
  void aKilledProcessLeavesItsLastSnapshotWhole() throws Exception {
    snapshot();
    Random random = new Random(7);
    for (int kill = 0; kill < 3; kill++) {
      Path kept = folder.resolve("killed-" + kill + ".bsps");
      Process process = start(kept);
      while (process.isAlive() && !Files.exists(kept)) {
        process.waitFor(2, TimeUnit.MILLISECONDS);
      }
      process.waitFor(random.nextInt(60), TimeUnit.MILLISECONDS);
      boolean killed = process.isAlive();
      process.destroyForcibly().waitFor();
      assertThat(killed).as("the run was still going on").isTrue();
      assertThat(SnapshotFile.read(kept).tick()).isBetween(1L, 1999L);
      assertThat(run("emulate", program, "--resume", kept.toString(), "-o", file("after.bspr")))
          .as(err.toString())
          .isZero();
      sameAsStraight("after.bspr");
    }
  }

  private Process start(Path kept) throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElse("java"),
            "-cp",
            System.getProperty("java.class.path"),
            "-XX:TieredStopAtLevel=1",
            "org.bitspike.cli.Main",
            "emulate",
            program,
            "--snapshot",
            kept.toString(),
            "--snapshot-every",
            "1")
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("child.txt").toFile())
        .start();
  }

  @Test
  void snapshotsThatCannotBeTakenUpAreRefused() throws IOException {
    snapshot();
    Path kept = folder.resolve("run.bsps");
    byte[] whole = Files.readAllBytes(kept);
    refused(
        Code.E_OTHER_RUN, "digest", compiled("other.bspp", "201ms"), "--resume", file("run.bsps"));
    Files.write(kept, Arrays.copyOf(whole, whole.length - 7));
    refused(Code.P_TRUNCATED, "run.bsps", program, "--resume", file("run.bsps"));
    byte[] damaged = whole.clone();
    damaged[whole.length / 2] ^= 4;
    Files.write(kept, damaged);
    refused(Code.P_CORRUPT, "run.bsps", program, "--resume", file("run.bsps"));
    byte[] newer = whole.clone();
    newer[11]++;
    Files.write(kept, newer);
    refused(Code.P_TOO_NEW, "run.bsps", program, "--resume", file("run.bsps"));
    refused(Code.P_NOT_OURS, "program, not a snapshot", program, "--resume", program);
    refused(Code.F_UNREADABLE, "none.bsps", program, "--resume", file("none.bsps"));
  }

  @Test
  void intervalsThatMakeNoSenseAreRefused() throws IOException {
    for (String every : List.of("never", "0", "-1", "0ms", "1e-9us", "5 minutes", "")) {
      refused(
          Code.U_USAGE,
          "--snapshot-every",
          program,
          "--snapshot=" + file("bad.bsps"),
          "--snapshot-every=" + every);
    }
    refused(Code.U_USAGE, "only one", program, "--snapshot", file("bad.bsps"));
    refused(Code.U_USAGE, "only one", program, "--snapshot-every", "5");
    refused(
        Code.P_UNWRITABLE,
        "none",
        program,
        "--snapshot-every=5",
        "--snapshot=" + folder.resolve("none").resolve("run.bsps"));
    assertThat(folder.resolve("bad.bsps")).doesNotExist();
  }

  private void refused(Code code, String place, String programFile, String... options)
      throws IOException {
    String[] args =
        Stream.concat(
                Stream.of("emulate", programFile, "-o", file("refused.bspr")), Stream.of(options))
            .toArray(String[]::new);
    assertThat(run(args)).as(err.toString()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains(code.id(), place);
    assertThat(folder.resolve("refused.bspr")).doesNotExist();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(Path::toString)).noneMatch(name -> name.endsWith(".tmp"));
    }
  }
}
