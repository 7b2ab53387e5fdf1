package org.bitspike.conformance.chips;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.bitspike.emulator.Interpreter;
import org.bitspike.emulator.RunOptions;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.kernel.Kernel;
import org.bitspike.ir.profile.NeuronModel;
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
 * The kernel of {@code truenorth-like} against a core of 256 axons and 32 neurons that is written
 * out here spike by spike, as the hardware adds: one axon after the other in 9 bits, a scheduler of
 * 16 slots of 256 bits, neurons that send to axons of their own core.
 */
class TrueNorthTest {

  private static final List<String> ROWS = new ArrayList<>();

  private static final int AXONS = 256;
  private static final int NEURONS = 32;
  private static final int TICKS = 60;
  private static final int CORES = 120;
  private static final String[] FIELDS = {
    "w0", "w1", "w2", "w3", "leak", "positive_threshold", "negative_threshold", "reset_potential"
  };

  /** A core with random contents. */
  private static final class Core {
    final int[] type = new int[AXONS];
    final boolean[][] connected = new boolean[NEURONS][AXONS];
    final int[][] field = new int[NEURONS][FIELDS.length];
    final int[] mode = new int[NEURONS];
    // the first neurons send to an axon each, later by a delay of 1 to 15 ticks
    final int[] delay = new int[NEURONS];
    final boolean[][] stimulus = new boolean[TICKS][AXONS];

    Core(int seed) {
      Random random = new Random(seed);
      int reach = seed % 3 == 0 ? 256 : 40; // also fields of the whole range, which wrap
      for (int a = 0; a < AXONS; a++) {
        type[a] = random.nextInt(4);
      }
      for (int n = 0; n < NEURONS; n++) {
        double density = random.nextDouble() * 0.5;
        for (int a = 0; a < AXONS; a++) {
          connected[n][a] = random.nextDouble() < density;
        }
        for (int f = 0; f < 5; f++) {
          field[n][f] = random.nextInt(-reach, reach);
        }
        field[n][5] = random.nextInt(reach);
        field[n][6] = -random.nextInt(reach);
        field[n][7] = random.nextInt(-reach, reach);
        mode[n] = random.nextInt(2);
        delay[n] = random.nextInt(1, 16);
      }
      double rate = random.nextDouble() * 0.1;
      for (int t = 0; t < TICKS; t++) {
        // the first axons belong to neurons; what is sent in a tick arrives in the next
        for (int a = NEURONS; a < AXONS; a++) {
          stimulus[t][a] = random.nextDouble() < rate;
        }
      }
    }
  }

  private static int nineBits(int value) {
    return value << 23 >> 23;
  }

  /** Potentials by tick and neuron, and whether each fired. */
  private record Trace(int[][] v, boolean[][] fired) {}

  private static Trace written(Core core) {
    Trace trace = new Trace(new int[TICKS][NEURONS], new boolean[TICKS][NEURONS]);
    boolean[][] slots = new boolean[16][AXONS];
    int[] v = new int[NEURONS];
    for (int t = 0; t < TICKS; t++) {
      boolean[] now = slots[t % 16];
      for (int n = 0; n < NEURONS; n++) {
        int[] field = core.field[n];
        int sum = v[n];
        for (int a = 0; a < AXONS; a++) {
          if (now[a] && core.connected[n][a]) {
            sum = nineBits(sum + field[core.type[a]]);
          }
        }
        sum = nineBits(sum + field[4]);
        boolean fires = sum >= field[5];
        if (fires) {
          v[n] = core.mode[n] == 0 ? field[7] : nineBits(sum - field[5]);
        } else if (sum < field[6]) {
          v[n] = nineBits(core.mode[n] == 0 ? -field[7] : sum - field[6]);
        } else {
          v[n] = sum;
        }
        trace.v()[t][n] = v[n];
        trace.fired()[t][n] = fires;
      }
      Arrays.fill(now, false);
      for (int n = 0; n < NEURONS; n++) {
        slots[(t + core.delay[n]) % 16][n] |= trace.fired()[t][n];
      }
      for (int a = NEURONS; a < AXONS; a++) {
        slots[(t + 1) % 16][a] |= core.stimulus[t][a];
      }
    }
    return trace;
  }

  private static SynapseBlock rows(Core core, String source, int type, int from, int to) {
    List<int[]> synapses = new ArrayList<>();
    int[] start = new int[to - from + 1];
    for (int a = from; a < to; a++) {
      for (int n = 0; n < NEURONS; n++) {
        if (core.type[a] == type && core.connected[n][a]) {
          synapses.add(new int[] {n, from == 0 ? core.delay[a] : 1});
        }
      }
      start[a - from + 1] = synapses.size();
    }
    int[] ones = new int[synapses.size()];
    Arrays.fill(ones, 1);
    String name = source + "_" + type;
    return new SynapseBlock(
        name,
        source,
        "n",
        Optional.of("a" + type),
        start,
        synapses.stream().mapToInt(s -> s[0]).toArray(),
        ones,
        synapses.stream().mapToInt(s -> s[1]).toArray(),
        Optional.empty(),
        0,
        Optional.empty(),
        name,
        IntStream.range(0, ones.length).toArray());
  }

