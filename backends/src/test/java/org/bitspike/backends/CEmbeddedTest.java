package org.bitspike.backends;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.bitspike.emulator.RandomPrograms;
import org.bitspike.ir.program.Program;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** C for processors without an operating system: nothing but stdint.h, and the same bits on ARM. */
class CEmbeddedTest {

  private static final String ARM = "arm-linux-gnueabi-gcc";
  private static final List<String> STRICT =
      List.of("-std=c99", "-Wall", "-Wextra", "-Werror", "-pedantic");
  private static final List<String> FREESTANDING =
      List.of("-ffreestanding", "-nostdlib", "-fno-tree-loop-distribute-patterns");

  @TempDir private Path folder = Path.of("");

  private static List<Program> programs(int count) {
    List<Program> programs = new ArrayList<>();
    for (long seed = 0; seed < count; seed++) {
      Program program =
          seed % 3 == 0
              ? CEventsTest.random(seed)
              : seed % 3 == 1 ? RandomPrograms.trapping(seed) : RandomPrograms.of(seed);
      programs.add(CPrograms.named(program, "p" + seed));
    }
    return programs;
  }

  private void runOnArm(int count, List<String> options) {
    VerilogTools.require(ARM);
    VerilogTools.require("qemu-arm");
    List<Program> programs = programs(count);
    CPrograms.writeAll(folder, "programs", programs);
    List<String> command = new ArrayList<>(List.of(ARM));
    command.addAll(STRICT);
    command.addAll(options);
    command.addAll(List.of("-static", "-DBITSPIKE_PRINT", "programs.c", "-o", "programs"));
    VerilogTools.run(folder, command);
    CPrograms.compareAll(programs, CCompiler.run(folder, List.of("qemu-arm", "./programs")));
  }

  @Test
  void anArmGivesTheSameBits() {
    runOnArm(12, List.of("-O1", "-DBITSPIKE_OWN_DIVISION", "-DBITSPIKE_NO_NAMES"));
  }

  @Test
  @Tag("long")
  void anArmGivesTheSameBitsForManyProgramsAtEveryOptimisation() {
    for (String level : List.of("-O0", "-Os", "-O3")) {
      runOnArm(120, List.of(level));
    }
  }

  @Test
  @Tag("long")
  void noBehaviourOfEventsIsUndefined() {
    CCompiler.require();
    CPrograms.compareAll(
        folder,
        "events",
        LongStream.range(100, 140).mapToObj(CEventsTest::random).toList(),
        CCompiler.sanitizers(folder));
  }

  /** Symbols that an export needs from elsewhere, as nm says. */
  private Stream<String> undefined(String compiler, String nm, Program program, String... more) {
    CPrograms.write(folder, new CBackend().emit(program));
    List<String> command = new ArrayList<>(List.of(compiler));
    command.addAll(STRICT);
    command.addAll(FREESTANDING);
    command.addAll(List.of("-Os", "-c", program.info().name() + ".c", "-o", "core.o"));
    command.addAll(List.of(more));
    VerilogTools.run(folder, command);
    return VerilogTools.run(folder, List.of(nm, "--undefined-only", "core.o")).stream();
  }

  @Test
  void theTextTellsTheMemoryThatIsNeeded() {
    VerilogTools.require(ARM);
    for (Program program : programs(4)) {
      assertThat(undefined(ARM, "arm-linux-gnueabi-nm", program, "-DBITSPIKE_OWN_DIVISION"))
          .isEmpty();
      List<String> said =
          VerilogTools.run(folder, List.of("arm-linux-gnueabi-size", "-A", "core.o"));
      long variables =
          said.stream()
              .filter(line -> line.startsWith(".bss ") || line.startsWith(".data "))
              .mapToLong(line -> Long.parseLong(line.split(" +")[1]))
              .sum();
      long told = CMemory.of(text(program, ".c")).variables();
      // Two pointers at most, and what aligns each variable.
      assertThat(variables).as(program.info().name()).isBetween(told, told + 8 + told / 4 + 64);
      assertThat(text(program, ".txt")).contains("variables   " + told + " bytes");
    }
  }

  private static String text(Program program, String end) {
    return new CBackend()
        .emit(program).stream()
            .filter(file -> file.path().endsWith(end))
            .map(file -> new String(file.content(), StandardCharsets.UTF_8))
            .findFirst()
            .orElseThrow();
  }

  @Test
  void nothingIsNeededButStdint() {
    CCompiler.require();
    for (Program program : programs(4)) {
      assertThat(undefined("gcc", "nm", program)).as(program.info().name()).isEmpty();
      assertThat(text(program, ".c").split("defined\\(BITSPIKE_MAIN")[0])
          .contains("#include \"" + program.info().name() + ".h\"")
          .doesNotContain("#include <");
      assertThat(text(program, ".h").lines().filter(line -> line.startsWith("#include")))
          .containsExactly("#include <stdint.h>");
    }
  }

  @Test
  void anArmNeedsNothingOfTheCompilersRuntimeWithItsOwnDivision() {
    VerilogTools.require(ARM);
    for (Program program : programs(4)) {
      assertThat(undefined(ARM, "arm-linux-gnueabi-nm", program, "-DBITSPIKE_OWN_DIVISION"))
          .as(program.info().name())
          .isEmpty();
      assertThat(undefined(ARM, "arm-linux-gnueabi-nm", program))
          .as("%s without it", program.info().name())
          .allMatch(line -> line.matches(".* U __aeabi_u?ldivmod"));
    }
  }
}
