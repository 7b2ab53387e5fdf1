package org.bitspike.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bitspike.compiler.CompileOptions;
import org.bitspike.compiler.Compiler;
import org.bitspike.emulator.Interpreter;
import org.bitspike.emulator.RunOptions;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.Program.Probe;
import org.bitspike.ir.program.SynapseBlock;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.recording.Recording.LearningSeries;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Look-up-table learning, compiled from a network and run as integers, against every row that NEST
 * 3.9's {@code stdp_facetshw_synapse_hom} recorded: numbers of synapses, read-out times and 4-bit
 * weights exactly, accumulators within half a unit of their format per term.
 */
class FacetsStdpGoldenTest {

  @TestFactory
  Stream<DynamicTest> reproducesEveryRow() throws IOException {
    Optional<Path> folder = FacetsSet.folder();
    assumeTrue(
        folder.isPresent(),
        "no nest-facets-stdp below bitspike.data: learning was not compared with NEST");
    try (Stream<Path> files = Files.list(folder.orElseThrow())) {
      return files.filter(f -> f.toString().endsWith(".json.gz")).sorted().toList().stream()
          .map(f -> DynamicTest.dynamicTest(FacetsSet.name(f), () -> compare(f)));
    }
  }

  private static void compare(Path file) {
    FacetsSet set = FacetsSet.read(file);
    // NEST hands spikes over in slices of its minimal delay, 1 ms in all sets.
    var profile =
        Profiles.load(
            "brainscales1", List.of("learning.variant=nest-twin", "constants.learning_slice=1 ms"));
    Program program =
        Compiler.compile(set.network(), profile, set.spikes(), CompileOptions.defaults()).program();
    Recording run = Interpreter.run(watched(program), RunOptions.defaults());
    List<String[]> rows = rows(file);
    int mismatches = 0;
    int compared = 0;
    List<String> first = new ArrayList<>();
    Map<Integer, Walk> walks = Walk.bySynapse(run, program);
    for (String[] row : rows) {
      Optional<String> problem =
          walks
              .getOrDefault(
                  Integer.parseInt(row[1]), new Walk(run.learning().getFirst(), new int[0], 0))
              .next(row);
      compared++;
      if (problem.isPresent()) {
        mismatches++;
        if (first.size() < 3) {
          first.add("row " + compared + " " + String.join(",", row) + ": " + problem.get());
        }
      }
    }
    int left = walks.values().stream().mapToInt(Walk::left).sum();
    System.out.println(
        FacetsSet.name(file) + ": " + compared + " rows compared, " + mismatches + " differ");
    assertThat(mismatches).as("%s: first of them %s", FacetsSet.name(file), first).isZero();
    assertThat(left).as("rows that only the emulator has").isZero();
    assertThat(compared).isPositive();
  }

  /**
   * The same program, recording the words of every plastic synapse after each presynaptic event.
   */
  private static Program watched(Program p) {
    List<Probe> probes = new ArrayList<>();
    for (SynapseBlock block : p.synapses()) {
      if (block.plasticity().isPresent()) {
        probes.add(new Probe(Probe.Kind.LEARNING, block.name(), -1, "", 1));
      }
    }
    return new Program(
        p.info(),
        p.tick(),
        p.durationTicks(),
        p.kernels(),
        p.tables(),
        p.neurons(),
        p.sources(),
        p.synapses(),
        p.learning(),
        p.stimulus(),
        probes);
  }

  private static List<String[]> rows(Path file) {
    try {
      return FacetsSet.csv(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The recorded words of one synapse, walked through row by row. */
  private static final class Walk {
    private final LearningSeries series;
    private final int[] rows;
    private final double unit;
    private int at;

    private Walk(LearningSeries series, int[] rows, double unit) {
      this.series = series;
      this.rows = rows;
      this.unit = unit;
    }

    static Map<Integer, Walk> bySynapse(Recording run, Program program) {
      Map<Integer, List<Integer>> rowsOf = new java.util.TreeMap<>();
      assertThat(run.learning()).hasSize(1);
      LearningSeries series = run.learning().getFirst();
      for (int k = 0; k < series.connection().length; k++) {
        rowsOf.computeIfAbsent(series.connection()[k], c -> new ArrayList<>()).add(k);
      }
      Kernel kernel = program.kernel(program.learning().getFirst().kernel());
      double unit =
          kernel.words().stream()
              .filter(w -> w.name().equals("a_causal"))
              .findFirst()
              .orElseThrow()
              .format()
              .resolution();
      Map<Integer, Walk> walks = new java.util.TreeMap<>();
      rowsOf.forEach(
          (connection, rows) ->
              walks.put(
                  connection,
                  new Walk(series, rows.stream().mapToInt(Integer::intValue).toArray(), unit)));
      return walks;
    }

    int left() {
      return rows.length - at;
    }

    /** What is wrong with the next row, if anything. */
    Optional<String> next(String[] row) {
      if (at == rows.length) {
        return Optional.of("the emulator has no such event");
      }
      int k = rows[at++];
      double terms = at;
      StringBuilder wrong = new StringBuilder();
      expect(wrong, "tick", Double.parseDouble(row[0]), (double) series.tick()[k], 0);
      expect(wrong, "synapse_id", Double.parseDouble(row[2]), word("synapse_id", k), 0);
      expect(wrong, "weight", Double.parseDouble(row[4]), word("weight", k), 0);
      expect(
          wrong,
          "a_causal",
          Double.parseDouble(row[5]),
          word("a_causal", k) * unit,
          terms * unit / 2);
      expect(
          wrong,
          "a_acausal",
          Double.parseDouble(row[6]),
          word("a_acausal", k) * unit,
          terms * unit / 2);
      expect(
          wrong,
          "next_readout",
          Math.rint(Double.parseDouble(row[7]) * 10),
          word("next_readout", k),
          0);
      return wrong.isEmpty() ? Optional.empty() : Optional.of(wrong.toString());
    }

    private double word(String name, int k) {
      return series.values().get(series.words().indexOf(name))[k];
    }

    private static void expect(
        StringBuilder wrong, String what, double expected, double actual, double within) {
      // doubles of NEST carry a relative error of their own
      if (!(Math.abs(actual - expected)
          <= within + (within > 0 ? 1e-12 * Math.abs(expected) : 0))) {
        wrong
            .append(what)
            .append(" is ")
            .append(actual)
            .append(", NEST has ")
            .append(expected)
            .append("; ");
      }
    }
  }
}
