package org.bitspike.backends;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;
import org.bitspike.emulator.ProgramBuilder;
import org.bitspike.emulator.RandomPrograms;
import org.bitspike.emulator.StateDump;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.fixed.Rounding;
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

  private void write(List<Artefact> files) {
    CPrograms.write(folder, files);
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

  private static List<Program> random(long firstSeed) {
    return LongStream.range(firstSeed, firstSeed + PER_BINARY)
        .mapToObj(
            seed ->
                CPrograms.named(
                    seed % 5 == 0 ? RandomPrograms.trapping(seed) : RandomPrograms.of(seed),
                    "p" + seed))
        .toList();
  }

  private void compareAll(long firstSeed, List<String> options) {
    CPrograms.compareAll(folder, "programs" + firstSeed, random(firstSeed), options);
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
        CPrograms.named(
            new ProgramBuilder(400)
                .kernel(states + steps.toString() + " } }")
                .neurons("n", "k", 1, Columns.NONE, ProgramBuilder.columns("n", -200))
                .build(),
            "rounding");
    write(backend().emit(program));
    CCompiler.compile(folder, "run", List.of("-O1", "-DBITSPIKE_MAIN"), List.of("rounding.c"));
    CPrograms.compare(
        program, StateDump.of(program), CCompiler.run(folder, List.of("./run")).output());
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
    Program program = CPrograms.named(relay().build(), "My net*/");
    write(backend().emit(program));
    CCompiler.compile(folder, "run", List.of("-O1", "-DBITSPIKE_MAIN"), List.of("my_net__.c"));
    assertThat(CCompiler.run(folder, List.of("./run")).output())
        .isEqualTo(StateDump.of(program))
        .contains("word cell 1.v 0 32");
  }

  @Test
  void sourcesCanBeFiredFromOutside() {
    CCompiler.require();
    write(backend().emit(CPrograms.named(relay().build(), "net")));
    CPrograms.write(
        folder,
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
    String header = text(backend().emit(CPrograms.named(relay().build(), "net")), "net.h");
    assertThat(header)
        .contains(
            "extern int16_t net_cell_1_v[2]; /* * 2^-4 mV */",
            "void net_step(void);",
            "#define NET_TICKS INT64_C(4)");
  }

  @Test
  void theTextSaysHowToCompile() {
    assertThat(text(backend().emit(CPrograms.named(relay().build(), "net")), "README.txt"))
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
