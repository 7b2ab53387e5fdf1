package org.bitspike.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bitspike.emulator.InterpreterTest.codes;
import static org.bitspike.emulator.InterpreterTest.run;
import static org.bitspike.emulator.ProgramBuilder.columns;

import java.util.Arrays;
import java.util.Optional;
import org.bitspike.ir.Spec;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.program.LearningRule;
import org.bitspike.ir.program.Program.Columns;
import org.bitspike.ir.program.Program.Probe;
import org.bitspike.ir.program.SynapseBlock.Plasticity;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.recording.Recording.LearningSeries;
import org.junit.jupiter.api.Test;

class LearningTest {

  // Appends a digit for whatever happens: 1 pre, 2 post, 3 read-out; and counts over the block.
  private static final String DIARY =
      """
      kernel diary {
        state  weight: u8, digits: u40, last: u48, order: u40
        shared count: u16
        on pre { digits = digits * 10 + 1 last = now order = order * 100 + count count = count + 1 }
        on post { digits = digits * 10 + 2 last = now }
        on readout { digits = digits * 10 + 3 last = now }
      }
      """;

  private static final Optional<String> NO_PORT = Optional.empty();

  private static ProgramBuilder twoBySources(
      int ticks,
      int slice,
      Optional<LearningRule.Controller> controller,
      int dendriticDelay,
      int[]... synapses) {
    Plasticity plasticity =
        new Plasticity("rule", dendriticDelay, Columns.NONE, Columns.NONE, Columns.NONE);
    return new ProgramBuilder(ticks)
        .kernel(DIARY)
        .rule(new LearningRule("rule", "diary", slice, controller))
        .sources("pre", 3)
        .sources("post", 2)
        .synapses(
            "syn", "pre", "post", NO_PORT, Optional.empty(), 0, Optional.of(plasticity), synapses);
  }

  private static LearningSeries learning(Recording r) {
    return r.learning().getFirst();
  }

  private static double[] column(Recording r, String word) {
    return learning(r).values().get(learning(r).words().indexOf(word));
  }

  @Test
  @Spec({"4.6", "7.2", "3.11"})
  void postComesBeforePreOfTheSameTickAndAfterTheDendriticDelay() {
    Recording r =
        run(
            twoBySources(8, 1, Optional.empty(), 2, new int[] {0, 0, 1, 1}, new int[] {0, 1, 1, 1})
                .spikes("pre", new long[] {3, 0}, new long[] {6, 0})
                .spikes("post", new long[] {1, 0}, new long[] {2, 1}, new long[] {4, 0})
                .probeEverything());
    assertThat(learning(r).tick()).containsExactly(3, 3, 6, 6);
    assertThat(learning(r).connection()).containsExactly(0, 1, 0, 1);
    assertThat(column(r, "digits")).containsExactly(21, 1, 2121, 121);
    assertThat(column(r, "last")).containsExactly(3, 3, 6, 6);
  }

  @Test
  @Spec({"7.4", "7.6"})
  void aSliceIsHandledRowByRow() {
    ProgramBuilder builder =
        twoBySources(
                9,
                4,
                Optional.empty(),
                0,
                new int[] {0, 0, 1, 4},
                new int[] {1, 0, 1, 4},
                new int[] {1, 1, 1, 4})
            .spikes(
                "pre",
                new long[] {0, 1},
                new long[] {1, 1},
                new long[] {2, 0},
                new long[] {3, 1},
                new long[] {4, 0},
                new long[] {5, 1},
                new long[] {7, 0})
            .spikes("post", new long[] {2, 0}, new long[] {3, 0})
            .probeEverything();
    Recording r = run(builder);
    // Tick 0 is a slice of its own, then 1 to 4, then 5 to 8.
    assertThat(learning(r).tick()).containsExactly(0, 0, 2, 4, 1, 3, 1, 3, 7, 5, 5);
    assertThat(learning(r).connection()).containsExactly(1, 2, 0, 0, 1, 1, 2, 2, 0, 1, 2);
    assertThat(column(r, "digits"))
        .containsExactly(1, 1, 21, 2121, 11, 11221, 11, 111, 21211, 112211, 1111);
    double[] order = column(r, "order");
    assertThat(Arrays.stream(order).map(o -> o % 100).toArray())
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
  }

  @Test
  @Spec("7.4")
  void whatRemainsAtTheEndIsASlice() {
    Recording r =
        run(
            twoBySources(
                    4, 10, Optional.empty(), 0, new int[] {0, 0, 1, 10}, new int[] {1, 0, 1, 10})
                .spikes("pre", new long[] {1, 1}, new long[] {3, 0})
                .probeEverything());
    assertThat(learning(r).tick()).containsExactly(3, 1);
  }

  @Test
  @Spec("7.5")
  void theControllerVisitsRowsInItsCycle() {
    LearningRule.Controller controller = new LearningRule.Controller(1, 2, 3, 5);
    Recording r =
        run(
            twoBySources(
                    12,
                    1,
                    Optional.of(controller),
                    0,
                    new int[] {0, 0, 1, 1},
                    new int[] {1, 0, 1, 1},
                    new int[] {2, 0, 1, 1})
                .spikes(
                    "pre",
                    new long[] {6, 0},
                    new long[] {6, 2},
                    new long[] {9, 2},
                    new long[] {11, 0},
                    new long[] {11, 1},
                    new long[] {11, 2})
                .probeEverything());
    // Rows 0 and 1 are visited in ticks 1, 6, 11; row 2 in ticks 4, 9; always after pre.
    assertThat(learning(r).tick()).containsExactly(6, 6, 9, 11, 11, 11);
    assertThat(column(r, "digits")).containsExactly(31, 31, 311, 3131, 331, 31131);
  }

