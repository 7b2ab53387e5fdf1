package org.bitspike.conformance.chips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bitspike.emulator.Interpreter;
import org.bitspike.emulator.RunOptions;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.expr.ExprEvaluator;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.profile.LearningMatch;
import org.bitspike.ir.profile.LearningMatch.TableRule;
import org.bitspike.ir.profile.NeuronModel;
import org.bitspike.ir.program.LearningRule;
import org.bitspike.ir.program.LookupTable;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.Program.Columns;
import org.bitspike.ir.program.Program.Phase;
import org.bitspike.ir.program.Program.Probe;
import org.bitspike.ir.program.SourceBlock;
import org.bitspike.ir.program.Stimulus;
import org.bitspike.ir.program.SynapseBlock;
import org.bitspike.ir.recording.Recording;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * The learning kernel of {@code loihi-lava-learning} gives every weight, trace and sum of weights
 * that Lava's own approximation of Loihi's learning gave, with Lava's random numbers.
 */
class LavaLearningGoldenTest {

  private static final List<String> ROWS = new ArrayList<>();

  private static final int EPOCH = 4;
  private static final int LOWEST = -256;

  @AfterAll
  static void theClaimsPageSaysSo() {
    ClaimsPage.recordings("LavaLearningGoldenTest", ROWS);
  }

  @Test
  void randomNumbersAreNumpys() {
    // numpy 1.24: default_rng(3).bit_generator.random_raw(3)
    Pcg64 three = new Pcg64(3);
    assertThat(Long.toUnsignedString(three.next())).isEqualTo("1579948266424812280");
    assertThat(Long.toUnsignedString(three.next())).isEqualTo("4368382809143759861");
    assertThat(Long.toUnsignedString(three.next())).isEqualTo("14780904992460893238");
    // default_rng(2).random(3)
    Pcg64 two = new Pcg64(2);
    for (double known :
        new double[] {0x1.0be40d2359ad6p-2, 0x1.31a7a98c6fedcp-2, 0x1.a0e2323ed3df6p-1}) {
      assertThat(two.next53() * 0x1p-53).isEqualTo(known);
    }
  }

  @Test
  void lavasApproximationOfLearningIsReproduced() {
    List<Path> files = GoldenJson.files("loihi", "stdp_");
    assumeTrue(!files.isEmpty(), "no recorded learning: -Dbitspike.data has no folder loihi");
    for (Path file : files) {
      GoldenJson golden = GoldenJson.read(file);
      assertThat(golden.text("rule"))
          .contains("A_plus=2 A_minus=-2 tau_plus=10 tau_minus=12 t_epoch=4 seed=3");
      Recording run = Interpreter.run(program(golden), RunOptions.defaults());
      long[][] x1 = golden.table("x1");
      long[][] y1 = golden.table("y1");
      long[][] sums = golden.table("a_out");
      List<?> weights = golden.list("weights");
      int sources = x1[0].length;
      int targets = y1[0].length;
      long wrong = 0;
      long changes = 0;
      for (int s = 0; s < sources; s++) {
        for (int n = 0; n < targets; n++) {
          int synapse = s * targets + n;
          long[] weight = codes(run, "learning", synapse, "weight");
          long[] x = codes(run, "learning", synapse, "x1");
          long[] y = codes(run, "learning", synapse, "y1");
          for (int t = 0; t < x1.length; t++) {
            long expected =
                ((Number) ((List<?>) ((List<?>) weights.get(t)).get(n)).get(s)).longValue();
            wrong += weight[t + 1] == expected ? 0 : 1;
            wrong += x[t + 1] == x1[t][s] ? 0 : 1;
            wrong += y[t + 1] == y1[t][n] ? 0 : 1;
            changes += weight[t + 1] == weight[t] ? 0 : 1;
          }
        }
      }
      for (int n = 0; n < targets; n++) {
        long[] u = codes(run, "n", n, "u");
        for (int t = 0; t < sums.length; t++) {
          wrong += u[t + 1] == 64 * sums[t][n] ? 0 : 1;
        }
      }
      assertThat(wrong).as(file.toString()).isZero();
      ROWS.add(
          ClaimsPage.row(
              "loihi-lava-learning",
              GoldenJson.name(file),
              "weight, both traces of every synapse, sum at every neuron, in every tick",
              (long) x1.length * targets * (3L * sources + 1),
              wrong));
      assertThat(changes).as("weights change").isGreaterThan(1000);
    }
  }

