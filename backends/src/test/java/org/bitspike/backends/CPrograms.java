package org.bitspike.backends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.bitspike.emulator.StateDump;
import org.bitspike.ir.kernel.KernelText;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.spi.Backend.Artefact;

/** Exports many programs to one C file, runs it, and compares what it prints. */
final class CPrograms {

  private CPrograms() {}

  /** Gives a program a name of its own, so that many fit one binary. */
  static Program named(Program p, String name) {
    Program.Info i = p.info();
    return new Program(
        new Program.Info(
            name, i.bitspikeVersion(), i.profile(), i.profileDigest(), i.networkDigest(), i.seed()),
        p.tick(),
        p.durationTicks(),
        p.kernels(),
        p.tables(),
        p.neurons(),
        p.sources(),
        p.synapses(),
        p.learning(),
        p.stimulus(),
        p.probes(),
        p.events());
  }

  /** Writes the files of an export but for its text. */
  static void write(Path folder, List<Artefact> files) {
    files.stream()
        .filter(file -> !file.path().equals("README.txt"))
        .forEach(
            file -> write(folder, file.path(), new String(file.content(), StandardCharsets.UTF_8)));
  }

  static void write(Path folder, String path, String content) {
    try {
      Files.writeString(folder.resolve(path), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Compiles programs for this machine, runs them, and compares with the emulator. */
  static void compareAll(Path folder, String binary, List<Program> programs, List<String> options) {
    writeAll(folder, binary, programs);
    List<String> all = new ArrayList<>(options);
    all.add("-DBITSPIKE_PRINT");
    CCompiler.compile(folder, binary, all, List.of(binary + ".c"));
    compareAll(programs, CCompiler.run(folder, List.of("./" + binary)));
  }

  /** Writes a file that includes all programs and runs one after the other. */
  static void writeAll(Path folder, String binary, List<Program> programs) {
    StringBuilder sources = new StringBuilder();
    for (Program program : programs) {
      write(folder, new CBackend().emit(program));
      sources.append(included(program.info().name()));
    }
    write(folder, binary + ".c", sources + mainOf(programs));
  }

  /** Compares what such a file printed with the emulator. */
  static void compareAll(List<Program> programs, CCompiler.Outcome outcome) {
    int at = 0;
    for (Program program : programs) {
      List<String> expected = StateDump.of(program);
      int end = Math.min(outcome.output().size(), at + expected.size());
      compare(program, expected, outcome.output().subList(at, end));
      at = end;
    }
    assertThat(outcome.output()).hasSize(at);
    assertThat(outcome.status()).isZero();
  }

  /**
   * Includes a source; its functions of common names get names of their own, so that one file can
   * hold many sources.
   */
  private static String included(String name) {
    StringBuilder text = new StringBuilder();
    CRuntime.names().forEach(f -> text.append("#define " + f + " " + name + "_" + f + "\n"));
    text.append("#include \"" + name + ".c\"\n");
    CRuntime.names().forEach(f -> text.append("#undef ").append(f).append('\n'));
    return text.toString();
  }

  private static String mainOf(List<Program> programs) {
    StringBuilder text = new StringBuilder("int main(void) {\n");
    for (Program program : programs) {
      text.append(
          """
          P_reset();
          while (P_tick < UPPER_TICKS) {
            printf("tick %" PRId64 "\\n", P_tick);
            P_step();
            if (P_error) {
              printf("trap\\n");
              break;
            }
            P_print(stdout);
          }
          """
              .replace("UPPER", program.info().name().toUpperCase(Locale.ROOT))
              .replace("P_", program.info().name() + "_"));
    }
    return text.append("return 0;\n}\n").toString();
  }

  static void compare(Program program, List<String> expected, List<String> actual) {
    String tick = "";
    for (int line = 0; line < expected.size(); line++) {
      tick = expected.get(line).startsWith("tick") ? expected.get(line) : tick;
      String got = line < actual.size() ? actual.get(line) : "nothing";
      if (!expected.get(line).equals(got)) {
        String kernels =
            program.kernels().stream().map(KernelText::print).collect(Collectors.joining());
        fail(
            "%s, %s: expected%n  %s%nbut C gave%n  %s%n%s",
            program.info().name(), tick, expected.get(line), got, kernels);
      }
    }
  }
}