  private static Recording run(Kernel kernel, Core core) {
    Map<String, long[]> params = new LinkedHashMap<>();
    for (int f = 0; f < FIELDS.length; f++) {
      long[] column = new long[NEURONS];
      for (int n = 0; n < NEURONS; n++) {
        column[n] = core.field[n][f];
      }
      params.put(FIELDS[f], column);
    }
    params.put("reset_mode", Arrays.stream(core.mode).asLongStream().toArray());
    List<SynapseBlock> synapses = new ArrayList<>();
    List<long[]> spikes = new ArrayList<>();
    for (int type = 0; type < 4; type++) {
      synapses.add(rows(core, "n", type, 0, NEURONS));
      synapses.add(rows(core, "in", type, NEURONS, AXONS));
    }
    for (int t = 0; t < TICKS; t++) {
      for (int a = NEURONS; a < AXONS; a++) {
        if (core.stimulus[t][a]) {
          spikes.add(new long[] {t, a - NEURONS});
        }
      }
    }
    int[] all = IntStream.range(0, NEURONS).toArray();
    int[] ones = new int[NEURONS];
    Arrays.fill(ones, 1);
    return Interpreter.run(
        new Program(
            new Program.Info("core", "", "", "", "", 1),
            new Program.TickSchedule(
                1_000_000_000_000L,
                List.of(Phase.DELIVER, Phase.INTEGRATE, Phase.FIRE, Phase.ROUTE)),
            TICKS,
            List.of(kernel),
            List.of(),
            List.of(
                new NeuronBlock(
                    "n",
                    kernel.name(),
                    NEURONS,
                    new Columns(params),
                    Columns.NONE,
                    "n",
                    all,
                    new NeuronBlock.Place(new int[NEURONS], all, ones))),
            List.of(
                new SourceBlock(
                    "in", AXONS - NEURONS, "in", IntStream.range(0, AXONS - NEURONS).toArray())),
            synapses,
            List.of(),
            new Stimulus(
                List.of(
                    new Stimulus.SpikeTrain(
                        "in",
                        spikes.stream().mapToLong(s -> s[0]).toArray(),
                        spikes.stream().mapToInt(s -> (int) s[1]).toArray())),
                List.of()),
            List.of(
                new Probe(Probe.Kind.SPIKES, "n", -1, "", 1),
                new Probe(Probe.Kind.WORD, "n", -1, "v", 1))),
        RunOptions.defaults());
  }

  @AfterAll
  static void theClaimsPageSaysSo() {
    ClaimsPage.recordings("TrueNorthTest", ROWS);
  }

  @Test
  void randomCoresRunAsTheyAreWrittenOut() {
    Kernel kernel =
        ((NeuronModel.Fixed) Profiles.load("truenorth-like", List.of()).neuron()).kernel();
    long spikes = 0;
    Tally tally = new Tally();
    for (int seed = 0; seed < CORES; seed++) {
      Core core = new Core(seed);
      Trace expected = written(core);
      Recording run = run(kernel, core);
      boolean[][] fired = new boolean[TICKS][NEURONS];
      Recording.SpikeSeries series = run.spikesOf("n").orElseThrow();
      for (int k = 0; k < series.count(); k++) {
        fired[(int) series.tick()[k]][series.neuron()[k]] = true;
      }
      spikes += series.count();
      for (int n = 0; n < NEURONS; n++) {
        long[] v = run.trace("n", n, "v").orElseThrow().codes().orElseThrow().codes();
        for (int t = 0; t < TICKS; t++) {
          String where = " of neuron " + n + " in tick " + t + ", seed " + seed;
          tally.same(expected.v()[t][n], v[t + 1], () -> "the potential" + where);
          tally.same(
              expected.fired()[t][n] ? 1 : 0, fired[t][n] ? 1 : 0, () -> "the spike" + where);
        }
      }
    }
    tally.hold("random cores");
    assertThat(tally.compared()).isEqualTo(2L * CORES * NEURONS * TICKS);
    assertThat(spikes).isGreaterThan(10_000);
    ROWS.add(
        ClaimsPage.row(
            "truenorth-like",
            CORES + " random cores, written out in the test (no chip and no public recording)",
            "potential and spike of every neuron and tick",
            tally.compared(),
            tally.wrong()));
  }
}
