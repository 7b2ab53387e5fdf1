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
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.bitspike.emulator.ProgramBuilder;
import org.bitspike.emulator.RandomPrograms;
import org.bitspike.emulator.StateDump;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.fixed.Rounding;
import org.bitspike.ir.kernel.KernelText;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.Program.Columns;
import org.bitspike.ir.spi.Backend;
import org.bitspike.ir.spi.Backend.Artefact;
import org.bitspike.ir.spi.Fidelity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CBackendTest extends BackendContractTest {

  private static final int PER_BINARY = 50;

  @TempDir private Path folder = Path.of("");

  @Override
  Backend backend() {
    return new CBackend();
  }

  /** Gives a program a name of its own, so that many fit one binary. */
  private static Program named(Program p, String name) {
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
        p.probes());
  }

  private void write(List<Artefact> files) {
    files.stream()
        .filter(file -> !file.path().equals("README.txt"))
        .forEach(file -> write(file.path(), new String(file.content(), StandardCharsets.UTF_8)));
  }

  private void write(String path, String content) {
    try {
      Files.writeString(folder.resolve(path), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void randomProgramsGiveTheSameBits() {
    CCompiler.require();
    LongStream.range(0, 20)
        .parallel()
        .forEach(batch -> compareAll(batch * PER_BINARY, List.of(batch % 4 == 0 ? "-O1" : "-O0")));
  }

  @Test
  void noBehaviourIsUndefined() {
    CCompiler.require();
    compareAll(5000, CCompiler.sanitizers(folder));
  }

  private void compareAll(long firstSeed, List<String> options) {
    List<Program> programs =
        LongStream.range(firstSeed, firstSeed + PER_BINARY)
            .mapToObj(
                seed ->
                    named(
                        seed % 5 == 0 ? RandomPrograms.trapping(seed) : RandomPrograms.of(seed),
                        "p" + seed))
            .toList();
    StringBuilder sources = new StringBuilder();
    for (Program program : programs) {
      write(backend().emit(program));
      sources.append(included(program.info().name()));
    }
    String binary = "programs" + firstSeed;
    write(binary + ".c", sources + mainOf(programs));
    List<String> all = new ArrayList<>(options);
    all.add("-DBITSPIKE_PRINT");
    CCompiler.compile(folder, binary, all, List.of(binary + ".c"));
    CCompiler.Outcome outcome = CCompiler.run(folder, List.of("./" + binary));
    int at = 0;
    for (int p = 0; p < programs.size(); p++) {
      List<String> expected = StateDump.of(programs.get(p));
      int end = Math.min(outcome.output().size(), at + expected.size());
      compare(firstSeed + p, programs.get(p), expected, outcome.output().subList(at, end));
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

  private static void compare(
      long seed, Program program, List<String> expected, List<String> actual) {
    String tick = "";
    for (int line = 0; line < expected.size(); line++) {
      tick = expected.get(line).startsWith("tick") ? expected.get(line) : tick;
      String got = line < actual.size() ? actual.get(line) : "nothing";
      if (!expected.get(line).equals(got)) {
        String kernels =
            program.kernels().stream().map(KernelText::print).collect(Collectors.joining());
        fail(
            "seed %d, %s: expected%n  %s%nbut C gave%n  %s%n%s",
            seed, tick, expected.get(line), got, kernels);
      }
    }
  }

  @Test
  void everyRoundingOfEveryTieGivesTheSameBits() {
    CCompiler.require();
    StringBuilder states = new StringBuilder("kernel k { state n: s9");
    StringBuilder steps = new StringBuilder(" on tick { n = n + 1");
    for (Rounding rounding : Rounding.values()) {
      for (String overflow : List.of("saturate", "wrap")) {
        for (String format : List.of("s5.-1", "u4", "s64.1")) {
          String name =
              (rounding + "_" + overflow + "_" + format.replaceAll("[.-]", "_"))
                  .toLowerCase(Locale.ROOT);
          states.append(", ").append(name).append(": ").append(format).append(' ');
          states.append(rounding.name().toLowerCase(Locale.ROOT)).append(' ').append(overflow);
          steps.append(' ').append(name).append(" = n >> 2");
        }
      }
    }
    Program program =
        named(
            new ProgramBuilder(400)
                .kernel(states + steps.toString() + " } }")
                .neurons("n", "k", 1, Columns.NONE, ProgramBuilder.columns("n", -200))
                .build(),
            "rounding");
    write(backend().emit(program));
    CCompiler.compile(folder, "run", List.of("-O1", "-DBITSPIKE_MAIN"), List.of("rounding.c"));
    compare(0, program, StateDump.of(program), CCompiler.run(folder, List.of("./run")).output());
  }

  private static ProgramBuilder relay() {
    return new ProgramBuilder(4)
        .kernel(
            """
            kernel relay {
              state v: s16.4 unit "mV"
              input in: s8
              on tick { v = v + in if in > 0 { spike } }
            }
            """)
        .sources("stimulus/a", 2)
        .neurons("cell 1", "relay", 2, Columns.NONE, Columns.NONE)
        .spikes("stimulus/a", new long[] {0, 1})
        .synapses(
            "syn", "stimulus/a", "cell 1", "in", new int[] {0, 0, 3, 1}, new int[] {1, 1, 2, 2});
  }

  @Test
  void itsOwnMainPrintsTheRun() {
    CCompiler.require();
    Program program = named(relay().build(), "My net*/");
    write(backend().emit(program));
    CCompiler.compile(folder, "run", List.of("-O1", "-DBITSPIKE_MAIN"), List.of("my_net__.c"));
    assertThat(CCompiler.run(folder, List.of("./run")).output())
        .isEqualTo(StateDump.of(program))
        .contains("word cell 1.v 0 32");
  }

  @Test
  void sourcesCanBeFiredFromOutside() {
    CCompiler.require();
    write(backend().emit(named(relay().build(), "net")));
    write(
        "main.c",
        """
        #include <stdio.h>
        #include "net.h"
        int main(void) {
          net_reset();
          net_step();
          net_stimulus_a_fire(0);
          net_stimulus_a_fire(7);
          net_step();
          net_step();
          printf("%d %d %d\\n", (int)net_tick, (int)net_cell_1_spike_count, (int)net_cell_1_v[0]);
          return 0;
        }
        """);
    CCompiler.compile(folder, "run", List.of("-O1"), List.of("main.c", "net.c"));
    assertThat(CCompiler.run(folder, List.of("./run")).output()).containsExactly("3 2 48");
  }

  @Test
  void theHeaderNamesStatesWithTheirScale() {
    String header = text(backend().emit(named(relay().build(), "net")), "net.h");
    assertThat(header)
        .contains(
            "extern int16_t net_cell_1_v[2]; /* * 2^-4 mV */",
            "void net_step(void);",
            "#define NET_TICKS INT64_C(4)");
  }

  @Test
  void theTextSaysHowToCompile() {
    assertThat(text(backend().emit(named(relay().build(), "net")), "README.txt"))
        .contains("cc -std=c99 -O2 -DBITSPIKE_MAIN net.c -o net", "while (net_tick < NET_TICKS)");
  }

  private static String text(List<Artefact> files, String path) {
    return files.stream()
        .filter(f -> f.path().equals(path))
        .map(f -> new String(f.content(), StandardCharsets.UTF_8))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void delaysThatNeedTooMuchMemoryAreRefused() {
    Program program =
        relay()
            .synapses(
                "far",
                "cell 1",
                "cell 1",
                Optional.of("in"),
                Optional.empty(),
                0,
                Optional.empty(),
                new int[] {0, 0, 1, 1_000_000_000})
            .build();
    assertThat(backend().assess(program).fidelity()).isEqualTo(Fidelity.REFUSED);
    assertThat(backend().assess(program).diagnostics())
        .hasSize(1)
        .allMatch(d -> d.code() == Code.B_REFUSED);
    assertThat(backend().assess(program).reason()).contains("far", "16000000016 bytes");
  }
}
