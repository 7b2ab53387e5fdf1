package org.bitspike.backends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bitspike.backends.verilog.VerilogBackend;
import org.bitspike.emulator.ProgramBuilder;
import org.bitspike.emulator.RandomPrograms;
import org.bitspike.emulator.StateDump;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.fixed.Rounding;
import org.bitspike.ir.kernel.KernelText;
import org.bitspike.ir.program.EventSchedule;
import org.bitspike.ir.program.LearningRule;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.Program.Columns;
import org.bitspike.ir.program.SynapseBlock.Plasticity;
import org.bitspike.ir.spi.Backend;
import org.bitspike.ir.spi.Backend.Artefact;
import org.bitspike.ir.spi.Backend.Assessment;
import org.bitspike.ir.spi.Fidelity;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerilogBackendTest extends BackendContractTest {

  @TempDir private Path folder = Path.of("");

  @Override
  Backend backend() {
    return new VerilogBackend();
  }

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

  /** Random programs that the backend takes. */
  private List<Program> random(long firstSeed, int count) {
    List<Program> programs = new ArrayList<>();
    for (long seed = firstSeed; programs.size() < count; seed++) {
      Program program =
          named(
              seed % 3 == 0 ? RandomPrograms.trapping(seed) : RandomPrograms.of(seed), "p" + seed);
      if (backend().assess(program).fidelity() != Fidelity.REFUSED) {
        programs.add(program);
      }
    }
    return programs;
  }

  private List<String> write(List<Program> programs) {
    List<String> sources = new ArrayList<>();
    for (Program program : programs) {
      List<Artefact> files =
          backend().emit(program).stream().filter(f -> !f.path().equals("README.txt")).toList();
      VerilogTools.write(folder, files);
      sources.addAll(VerilogTools.sources(files, true));
    }
    return sources;
  }

  private void compareDumps(List<Program> programs) {
    for (Program program : programs) {
      compare(program, StateDump.of(program), VerilogTools.dump(folder, program));
    }
  }

  private static void compare(Program program, List<String> expected, List<String> actual) {
    String tick = "";
    for (int line = 0; line < expected.size(); line++) {
      tick = expected.get(line).startsWith("tick") ? expected.get(line) : tick;
      String got = line < actual.size() ? actual.get(line) : "nothing";
      if (!expected.get(line).equals(got)) {
        fail(
            "%s, %s: expected%n  %s%nbut Verilog gave%n  %s%n%s",
            program.info().name(),
            tick,
            expected.get(line),
            got,
            program.kernels().stream().map(KernelText::print).collect(Collectors.joining()));
      }
    }
    assertThat(actual).hasSameSizeAs(expected);
  }

  private void icarus(List<Program> programs) {
    VerilogTools.require("iverilog");
    VerilogTools.icarus(folder, write(programs));
    compareDumps(programs);
  }

  private void verilator(List<Program> programs) {
    VerilogTools.require("verilator");
    VerilogTools.verilator(folder, programs, write(programs));
    compareDumps(programs);
  }

  @Test
  void randomProgramsGiveTheSameBits() {
    icarus(random(0, 24));
  }

  @Test
  @Tag("long")
  void manyRandomProgramsGiveTheSameBits() {
    for (int batch = 1; batch < 10; batch++) {
      icarus(random(1000L * batch, 30));
    }
  }

  @Test
  @Tag("long")
  void randomProgramsGiveTheSameBitsInVerilator() {
    verilator(random(20_000, 12));
  }

  @Test
  void networksOfTheProfilesGiveTheSameBitsInBothSimulators() {
    List<Program> programs = ChipPrograms.all();
    for (Program program : programs) {
      assertThat(StateDump.of(program))
          .as("%s is not silent", program.info().name())
          .anyMatch(line -> line.startsWith("spikes exc "));
    }
    icarus(programs);
    verilator(programs.subList(2, 3));
  }

  /** Tables and traces of one chip, epochs and random numbers of another. */
  @Test
  void synapsesThatLearnGiveTheSameBitsInBothSimulators() {
    List<Program> programs =
        List.of(
            ChipPrograms.learning("spinnaker", "tables", 32767.0 / 8192, 0.02),
            ChipPrograms.learning("loihi-lava-learning", "epochs", 4, 0.05));
    for (Program program : programs) {
      List<String> weights =
          StateDump.of(program).stream().filter(l -> l.matches("word .*\\.weight .*")).toList();
      assertThat(weights.stream().distinct().count())
          .as("%s learns", program.info().name())
          .isGreaterThan(20);
    }
    icarus(programs);
    verilator(programs);
  }

  @Test
  @Tag("long")
  void networksOfAllProfilesGiveTheSameBitsInVerilator() {
    verilator(ChipPrograms.all());
  }

  @Test
  void everyRoundingOfEveryTieGivesTheSameBits() {
    StringBuilder states = new StringBuilder("kernel k { state n: s9");
    StringBuilder steps = new StringBuilder(" on tick { n = n + 1");
    for (Rounding rounding : Rounding.values()) {
      for (String overflow : List.of("saturate", "wrap")) {
        for (String format : List.of("s5.-1", "u4", "s64.1", "s3.-12")) {
          String name =
              (rounding + "_" + overflow + "_" + format.replaceAll("[.-]", "_"))
                  .toLowerCase(Locale.ROOT);
          states.append(", ").append(name).append(": ").append(format).append(' ');
          states.append(rounding.name().toLowerCase(Locale.ROOT)).append(' ').append(overflow);
          steps.append(' ').append(name).append(" = n >> 2");
        }
      }
    }
    icarus(
        List.of(
            named(
                new ProgramBuilder(400)
                    .kernel(states + steps.toString() + " } }")
                    .neurons("n", "k", 1, Columns.NONE, ProgramBuilder.columns("n", -200))
                    .build(),
                "rounding")));
  }

  @Test
  void divisionsByEveryDivisorGiveTheSameBits() {
    icarus(
        List.of(
            named(
                new ProgramBuilder(16)
                    .kernel(
                        """
                        kernel k {
                          param b: s4
                          state a: s4 wrap, q: s6, r: s6, huge: s64, rest: s64
                          on tick {
                            a = a + 1
                            q = a // b
                            r = a % b
                            rest = huge % b
                          }
                        }
                        """)
                    .neurons(
                        "n",
                        "k",
                        16,
                        ProgramBuilder.columns(
                            "b", IntStream.range(-8, 8).asLongStream().toArray()),
                        ProgramBuilder.columns("huge", Long.MIN_VALUE))
                    .build(),
                "division")));
  }

  private static ProgramBuilder relay(int cells) {
    return new ProgramBuilder(4)
        .kernel(
            """
            kernel module {
              state reg: s16.4 unit "mV"
              input in: s8
              on tick { reg = reg + in if in > 0 { spike } }
            }
            """)
        .sources("stimulus/a", 2)
        .neurons("2 cells", "module", cells, Columns.NONE, Columns.NONE)
        .spikes("stimulus/a", new long[] {0, 1})
        .synapses(
            "syn", "stimulus/a", "2 cells", "in", new int[] {0, 0, 3, 1}, new int[] {1, 1, 2, 2});
  }

  @Test
  void itsOwnTestbenchPrintsTheRunWhateverNamesThereAre() {
    VerilogTools.require("iverilog");
    Program program = named(relay(2).build(), "Table*/");
    VerilogTools.run(folder, iverilogOf(write(List.of(program))));
    assertThat(VerilogTools.run(folder, List.of("vvp", "run.vvp")))
        .isEqualTo(StateDump.of(program))
        .contains("word 2 cells.reg 0 32");
  }

  private static List<String> iverilogOf(List<String> sources) {
    List<String> command = new ArrayList<>(List.of("iverilog", "-g2001", "-o", "run.vvp"));
    command.addAll(sources);
    return command;
  }

  @Test
  void verilatorFindsNothingToWarnOf() {
    VerilogTools.require("verilator");
    for (Program program : random(0, 4)) {
      List<String> sources =
          write(List.of(program)).stream().filter(s -> !s.endsWith("_tb.v")).toList();
      List<String> command =
          new ArrayList<>(List.of("verilator", "--lint-only", "-Wall", "--top-module"));
      command.add(program.info().name() + "_core");
      command.addAll(sources);
      assertThat(VerilogTools.run(folder, command)).isEmpty();
    }
  }

  @Test
  void theTextSaysHowToRunIt() {
    Program program = named(relay(2).build(), "net");
    String text =
        backend().emit(program).stream()
            .filter(f -> f.path().equals("README.txt"))
            .map(f -> new String(f.content(), StandardCharsets.UTF_8))
            .findFirst()
            .orElseThrow();
    assertThat(text)
        .contains(
            "iverilog -g2001 -o net.vvp net_module_on_tick.v net_core.v net_tb.v && vvp net.vvp",
            "synth -top net_core",
            "0      spikes of stimulus/a");
  }

  // ---- refusals

  private void assertRefused(Program program, String... parts) {
    Assessment assessment = backend().assess(program);
    assertThat(assessment.fidelity()).isEqualTo(Fidelity.REFUSED);
    assertThat(assessment.diagnostics()).hasSize(1).allMatch(d -> d.code() == Code.B_REFUSED);
    assertThat(assessment.reason()).contains(parts);
  }

  @Test
  void programsOfEventsAreRefused() {
    Program program = relay(2).events(new EventSchedule(List.of(), Optional.empty())).build();
    assertRefused(program, "in events", "in ticks");
  }

  @Test
  void learningInSlicesIsRefused() {
    Program program =
        relay(2)
            .kernel("kernel rule { state weight: u8 on pre { weight = weight + 1 } }")
            .rule(new LearningRule("grow", "rule", 4, Optional.empty()))
            .synapses(
                "plastic",
                "stimulus/a",
                "2 cells",
                Optional.of("in"),
                Optional.empty(),
                0,
                Optional.of(new Plasticity("grow", 0, Columns.NONE, Columns.NONE, Columns.NONE)),
                new int[] {0, 0, 1, 4})
            .build();
    assertRefused(program, "synapse block plastic", "rule grow", "slices of 4 ticks");
  }

  @Test
  void tooManyNeuronsAreRefused() {
    assertRefused(relay(20_000).build(), "20002 neurons and sources", "at most 16384");
  }

  @Test
  void tooManySynapsesAreRefused() {
    int[][] each = new int[(1 << 20) + 1][];
    java.util.Arrays.setAll(each, s -> new int[] {s % 2, s % 16, 1, 1});
    assertRefused(
        relay(16).synapses("many", "stimulus/a", "2 cells", "in", each).build(),
        "1048579 synapses",
        "at most 1048576");
  }

  @Test
  void delaysThatNeedTooMuchMemoryAreRefused() {
    assertRefused(
        relay(2)
            .synapses("far", "2 cells", "2 cells", "in", new int[] {0, 0, 1, 3_000_000})
            .build(),
        "synapse block far",
        "8388608 entries",
        "at most 4194304");
  }
}
