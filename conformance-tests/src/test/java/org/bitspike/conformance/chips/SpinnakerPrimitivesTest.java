package org.bitspike.conformance.chips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bitspike.emulator.Interpreter;
import org.bitspike.emulator.RunOptions;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.kernel.KernelText;
import org.bitspike.ir.program.LookupTable;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.Program.Columns;
import org.bitspike.ir.program.Program.Phase;
import org.bitspike.ir.program.Program.Probe;
import org.bitspike.ir.program.Stimulus;
import org.bitspike.ir.recording.Recording;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Kernels of the arithmetic that SpiNNaker's host and cores compute with give what ARM code gave on
 * every recorded operand.
 */
class SpinnakerPrimitivesTest {

  /**
   * exp(i - 13) with 32 bits behind the point, and 1 - exp(-i / 16): numbers of
   * SpiNNakerManchester/spinn_common, commit 1e3a090, src/stdfix-exp.c (Apache 2.0). Some are a
   * unit away from the nearest integer, so they are not computed here.
   */
  private static final long[] POWERS = {
    9708,
    26389,
    71733,
    194991,
    530041,
    1440801,
    3916503,
    10646160,
    28939262,
    78665070,
    213833830,
    581260615,
    1580030169,
    4294967296L,
    11674931555L,
    31735754293L,
    86266724208L,
    234497268814L,
    637429664642L,
    1732713474316L,
    4710003551159L,
    12803117065094L,
    34802480465680L,
    94602950235157L,
    257157480542844L,
    699026506411923L
  };

  private static final long[] SIXTEENTHS = {
    0,
    260218914,
    504671961,
    734314346,
    950043403,
    1152702096,
    1343082321,
    1521927990,
    1689937949,
    1847768698,
    1996036966,
    2135322113,
    2266168400L,
    2389087112L,
    2504558555L,
    2613033936L
  };

  private static final List<String> ROWS = new ArrayList<>();

  private record Operation(List<Long> a, List<Long> b, List<Long> r) {}

  private static Kernel kernel(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            SpinnakerPrimitivesTest.class.getResourceAsStream("/chips/s16_15.kernel"))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      int from = text.indexOf("kernel " + name + " ");
      int to = text.indexOf("\n}\n", from) + 3;
      return KernelText.parse(text.substring(from, to));
    }
  }

  private static Map<String, Operation> recorded(Path file) throws IOException {
    Map<String, Operation> operations = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      String[] cells = line.split(",");
      if (line.startsWith("#") || cells[0].equals("op")) {
        continue;
      }
      Operation operation =
          operations.computeIfAbsent(
              cells[0],
              k -> new Operation(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
      operation.a().add(Long.parseLong(cells[1]));
      operation.b().add(Long.parseLong(cells[2]));
      operation.r().add(Long.parseLong(cells[3]));
    }
    return operations;
  }

  private static long[] run(Kernel kernel, Map<String, long[]> params, int size) {
    int[] all = IntStream.range(0, size).toArray();
    int[] ones = IntStream.range(0, size).map(i -> 1).toArray();
    Program program =
        new Program(
            new Program.Info("primitives", "", "", "", "", 1),
            new Program.TickSchedule(
                1_000_000_000_000L,
                List.of(Phase.DELIVER, Phase.INTEGRATE, Phase.FIRE, Phase.ROUTE)),
            1,
            List.of(kernel),
            kernel.tables().isEmpty()
                ? List.of()
                : List.of(
                    new LookupTable("power", FixedFormat.parse("u50"), POWERS),
                    new LookupTable("sixteenth", FixedFormat.parse("u32"), SIXTEENTHS)),
            List.of(
                new NeuronBlock(
                    "n",
                    kernel.name(),
                    size,
                    new Columns(params),
                    Columns.NONE,
                    "n",
                    all,
                    new NeuronBlock.Place(new int[size], all, ones))),
            List.of(),
            List.of(),
            List.of(),
            Stimulus.NONE,
            List.of(new Probe(Probe.Kind.WORD, "n", -1, "r", 1)));
    Recording run = Interpreter.run(program, RunOptions.defaults());
    return run.traces().stream().mapToLong(t -> t.codes().orElseThrow().codes()[1]).toArray();
  }

  @AfterAll
  static void theClaimsPageSaysSo() {
    ClaimsPage.recordings("SpinnakerPrimitivesTest", ROWS);
  }

  @Test
  void everyRecordedOperandGivesTheRecordedResult() throws IOException {
    Optional<Path> file =
        GoldenJson.folder("spinnaker").map(f -> f.resolve("primitives.csv")).filter(Files::exists);
    assumeTrue(file.isPresent(), "no recordings: -Dbitspike.data has no folder spinnaker");
    long compared = 0;
    for (Map.Entry<String, Operation> entry : recorded(file.get()).entrySet()) {
      long[] a = longs(entry.getValue().a());
      long[] b = longs(entry.getValue().b());
      long[] expected = longs(entry.getValue().r());
      long[] actual =
          switch (entry.getKey()) {
            case "mul" -> run(kernel("accum_mul"), Map.of("a", a, "b", b), a.length);
            case "decay" -> run(kernel("accum_decay"), Map.of("a", a, "b", b), a.length);
            case "kdivk" -> run(kernel("accum_divide"), Map.of("a", a, "b", b), a.length);
            case "expk" -> exponentials(a, 0);
            case "expulr" -> exponentials(a, 1);
            default -> throw new IllegalArgumentException(entry.getKey());
          };
      Tally tally = new Tally();
      tally.same(expected, actual, entry.getKey());
      tally.hold(entry.getKey());
      compared += tally.compared();
      ROWS.add(
          ClaimsPage.row(
              "spinnaker (arithmetic)",
              "primitives: " + entry.getKey(),
              "result of every operand",
              tally.compared(),
              tally.wrong()));
    }
    assertThat(compared).isGreaterThanOrEqualTo(15_698);
  }

  private static long[] exponentials(long[] codes, int asFraction) throws IOException {
    return run(
        kernel("accum_exp"),
        Map.of("n", codes, "as_fraction", new long[] {asFraction}),
        codes.length);
  }

  private static long[] longs(List<Long> list) {
    return list.stream().mapToLong(Long::longValue).toArray();
  }
}
