package org.bitspike.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bitspike.ir.diag.BitspikeBug;

/**
 * Runs a command in a process of its own that has the JVM's vector instructions. They are a module
 * that must be named at start, and the JVM then prints a warning about it, which is kept from the
 * user: results are the same bits with and without.
 */
final class VectorProcess {

  private static final String MODULE = "jdk.incubator.vector";
  private static final String WARNING = "WARNING: Using incubator modules: " + MODULE;

  private VectorProcess() {}

  /** Whether this process has them already. */
  static boolean isThisOne() {
    return ModuleLayer.boot().findModule(MODULE).isPresent();
  }

  /**
   * Runs the command again and gives its exit code.
   *
   * @param arguments the command line as the user wrote it
   */
  static int run(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      // a cache of classes is of no use to a process with other modules; an agent is not ours
      if (!option.startsWith("-XX:AOT") && !option.startsWith("-javaagent")) {
        command.add(option);
      }
    }
    command.add("--add-modules");
    command.add(MODULE);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    command.addAll(arguments);
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectInput(ProcessBuilder.Redirect.INHERIT)
              .redirectOutput(ProcessBuilder.Redirect.INHERIT)
              .start();
      forward(process.getErrorStream());
      return process.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new BitspikeBug("the process was interrupted", e);
    }
  }

  /** Passes everything on at once, but for the warning in the first line. */
  private static void forward(InputStream from) throws IOException {
    StringBuilder first = new StringBuilder();
    int read = from.read();
    while (read >= 0 && read != '\n' && first.length() < WARNING.length() + 2) {
      first.append((char) read);
      read = from.read();
    }
    if (!first.toString().strip().equals(WARNING)) {
      System.err.write(first.toString().getBytes(StandardCharsets.ISO_8859_1));
      if (read >= 0) {
        System.err.write(read);
      }
    }
    from.transferTo(System.err);
    System.err.flush();
  }
}