  private static long[] codes(Recording run, String group, int index, String word) {
    return run.trace(group, index, word).orElseThrow().codes().orElseThrow().codes();
  }

  private static Program program(GoldenJson golden) {
    HardwareProfile profile = Profiles.load("loihi-lava-learning", List.of());
    Kernel neuron = ((NeuronModel.Fixed) profile.neuron()).kernel();
    LearningMatch rule = profile.learning().rules().getFirst();
    long[][] pre = golden.table("pre");
    int ticks = pre.length;
    int sources = pre[0].length;
    int targets = golden.table("post")[0].length;
    List<Probe> probes = new ArrayList<>();
    probes.add(new Probe(Probe.Kind.WORD, "n", -1, "u", 1));
    for (String word : List.of("weight", "x1", "y1")) {
      probes.add(new Probe(Probe.Kind.WORD, "in_n", -1, word, 1));
    }
    int[] all = IntStream.range(0, targets).toArray();
    int[] ones = new int[targets];
    Arrays.fill(ones, 1);
    return new Program(
        new Program.Info("learning", "", profile.name(), "", "", 1),
        new Program.TickSchedule(
            1_000_000_000_000L,
            List.of(Phase.DELIVER, Phase.INTEGRATE, Phase.FIRE, Phase.LEARN, Phase.ROUTE)),
        ticks,
        List.of(neuron, rule.kernel()),
        tables(rule),
        List.of(
            new NeuronBlock(
                "n",
                neuron.name(),
                targets,
                // no memory of the current, nearly none of the membrane, which the host drives
                columns(
                    Map.of(
                        "du",
                        4095L,
                        "dv",
                        4095L,
                        "threshold",
                        0L,
                        "bias_mantissa",
                        0L,
                        "bias_gain",
                        1L)),
                Columns.NONE,
                "n",
                all,
                new NeuronBlock.Place(new int[targets], all, ones))),
        List.of(new SourceBlock("in", sources, "in", IntStream.range(0, sources).toArray())),
        List.of(synapses(golden, sources, targets)),
        List.of(
            new LearningRule(
                "stdp",
                rule.kernel().name(),
                1,
                Optional.of(new LearningRule.Controller(EPOCH - 1, sources, 1, EPOCH)))),
        new Stimulus(List.of(spikes(pre)), levels(golden.table("post"))),
        probes);
  }

  /** The profile's own tables for the recorded time constants. */
  private static List<LookupTable> tables(LearningMatch rule) {
    Map<String, Double> names = new LinkedHashMap<>();
    names.put("dt", 1.0);
    names.put("tauPlus", 10.0);
    names.put("tauMinus", 12.0);
    List<LookupTable> tables = new ArrayList<>();
    for (TableRule table : rule.tables()) {
      long[] entries = new long[128];
      for (int i = 0; i < entries.length; i++) {
        names.put("i", (double) i);
        double value =
            ExprEvaluator.evaluate(
                ((TableRule.Computed) table).value(), n -> names.getOrDefault(n, 0.0));
        entries[i] = table.entry().nearest(value);
      }
      tables.add(new LookupTable(table.name(), table.entry(), entries));
    }
    FixedFormat weight = FixedFormat.parse("s17.8");
    tables.add(
        new LookupTable(
            "weight",
            weight,
            IntStream.rangeClosed(LOWEST, -LOWEST - 1).mapToLong(w -> (long) w << 8).toArray()));
    return tables;
  }

