package org.bitspike.conformance.chips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.profile.NeuronModel;
import org.bitspike.ir.program.LookupTable;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.Program.Columns;
import org.bitspike.ir.program.Program.Probe;
import org.bitspike.ir.program.SourceBlock;
import org.bitspike.ir.program.Stimulus;
import org.bitspike.ir.program.SynapseBlock;
import org.bitspike.ir.recording.Recording;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * The kernels of the Loihi profiles give every current, membrane word and spike that Lava,
 * nengo-loihi and Brian2Loihi gave.
 */
class LoihiGoldenTest {

  private static final List<String> ROWS = new ArrayList<>();

  /** Synapses as the reference has them: raw values and delays by (target, source). */
  private record Wires(
      String source, long[][] valueBySourceAndTarget, double exponent, IntBinaryOperator delay) {}

  private static Kernel kernel(String profile) {
    HardwareProfile loaded = Profiles.load(profile, List.of());
    return ((NeuronModel.Fixed) loaded.neuron()).kernel();
  }

  /** Compares the run with the reference's rows; gives the number of words that differ. */
  private static long mismatches(
      GoldenJson golden,
      Kernel kernel,
      Map<String, long[]> params,
      long[][] spikesIn,
      List<Wires> wires,
      String current,
      String membrane,
      long[][] spikesOut) {
    long[][] u = golden.table(current);
    long[][] v = golden.table(membrane);
    int size = u[0].length;
    Recording run = run(kernel, size, params, spikesIn, wires, u.length);
    long wrong = 0;
    for (int n = 0; n < size; n++) {
      wrong += differing(u, run, n, "u") + differing(v, run, n, "v");
    }
    TreeSet<String> expected = new TreeSet<>();
    for (int t = 0; t < spikesOut.length; t++) {
      for (int n = 0; n < size; n++) {
        if (spikesOut[t][n] != 0) {
          expected.add(t + ":" + n);
        }
      }
    }
    Recording.SpikeSeries fired = run.spikesOf("n").orElseThrow();
    TreeSet<String> actual = new TreeSet<>();
    for (int k = 0; k < fired.count(); k++) {
      actual.add(fired.tick()[k] + ":" + fired.neuron()[k]);
    }
    assertThat(expected).as("the reference is not silent").isNotEmpty();
    TreeSet<String> both = new TreeSet<>(expected);
    both.retainAll(actual);
    return wrong + expected.size() + actual.size() - 2L * both.size();
  }

  private static long differing(long[][] expected, Recording run, int neuron, String word) {
    long[] codes = run.trace("n", neuron, word).orElseThrow().codes().orElseThrow().codes();
    long wrong = 0;
    for (int t = 0; t < expected.length; t++) {
      wrong += codes[t + 1] == expected[t][neuron] ? 0 : 1; // sample 0 is before tick 0
    }
    return wrong;
  }

  private static Recording run(
      Kernel kernel,
      int size,
      Map<String, long[]> params,
      long[][] spikesIn,
      List<Wires> wires,
      int ticks) {
    List<LookupTable> tables = new ArrayList<>();
    List<SynapseBlock> blocks = new ArrayList<>();
    for (Wires w : wires) {
      blocks.add(block(w, tables));
    }
    List<long[]> spikes = new ArrayList<>();
    for (int t = 0; t < spikesIn.length; t++) {
      for (int s = 0; s < spikesIn[t].length; s++) {
        if (spikesIn[t][s] != 0) {
          spikes.add(new long[] {t, s});
        }
      }
    }
    int[] all = IntStream.range(0, size).toArray();
    int[] sources = IntStream.range(0, spikesIn[0].length).toArray();
    int[] ones = new int[size];
    Arrays.fill(ones, 1);
    List<Probe> probes =
        List.of(
            new Probe(Probe.Kind.SPIKES, "n", -1, "", 1),
            new Probe(Probe.Kind.WORD, "n", -1, "u", 1),
            new Probe(Probe.Kind.WORD, "n", -1, "v", 1));
    Program program =
        new Program(
            new Program.Info("golden", "", "", "", "", 1),
            new Program.TickSchedule(
                1_000_000_000_000L,
                List.of(
                    Program.Phase.DELIVER,
                    Program.Phase.INTEGRATE,
                    Program.Phase.FIRE,
                    Program.Phase.ROUTE)),
            ticks,
            List.of(kernel),
            tables,
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
            List.of(new SourceBlock("in", sources.length, "in", sources)),
            blocks,
            List.of(),
            new Stimulus(
                List.of(
                    new Stimulus.SpikeTrain(
                        "in",
                        spikes.stream().mapToLong(s -> s[0]).toArray(),
                        spikes.stream().mapToInt(s -> (int) s[1]).toArray())),
                List.of()),
            probes);
    return BothEngines.run(program);
  }

