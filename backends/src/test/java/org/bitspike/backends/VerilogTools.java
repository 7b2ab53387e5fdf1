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
import org.bitspike.ir.program.Program;
import org.bitspike.ir.spi.Backend.Artefact;

/** The Verilog simulators and the synthesis tool of this machine. */
final class VerilogTools {

  private VerilogTools() {}

  /** Skips the test where a tool is absent, but fails it where one is due. */
  static void require(String tool) {
    boolean found =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    if (Boolean.getBoolean("bitspike.ci")) {
      assertThat(found).as("%s is needed where bitspike.ci is set", tool).isTrue();
    }
    assumeTrue(found, "no " + tool + " on this machine: exported files are not tested with it");
  }

  /** Writes files into a folder. */
  static void write(Path folder, List<Artefact> files) {
    try {
      for (Artefact file : files) {
        Files.write(folder.resolve(file.path()), file.content());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The Verilog files among an export's. */
  static List<String> sources(List<Artefact> files, boolean testbench) {
    return files.stream()
        .map(Artefact::path)
        .filter(path -> path.endsWith(".v") && (testbench || !path.endsWith("_tb.v")))
        .toList();
  }

  /** Runs a command; fails, with what it said, unless it ends with 0. */
  static List<String> run(Path folder, List<String> command) {
    CCompiler.Outcome outcome = CCompiler.run(folder, command);
    assertThat(outcome.status())
        .as("%s%n%s", String.join(" ", command), String.join("\n", outcome.output()))
        .isZero();
    return outcome.output();
  }

  /** Runs testbenches with Icarus Verilog, all in one simulation; each writes its own dump. */
  static void icarus(Path folder, List<String> sources) {
    List<String> command = new ArrayList<>(List.of("iverilog", "-g2001", "-Wall", "-o", "all.vvp"));
    command.addAll(sources);
    assertThat(run(folder, command)).as("warnings of iverilog").isEmpty();
    run(folder, List.of("vvp", "-N", "all.vvp", "+dump"));
  }

  /** Runs testbenches with Verilator, all in one simulation; each writes its own dump. */
  static void verilator(Path folder, List<Program> programs, List<String> sources) {
    StringBuilder top = new StringBuilder("module all;\n");
    for (Program program : programs) {
      String name = program.info().name();
      top.append("  ").append(name).append("_tb ").append(name).append("_run ();\n");
    }
    try {
      Files.writeString(folder.resolve("all.v"), top + "endmodule\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> command = new ArrayList<>(List.of("verilator", "--binary", "-CFLAGS", "-O0"));
    command.addAll(List.of("-Wno-fatal", "--top-module", "all", "all.v"));
    command.addAll(sources);
    run(folder, command);
    run(folder, List.of("obj_dir/Vall", "+dump"));
  }

  /** The lines that a program's testbench wrote. */
  static List<String> dump(Path folder, Program program) {
    try {
      return Files.readAllLines(folder.resolve(program.info().name() + ".dump"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
