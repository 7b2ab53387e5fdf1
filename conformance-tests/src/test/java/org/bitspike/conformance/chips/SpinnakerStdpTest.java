package org.bitspike.conformance.chips;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.bitspike.emulator.Interpreter;
import org.bitspike.emulator.RunOptions;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.profile.LearningMatch;
import org.bitspike.ir.program.LearningRule;
import org.bitspike.ir.program.LookupTable;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.Program.Columns;
import org.bitspike.ir.program.Program.Phase;
import org.bitspike.ir.program.Program.Probe;
import org.bitspike.ir.program.SourceBlock;
import org.bitspike.ir.program.Stimulus;
import org.bitspike.ir.program.SynapseBlock;
import org.bitspike.ir.recording.Recording;
import org.junit.jupiter.api.Test;

/** The STDP kernel of the SpiNNaker profile does what 16-bit integers do, written out here. */
class SpinnakerStdpTest {

  private static final int TICKS = 400;

  private static short[] table(int length, double tau) {
    short[] table = new short[length];
    for (int i = 0; i < length; i++) {
      table[i] = (short) Math.round(StrictMath.exp(-i / tau) * 2048);
    }
    return table;
  }

  private static short decayed(short trace, short[] table, int since) {
    int entry = since < table.length ? table[since] : 0;
    return (short) ((trace * entry) >> 11);
  }

  private static Stimulus.SpikeTrain train(String block, boolean[] fires) {
    List<Long> ticks = new ArrayList<>();
    for (int t = 0; t < fires.length; t++) {
      if (fires[t]) {
        ticks.add((long) t);
      }
    }
    return new Stimulus.SpikeTrain(
        block, ticks.stream().mapToLong(Long::longValue).toArray(), new int[ticks.size()]);
  }

  private static Columns params(long plus, long minus) {
    Map<String, long[]> columns = new LinkedHashMap<>();
    columns.put("step_plus", new long[] {plus});
    columns.put("step_minus", new long[] {minus});
    columns.put("most", new long[] {32767});
    columns.put("lut_step", new long[] {1});
    return new Columns(columns);
  }

  private static Recording run(
      LearningMatch rule, short[] plus, short[] minus, boolean[] pre, boolean[] post, int weight) {
    List<LookupTable> tables = new ArrayList<>();
    rule.tables()
        .forEach(
            t -> {
              short[] from = t.name().equals("decay_plus") ? plus : minus;
              long[] entries = new long[from.length];
              for (int i = 0; i < from.length; i++) {
                entries[i] = from[i];
              }
              tables.add(new LookupTable(t.name(), t.entry(), entries));
            });
    List<Probe> probes = new ArrayList<>();
    for (String word : List.of("weight", "pre_trace", "post_trace")) {
      probes.add(new Probe(Probe.Kind.WORD, "syn", 0, word, 1));
    }
    Program program =
        new Program(
            new Program.Info("stdp", "", "", "", "", 1),
            new Program.TickSchedule(
                1_000_000_000_000L,
                List.of(Phase.DELIVER, Phase.INTEGRATE, Phase.FIRE, Phase.LEARN, Phase.ROUTE)),
            TICKS,
            List.of(rule.kernel()),
            tables,
            List.of(),
            List.of(
                new SourceBlock("pre", 1, "pre", new int[1]),
                new SourceBlock("post", 1, "post", new int[1])),
            List.of(
                new SynapseBlock(
                    "syn",
                    "pre",
                    "post",
                    Optional.empty(),
                    new int[] {0, 1},
                    new int[1],
                    new int[] {weight},
                    new int[] {1},
                    Optional.empty(),
                    0,
                    Optional.of(
                        new SynapseBlock.Plasticity(
                            "pair", 0, params(300, 330), Columns.NONE, Columns.NONE)),
                    "syn",
                    new int[1])),
            List.of(new LearningRule("pair", rule.kernel().name(), 1, Optional.empty())),
            new Stimulus(List.of(train("pre", pre), train("post", post)), List.of()),
            probes);
    return Interpreter.run(program, RunOptions.defaults());
  }

  @Test
  void tracesAndWeightsAreThoseOfSixteenBitIntegers() {
    LearningMatch rule = Profiles.load("spinnaker", List.of()).learning().rules().getFirst();
    short[] plus = table(200, 20);
    short[] minus = table(120, 12);
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      double rate = 0.02 + 0.02 * seed;
      boolean[] pre = new boolean[TICKS];
      boolean[] post = new boolean[TICKS];
      for (int t = 0; t < TICKS; t++) {
        pre[t] = random.nextDouble() < rate;
        post[t] = random.nextDouble() < rate;
      }
      int weight = 16000;
      Recording run = run(rule, plus, minus, pre, post, weight);
      short x = 0;
      short y = 0;
      int lastX = 0;
      int lastY = 0;
      for (int t = 0; t < TICKS; t++) {
        if (post[t]) {
          if (t > lastX) {
            weight = Math.min(32767, weight + ((decayed(x, plus, t - lastX) * 300) >> 11));
          }
          y = (short) (decayed(y, minus, t - lastY) + 2048);
          lastY = t;
        }
        if (pre[t]) {
          if (t > lastY) {
            weight = Math.max(0, weight - ((decayed(y, minus, t - lastY) * 330) >> 11));
          }
          x = (short) (decayed(x, plus, t - lastX) + 2048);
          lastX = t;
        }
        assertThat(code(run, "pre_trace", t)).as("seed %s, tick %s", seed, t).isEqualTo(x);
        assertThat(code(run, "post_trace", t)).as("seed %s, tick %s", seed, t).isEqualTo(y);
        assertThat(code(run, "weight", t)).as("seed %s, tick %s", seed, t).isEqualTo(weight);
      }
    }
  }

  private static long code(Recording run, String word, int tick) {
    return run.trace("syn", 0, word).orElseThrow().codes().orElseThrow().codes()[tick + 1];
  }
}