  /** All-to-all synapses; a weight's code is its place among the values there are. */
  private static SynapseBlock block(Wires wires, List<LookupTable> tables) {
    long[][] value = wires.valueBySourceAndTarget();
    long[] codes = Arrays.stream(value).flatMapToLong(Arrays::stream).distinct().sorted().toArray();
    String table = "value_" + wires.source();
    FixedFormat format = FixedFormat.parse("s24.8");
    tables.add(
        new LookupTable(
            table,
            format,
            Arrays.stream(codes)
                .map(c -> (long) Math.rint(c * Math.pow(2, 8 + wires.exponent())))
                .toArray()));
    int sources = value.length;
    int targets = value[0].length;
    int[] rowStart = IntStream.rangeClosed(0, sources).map(s -> s * targets).toArray();
    int[] target = IntStream.range(0, sources * targets).map(k -> k % targets).toArray();
    int[] weight =
        IntStream.range(0, sources * targets)
            .map(k -> Arrays.binarySearch(codes, value[k / targets][k % targets]))
            .toArray();
    int[] delay =
        IntStream.range(0, sources * targets)
            .map(k -> wires.delay().applyAsInt(k / targets, k % targets))
            .toArray();
    return new SynapseBlock(
        "from_" + wires.source(),
        wires.source(),
        "n",
        java.util.Optional.of("drive"),
        rowStart,
        target,
        weight,
        delay,
        java.util.Optional.of(table),
        0,
        java.util.Optional.empty(),
        wires.source(),
        IntStream.range(0, sources * targets).toArray());
  }

  private static long[][] transposed(long[][] table) {
    long[][] result = new long[table[0].length][table.length];
    for (int i = 0; i < table.length; i++) {
      for (int j = 0; j < table[0].length; j++) {
        result[j][i] = table[i][j];
      }
    }
    return result;
  }

  /** Lava's truncation: the lowest bits go, of mixed signs downward, of one sign toward 0. */
  private static long[][] truncated(long[][] weights, int bits, String mode) {
    int lost = 8 - bits + (mode.equals("MIXED") ? 1 : 0);
    return Arrays.stream(weights)
        .map(
            row ->
                Arrays.stream(row)
                    .map(w -> mode.equals("INH") ? -((-w >> lost) << lost) : (w >> lost) << lost)
                    .toArray())
        .toArray(long[][]::new);
  }

