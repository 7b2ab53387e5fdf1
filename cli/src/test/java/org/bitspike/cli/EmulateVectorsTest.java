package org.bitspike.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The processor's vectors are had by another process, and change nothing that is seen. */
class EmulateVectorsTest {

  @TempDir private Path folder;

  @Test
  void recordingsAreTheSameBytesWithAndWithoutVectors() throws Exception {
    Path example = Path.of(System.getProperty("bitspike.root", "..")).resolve("examples/balanced");
    String program = folder.resolve("net.bspp").toString();
    StringWriter said = new StringWriter();
    String[] compile = {
      "compile", example.resolve("network.xml").toString(), "--hw", "generic-int8", "-o", program
    };
    Terminal terminal = new Terminal(new PrintWriter(said), new PrintWriter(said), false);
    assertThat(Bitspike.run(compile, terminal)).as(said.toString()).isZero();
    Path plain = folder.resolve("plain.bspr");
    Path vectors = folder.resolve("vectors.bspr");
    assertThat(started("false", program, "-o", plain.toString())).isEmpty();
    assertThat(started("always", program, "-o", vectors.toString(), "--vectors")).isEmpty();
    assertThat(vectors).hasSameBinaryContentAs(plain);
    assertThat(started("always", "nothing.bspp", "--vectors"))
        .contains("nothing.bspp")
        .doesNotContain("WARN");
  }

  /** Runs {@code emulate} in a process of its own and gives what it says of trouble. */
  private String started(String vectors, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dbitspike.vectors=" + vectors,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "emulate",
                "--engine",
                "fast"));
    command.addAll(List.of(arguments));
    Path trouble = folder.resolve("trouble");
    Process process =
        new ProcessBuilder(command)
            .redirectError(trouble.toFile())
            .redirectOutput(folder.resolve("results").toFile())
            .start();
    int code = process.waitFor();
    String text = Files.readString(trouble);
    assertThat(code).as(text).isEqualTo(text.isEmpty() ? ExitCode.FINE : ExitCode.BAD_INPUT);
    return text;
  }
}