  private static final String DOUBLING =
      """
      kernel doubling {
        state weight: u8
        on pre { weight = weight * 2 }
        on post { weight = 1 }
      }
      """;

  private static final String SUM =
      "kernel sum { state v: u32 input in: u16 on tick { v = v * 100 + in } }";

  private static long[] transmitted(int slice, int delay) {
    Plasticity plasticity = new Plasticity("rule", 0, Columns.NONE, Columns.NONE, Columns.NONE);
    Recording r =
        run(
            new ProgramBuilder(9)
                .kernel(DOUBLING)
                .kernel(SUM)
                .rule(new LearningRule("rule", "doubling", slice, Optional.empty()))
                .sources("pre", 1)
                .neurons("n", "sum", 1, Columns.NONE, Columns.NONE)
                .synapses(
                    "syn",
                    "pre",
                    "n",
                    Optional.of("in"),
                    Optional.empty(),
                    0,
                    Optional.of(plasticity),
                    new int[] {0, 0, 3, delay})
                .spikes("pre", new long[] {1, 0}, new long[] {2, 0}, new long[] {3, 0})
                .probeEverything());
    return codes(r, "n", 0, "v");
  }

  @Test
  @Spec({"7.1", "7.3"})
  void anEventCarriesTheWeightAsItsPreLeftIt() {
    assertThat(transmitted(1, 3)).startsWith(0, 0, 0, 0, 0, 6, 612, 61224);
  }

  @Test
  @Spec({"7.3", "7.4"})
  void slicesDoNotChangeWhenEventsAreDue() {
    assertThat(transmitted(3, 3)).isEqualTo(transmitted(1, 3));
  }

  @Test
  void weightsAreSampledBeforeTheRunAndAtTheEndOfTicks() {
    ProgramBuilder builder =
        twoBySources(4, 1, Optional.empty(), 0, new int[] {0, 0, 5, 1}, new int[] {1, 0, 6, 1})
            .probe(new Probe(Probe.Kind.WEIGHTS, "syn", -1, "", 2));
    Recording r = run(builder);
    assertThat(r.weights()).extracting(Recording.WeightSeries::tick).containsExactly(-1L, 1L, 3L);
    assertThat(r.weights().getLast().weight()).containsExactly(5, 6);
  }

  @Test
  @Spec("8.1")
  void wordsOfSynapsesAreSampledAtTheEndOfTicks() {
    Recording r =
        run(
            twoBySources(4, 1, Optional.empty(), 0, new int[] {0, 0, 5, 1}, new int[] {1, 0, 6, 1})
                .spikes("pre", new long[] {0, 1}, new long[] {2, 1})
                .probe(new Probe(Probe.Kind.WORD, "syn", 1, "digits", 1)));
    assertThat(codes(r, "syn", 1, "digits")).containsExactly(0, 1, 1, 11, 11);
    assertThat(r.traces()).hasSize(1);
  }

  @Test
  @Spec({"7.1", "7.2", "3.7"})
  void aTableRuleCountsPairsUntilItsThreshold() {
    // Charge grows by a fixed 0.6065 for each pre-before-post pair; above 3.5 the weight takes the
    // table's next entry.
    String kernel =
        """
        kernel table_stdp {
          param  threshold: u16.12
          state  weight: u4, charge: u20.12, armed: u1
          table  causal: u4 -> u4
          on pre {
            if charge > threshold { weight = lookup(causal, weight) charge = 0 }
            armed = 1
          }
          on post { if armed { charge = charge + 0.606689453125:u12.12 armed = 0 } }
        }
        """;
    Plasticity plasticity =
        new Plasticity("stdp", 1, columns("threshold", 7 << 11), Columns.NONE, Columns.NONE);
    ProgramBuilder builder =
        new ProgramBuilder(160)
            .kernel(kernel)
            .table(
                "causal",
                FixedFormat.unsigned(4, 0),
                2,
                3,
                4,
                4,
                5,
                6,
                7,
                8,
                9,
                10,
                11,
                12,
                13,
                14,
                14,
                15)
            .rule(new LearningRule("stdp", "table_stdp", 1, Optional.empty()))
            .sources("pre", 1)
            .sources("post", 1)
            .synapses(
                "syn",
                "pre",
                "post",
                NO_PORT,
                Optional.empty(),
                0,
                Optional.of(plasticity),
                new int[] {0, 0, 0, 1});
    long[][] pre = new long[16][];
    long[][] post = new long[16][];
    for (int i = 0; i < 16; i++) {
      pre[i] = new long[] {10L * i, 0};
      post[i] = new long[] {10L * i + 4, 0};
    }
    Recording r = run(builder.spikes("pre", pre).spikes("post", post).probeEverything());
    assertThat(column(r, "weight")).containsExactly(0, 0, 0, 0, 0, 0, 2, 2, 2, 2, 2, 2, 4, 4, 4, 4);
    assertThat(column(r, "charge")[5]).isEqualTo(5 * 2485);
  }
}
