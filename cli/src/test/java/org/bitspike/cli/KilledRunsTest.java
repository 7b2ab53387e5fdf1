package org.bitspike.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.wire.RecordingFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed at any moment: at their start, in a tick, while they write. */
class KilledRunsTest {

  private static final int KILLS = 200;
  private static final int LATEST_MILLIS = 1_800;

  @TempDir Path folder;

  private int run(String... args) {
    StringWriter err = new StringWriter();
    int code =
        Bitspike.run(
            args, new Terminal(new PrintWriter(new StringWriter()), new PrintWriter(err), false));
    assertThat(code).as(err.toString()).isZero();
    return code;
  }

  @Test
  @Tag("long")
  void twoHundredKillsCostNoBit() throws Exception {
    Path root = Path.of(System.getProperty("bitspike.root", ".."));
    Path program = folder.resolve("net.bspp");
    Path straight = folder.resolve("straight.bspr");
    run(
        "compile",
        root.resolve("examples/pattern-learning/network.xml").toString(),
        "--hw",
        "generic-int8",
        "--duration",
        "10s",
        "-o",
        program.toString());
    run("emulate", program.toString(), "-o", straight.toString());
    Recording expected = RecordingFile.read(straight);

    Random random = new Random(4);
    Path snapshot = folder.resolve("run.bsps");
    Path after = folder.resolve("after.bspr");
    int kills = 0;
    int resumed = 0;
    int finished = 0;
    while (kills < KILLS || finished == 0) {
      boolean goesOn = Files.exists(snapshot);
      resumed += goesOn ? 1 : 0;
      Process process = start(program, snapshot, after, goesOn, random.nextInt(3));
      boolean ended =
          kills < KILLS
              ? process.waitFor(random.nextInt(LATEST_MILLIS), TimeUnit.MILLISECONDS)
              : process.waitFor(5, TimeUnit.MINUTES);
      if (!ended) {
        process.destroyForcibly().waitFor();
        kills++;
        continue;
      }
      assertThat(process.exitValue()).as(Files.readString(folder.resolve("said"))).isZero();
      assertThat(RecordingFile.read(after))
          .as("after %d kills", kills)
          .usingRecursiveComparison()
          .ignoringFields("info.engine")
          .isEqualTo(expected);
      finished++;
      Files.deleteIfExists(snapshot); // and from the beginning again
    }
    assertThat(resumed).as("runs taken up again").isGreaterThan(KILLS / 4);
  }

  /**
   * Starts a run.
   *
   * @param how 0 for the interpreter, else the threads of the fast engine
   */
  private Process start(Path program, Path snapshot, Path after, boolean goesOn, int how)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                "org.bitspike.cli.Main",
                "emulate",
                program.toString(),
                "--engine",
                how == 0 ? "interpreter" : "fast",
                "--snapshot",
                snapshot.toString(),
                "--snapshot-every",
                "50ms",
                "-o",
                after.toString()));
    if (how > 0) {
      command.addAll(List.of("--threads", String.valueOf(how)));
    }
    if (goesOn) {
      command.addAll(List.of("--resume", snapshot.toString()));
    }
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("said").toFile())
        .start();
  }
}