  private static SynapseBlock synapses(GoldenJson golden, int sources, int targets) {
    long[][] first = golden.table("w0");
    int count = sources * targets;
    int[] ones = new int[count];
    Arrays.fill(ones, 1);
    Map<String, Long> params = new LinkedHashMap<>();
    params.put("mantissa_plus", 2L);
    params.put("mantissa_minus", -2L);
    params.put("gain_plus", 128L);
    params.put("gain_minus", 128L);
    params.put("impulse", 16L);
    params.put("low", -256L);
    params.put("high", 255L);
    params.put("own", 0L);
    return new SynapseBlock(
        "in_n",
        "in",
        "n",
        Optional.of("drive"),
        IntStream.rangeClosed(0, sources).map(s -> s * targets).toArray(),
        IntStream.range(0, count).map(k -> k % targets).toArray(),
        // weights of both signs lose the lowest bit before they are used
        IntStream.range(0, count)
            .map(k -> (int) (first[k % targets][k / targets] >> 1 << 1))
            .toArray(),
        ones,
        Optional.of("weight"),
        LOWEST,
        Optional.of(
            new SynapseBlock.Plasticity("stdp", 0, columns(params), Columns.NONE, Columns.NONE)),
        "learning",
        IntStream.range(0, count).toArray());
  }

  private static Columns columns(Map<String, Long> values) {
    Map<String, long[]> columns = new LinkedHashMap<>();
    values.forEach((name, value) -> columns.put(name, new long[] {value}));
    return new Columns(columns);
  }

  private static Stimulus.SpikeTrain spikes(long[][] raster) {
    List<long[]> spikes = new ArrayList<>();
    for (int t = 0; t < raster.length; t++) {
      for (int s = 0; s < raster[t].length; s++) {
        if (raster[t][s] != 0) {
          spikes.add(new long[] {t, s});
        }
      }
    }
    return new Stimulus.SpikeTrain(
        "in",
        spikes.stream().mapToLong(s -> s[0]).toArray(),
        spikes.stream().mapToInt(s -> (int) s[1]).toArray());
  }

  /** What the host sets in every tick: the membrane, so that recorded spikes happen, and draws. */
  private static List<Stimulus.LevelTrain> levels(long[][] post) {
    int ticks = post.length;
    int targets = post[0].length;
    // The reference advances a trace's generator once at its start and twice a tick, the weights'
    // once at its start and once an epoch.
    long[] x = draws(3, 2 * ticks + 1);
    long[] y = draws(5, 2 * ticks + 1);
    long[] w = draws(2, ticks / EPOCH + 1);
    return List.of(
        level("offset", ticks, targets, (t, n) -> post[t][n] != 0 ? 1 << 22 : -(1 << 22)),
        level("draw_x", ticks, targets, (t, n) -> x[2 * (t + 1)]),
        level("draw_y", ticks, targets, (t, n) -> y[2 * (t + 1)]),
        level("draw_weight", ticks, targets, (t, n) -> w[(t + 1) / EPOCH]));
  }

  private static long[] draws(int seed, int count) {
    Pcg64 generator = new Pcg64(seed);
    return IntStream.range(0, count).mapToLong(i -> generator.next53() >>> 13).toArray();
  }

  private interface Code {
    long at(int tick, int neuron);
  }

  private static Stimulus.LevelTrain level(String word, int ticks, int targets, Code code) {
    int count = ticks * targets;
    return new Stimulus.LevelTrain(
        "n",
        word,
        IntStream.range(0, count).mapToLong(k -> k / targets).toArray(),
        IntStream.range(0, count).map(k -> k % targets).toArray(),
        IntStream.range(0, count).mapToLong(k -> code.at(k / targets, k % targets)).toArray());
  }
}
