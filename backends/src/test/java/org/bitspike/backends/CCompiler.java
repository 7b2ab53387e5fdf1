package org.bitspike.backends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The C compiler of this machine. */
final class CCompiler {

  private static final List<String> STRICT =
      List.of("gcc", "-std=c99", "-Wall", "-Wextra", "-Werror", "-pedantic");

  private CCompiler() {}

  /** Skips the test where there is no compiler, but fails it where one is due. */
  static void require() {
    boolean found =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "gcc")));
    if (Boolean.getBoolean("bitspike.ci")) {
      assertThat(found).as("gcc is needed where bitspike.ci is set").isTrue();
    }
    assumeTrue(found, "no gcc on this machine: exported C is not tested");
  }

  /**
   * Options that make a binary stop at undefined behaviour; skips the test where the compiler lacks
   * them.
   */
  static List<String> sanitizers(Path folder) {
    List<String> options = List.of("-fsanitize=undefined,address", "-fno-sanitize-recover=all");
    try {
      Files.writeString(folder.resolve("empty.c"), "int main(void) { return 0; }\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> command = new ArrayList<>(STRICT);
    command.addAll(options);
    command.addAll(List.of("empty.c", "-o", "empty"));
    boolean built =
        run(folder, command).status() == 0 && run(folder, List.of("./empty")).status() == 0;
    assumeTrue(
        built, "gcc has no sanitizers here: exported C is not tested for undefined behaviour");
    return options;
  }

  /** Compiles with all warnings as errors; fails with what the compiler said. */
  static void compile(Path folder, String program, List<String> options, List<String> sources) {
    List<String> command = new ArrayList<>(STRICT);
    command.addAll(options);
    command.addAll(sources);
    command.addAll(List.of("-o", program));
    Outcome outcome = run(folder, command);
    assertThat(outcome.status())
        .as("%s%n%s", command, String.join("\n", outcome.output()))
        .isZero();
  }

  /** What a command did. */
  record Outcome(int status, List<String> output) {}

  /** Runs a command to its end. */
  static Outcome run(Path folder, List<String> command) {
    try {
      Path output = Files.createTempFile(folder, "output", ".txt");
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      int status = process.waitFor();
      return new Outcome(status, Files.readAllLines(output));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