  private static Map<String, long[]> params(Object... namesAndValues) {
    Map<String, long[]> params = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      Object value = namesAndValues[i + 1];
      params.put(
          (String) namesAndValues[i],
          value instanceof long[] column ? column : new long[] {((Number) value).longValue()});
    }
    return params;
  }

  @AfterAll
  static void theClaimsPageSaysSo() {
    ClaimsPage.recordings("LoihiGoldenTest", ROWS);
  }

  private static String row(String profile, Path file, GoldenJson golden, long wrong) {
    String membrane = golden.has("v") ? "v" : "voltage";
    long[][] v = golden.table(membrane);
    return ClaimsPage.row(
        profile,
        GoldenJson.name(file),
        "current, membrane and spike of every neuron and tick",
        3L * v.length * v[0].length,
        wrong);
  }

  @Test
  void lavasNetworksAreReproduced() {
    lavasNetworks("loihi-lava");
  }

  @Test
  void lavasNetworksAreReproducedWhereSynapsesCanLearn() {
    lavasNetworks("loihi-lava-learning");
  }

  private static void lavasNetworks(String profile) {
    List<Path> files = GoldenJson.files("loihi", "lif_");
    assumeTrue(!files.isEmpty(), "no recorded networks: -Dbitspike.data has no folder loihi");
    Kernel kernel = kernel(profile);
    for (Path file : files) {
      GoldenJson golden = GoldenJson.read(file);
      long[][] weights =
          transposed(
              truncated(
                  golden.table("weights"),
                  golden.number("num_weight_bits"),
                  golden.text("sign_mode")));
      long[][] delays = golden.has("delays") ? golden.table("delays") : new long[0][];
      List<Wires> wires = new ArrayList<>();
      wires.add(
          new Wires(
              "in",
              weights,
              golden.number("weight_exp"),
              (s, t) -> delays.length == 0 ? 1 : (int) delays[t][s] + 1));
      if (golden.has("rec_weights")) {
        long[][] recurrent = transposed(truncated(golden.table("rec_weights"), 8, "MIXED"));
        wires.add(new Wires("n", recurrent, 0, (s, t) -> 1));
      }
      long wrong =
          mismatches(
              golden,
              kernel,
              params(
                  "du", golden.number("du"),
                  "dv", golden.number("dv"),
                  "threshold", golden.number("vth_mant"),
                  "bias_mantissa", golden.row("bias_mant"),
                  "bias_gain", 1L << golden.number("bias_exp")),
              golden.table("spikes_in"),
              wires,
              "u",
              "v",
              golden.table("spikes"));
      assertThat(wrong).as(file.toString()).isZero();
      ROWS.add(row(profile, file, golden, wrong));
    }
  }

  @Test
  void nengoLoihisNetworksAreReproduced() {
    List<Path> files = GoldenJson.files("loihi", "nengo_loihi");
    assumeTrue(!files.isEmpty(), "no recorded networks: -Dbitspike.data has no folder loihi");
    for (Path file : files) {
      GoldenJson golden = GoldenJson.read(file);
      long wrong =
          mismatches(
              golden,
              kernel("loihi-nengo"),
              params(
                  "du", golden.row("decay_u"),
                  "dv", golden.row("decay_v"),
                  "threshold", golden.row("vth"),
                  "bias", golden.row("bias"),
                  "low", golden.number("vmin"),
                  "high", golden.number("vmax"),
                  "hold", golden.row("refract")),
              golden.table("spikes_in"),
              List.of(
                  // the reference's weights are in units of the current, 64 of which are a weight's
                  new Wires("in", golden.table("weights_in"), -6, (s, t) -> 1),
                  new Wires("n", golden.table("weights_rec"), -6, (s, t) -> 1)),
              "current",
              "voltage",
              golden.table("spikes"));
      assertThat(wrong).as(file.toString()).isZero();
      ROWS.add(row("loihi-nengo", file, golden, wrong));
    }
  }

  @Test
  void brian2LoihisNetworksAreReproduced() {
    List<Path> files = GoldenJson.files("loihi", "brian2loihi");
    assumeTrue(!files.isEmpty(), "no recorded networks: -Dbitspike.data has no folder loihi");
    for (Path file : files) {
      GoldenJson golden = GoldenJson.read(file);
      int ticks = golden.number("T");
      long[][] weights = golden.table("w_act");
      long[][] in = raster(golden.row("in_t"), golden.row("in_i"), ticks, weights.length);
      long[][] out = raster(golden.row("spk_t"), golden.row("spk_i"), ticks, weights[0].length);
      int delay = golden.number("delay");
      long wrong =
          mismatches(
              golden,
              kernel("loihi-brian2"),
              params(
                  "du", golden.number("decay_I"),
                  "dv", golden.number("decay_v"),
                  "threshold", golden.number("threshold_v_mant"),
                  "bias", 0,
                  "hold", golden.number("refractory")),
              in,
              List.of(
                  new Wires("in", weights, -6, (s, t) -> delay),
                  new Wires("n", golden.table("rec_w_act"), -6, (s, t) -> 1)),
              "I",
              "v",
              out);
      assertThat(wrong).as(file.toString()).isZero();
      ROWS.add(row("loihi-brian2", file, golden, wrong));
    }
  }

  private static long[][] raster(long[] tick, long[] index, int ticks, int size) {
    long[][] raster = new long[ticks][size];
    for (int k = 0; k < tick.length; k++) {
      raster[(int) tick[k]][(int) index[k]] = 1;
    }
    return raster;
  }
}
