package org.bitspike.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bitspike.emulator.ProgramBuilder.columns;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bitspike.ir.Spec;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.fixed.FixedFormat;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.Program.Columns;
import org.bitspike.ir.program.Program.Phase;
import org.bitspike.ir.program.Program.Probe;
import org.bitspike.ir.recording.Recording;
import org.junit.jupiter.api.Test;

class InterpreterTest {

  private static final String ADDER =
      """
      kernel adder {
        state  v: s32 saturate
        input  in: s8 saturate, raw: s8 wrap
        on tick { v = v + in + raw }
      }
      """;

  private static final String RELAY =
      """
      kernel relay {
        input in: s8
        on tick { if in > 0 { spike } }
      }
      """;

  static Recording run(ProgramBuilder builder) {
    return Interpreter.run(builder.build(), RunOptions.defaults());
  }

  static long[] codes(Recording recording, String population, int index, String word) {
    return recording.trace(population, index, word).orElseThrow().codes().orElseThrow().codes();
  }

  private static ProgramBuilder adder() {
    return new ProgramBuilder(6)
        .kernel(ADDER)
        .sources("s", 3)
        .neurons("n", "adder", 2, Columns.NONE, Columns.NONE);
  }

  @Test
  @Spec({"4.2", "4.7"})
  void anEventIsDueItsDelayAfterTheSpike() {
    Recording r =
        run(
            adder()
                .spikes("s", new long[] {1, 0})
                .synapses("syn", "s", "n", "in", new int[] {0, 0, 5, 1}, new int[] {0, 1, 7, 3})
                .probeEverything());
    assertThat(codes(r, "n", 0, "v")).containsExactly(0, 0, 0, 5, 5, 5, 5);
    assertThat(codes(r, "n", 1, "v")).containsExactly(0, 0, 0, 0, 0, 7, 7);
    assertThat(r.spikesOf("s").orElseThrow().tick()).containsExactly(1);
  }

  @Test
  @Spec({"4.2", "2.3"})
  void aSumIsExactBeforeItIsBroughtIntoRange() {
    int[][] toSaturate = {{0, 0, 100, 1}, {1, 0, 100, 1}, {2, 0, -100, 1}};
    int[][] toWrap = {{0, 1, 100, 1}, {1, 1, 100, 1}};
    Recording r =
        run(
            adder()
                .spikes(
                    "s",
                    new long[] {0, 0},
                    new long[] {0, 1},
                    new long[] {0, 2},
                    new long[] {2, 0},
                    new long[] {2, 1})
                .synapses("a", "s", "n", "in", toSaturate)
                .synapses("b", "s", "n", "raw", toWrap)
                .probeEverything());
    assertThat(codes(r, "n", 0, "v")).containsExactly(0, 0, 100, 100, 227, 227, 227);
    assertThat(codes(r, "n", 1, "v")).containsExactly(0, 0, -56, -56, -112, -112, -112);
  }

  @Test
  @Spec("4.7")
  void aDecodeTableGivesTheValueOfAWeightCode() {
    Recording r =
        run(
            adder()
                .table("codes", FixedFormat.signed(8, 0), -20, 0, 30)
                .spikes("s", new long[] {0, 0})
                .synapses(
                    "syn",
                    "s",
                    "n",
                    Optional.of("in"),
                    Optional.of("codes"),
                    -1,
                    Optional.empty(),
                    new int[] {0, 0, 1, 1},
                    new int[] {0, 1, -1, 1})
                .probeEverything());
    assertThat(codes(r, "n", 0, "v")).endsWith(30L);
    assertThat(codes(r, "n", 1, "v")).endsWith(-20L);
  }

  @Test
  @Spec({"4.1", "4.5"})
  void theDeclaredOrderDecidesWhetherAnEventActsInItsOwnTick() {
    ProgramBuilder late =
        adder()
            .order(Phase.INTEGRATE, Phase.FIRE, Phase.ROUTE, Phase.DELIVER)
            .spikes("s", new long[] {1, 0})
            .synapses("syn", "s", "n", "in", new int[] {0, 0, 5, 1})
            .probeEverything();
    assertThat(codes(run(late), "n", 0, "v")).containsExactly(0, 0, 0, 0, 5, 5, 5);
  }

  @Test
  @Spec({"3.10", "4.4", "4.5"})
  void spikesTravelFromNeuronToNeuronOneTickEach() {
    Recording r =
        run(
            new ProgramBuilder(6)
                .kernel(RELAY)
                .sources("s", 1)
                .neurons("n", "relay", 3, Columns.NONE, Columns.NONE)
                .spikes("s", new long[] {0, 0})
                .synapses("in", "s", "n", "in", new int[] {0, 0, 1, 1})
                .synapses("chain", "n", "n", "in", new int[] {0, 1, 1, 1}, new int[] {1, 2, 1, 2})
                .probeEverything());
    assertThat(r.spikesOf("n").orElseThrow().tick()).containsExactly(1, 2, 4);
    assertThat(r.spikesOf("n").orElseThrow().neuron()).containsExactly(0, 1, 2);
  }

  @Test
  @Spec("4.1")
  void levelsHoldUntilTheyAreSetAgain() {
    Recording r =
        run(
            new ProgramBuilder(5)
                .kernel("kernel k { state v: s16 level i: s8 on tick { v = v + i } }")
                .neurons("n", "k", 2, Columns.NONE, columns("i", new long[] {0, 2}))
                .levels("n", "i", new long[] {1, 0, 3}, new long[] {3, 0, -1}, new long[] {3, 1, 0})
                .probeEverything());
    assertThat(codes(r, "n", 0, "v")).containsExactly(0, 0, 3, 6, 5, 4);
    assertThat(codes(r, "n", 1, "v")).containsExactly(0, 2, 4, 6, 6, 6);
  }

  @Test
  @Spec({"3.1", "5.1"})
  void aColumnOfOneEntryStandsForAllAndAMissingOneForZero() {
    Recording r =
        run(
            new ProgramBuilder(1)
                .kernel(
                    "kernel k { param p: u8 state v: u8, w: u8 on tick { v = v + p w = w + 1 } }")
                .neurons("n", "k", 2, columns("p", 3), columns("v", new long[] {10, 20}))
                .probeEverything());
    assertThat(codes(r, "n", 0, "v")).containsExactly(10, 13);
    assertThat(codes(r, "n", 1, "v")).containsExactly(20, 23);
    assertThat(codes(r, "n", 1, "w")).containsExactly(0, 1);
  }

  @Test
  @Spec({"4.3", "3.11", "5.2"})
  void eventHandlersRunOncePerEventInCanonicalOrder() {
    // Each event appends its value as a digit, so that the order can be read.
    String kernel =
        """
        kernel k {
          state digits: u40
          input in: u4
          on event in { digits = digits * 10 + value }
          on tick { digits = digits + in * 1000000 }
        }
        """;
    Recording r =
        run(
            new ProgramBuilder(6)
                .kernel(kernel)
                .sources("s", 2)
                .neurons("n", "k", 1, Columns.NONE, Columns.NONE)
                .spikes(
                    "s", new long[] {0, 1}, new long[] {1, 0}, new long[] {1, 1}, new long[] {2, 0})
                .synapses(
                    "a",
                    "s",
                    "n",
                    "in",
                    new int[] {0, 0, 1, 2},
                    new int[] {0, 0, 2, 1},
                    new int[] {1, 0, 3, 3})
                .synapses("b", "s", "n", "in", new int[] {0, 0, 5, 2}, new int[] {1, 0, 6, 2})
                .probeEverything());
    // In tick 3 block a has 3 of tick 0, 1 of tick 1, 2 of tick 2; then block b has 5 and 6 of tick
    // 1.
    assertThat(codes(r, "n", 0, "digits"))
        .containsExactly(0, 0, 0, 26, 2631256, 2631256315L, 2631256315L);
  }

  @Test
  @Spec({"6.2", "6.3"})
  void drawsCountOverAllHandlersOfATick() {
    String kernel =
        """
        kernel k {
          state a: u32, b: u32, c: u32
          input in: u4
          on event in { a = random(32) }
          on tick { b = random(32) c = quantise(1 >> 1, u8, stochastic, saturate) + random(16) }
        }
        """;
    Recording r =
        run(
            new ProgramBuilder(3)
                .seed(77)
                .kernel("kernel other { on tick { } }")
                .kernel(kernel)
                .sources("s", 1)
                .neurons("o", "other", 1, Columns.NONE, Columns.NONE)
                .neurons("n", "k", 2, Columns.NONE, Columns.NONE)
                .spikes("s", new long[] {0, 0})
                .synapses("a", "s", "n", "in", new int[] {0, 1, 1, 1})
                .probeEverything());
    long a =
        org.bitspike.ir.random.CounterRandom.bits32(77, 0x10000001, (1L << 32) | 1, 0)
            & 0xFFFFFFFFL;
    long b =
        org.bitspike.ir.random.CounterRandom.bits32(77, 0x10000001, (1L << 32) | 1, 1)
            & 0xFFFFFFFFL;
    long up = org.bitspike.ir.random.CounterRandom.bits64(77, 0x10000001, (1L << 32) | 1, 2) & 1;
    long c =
        org.bitspike.ir.random.CounterRandom.bits32(77, 0x10000001, (1L << 32) | 1, 3) & 0xFFFF;
    assertThat(codes(r, "n", 1, "a")[2]).isEqualTo(a);
    assertThat(codes(r, "n", 1, "b")[2]).isEqualTo(b);
    assertThat(codes(r, "n", 1, "c")[2]).isEqualTo((up == 0 ? 1 : 0) + c);
  }

  @Test
  @Spec("2.3")
  void aTrapSaysWhereAndWhen() {
    ProgramBuilder builder =
        new ProgramBuilder(100)
            .kernel("kernel k { param p: u4 state v: s6.2 trap on tick { v = v + p } }")
            .neurons("cells", "k", 2, columns("p", new long[] {0, 1}), Columns.NONE)
            .probeEverything();
    assertThatThrownBy(() -> run(builder))
        .isInstanceOfSatisfying(
            BitspikeException.class,
            e -> assertThat(e.diagnostics().getFirst().code()).isEqualTo(Code.E_TRAP))
        .hasMessageContaining(
            "in tick 7, member 1 of block cells: v would be 32, outside s6.2 (-32..31)");
  }

  @Test
  @Spec("2.3")
  void anInputCanTrap() {
    ProgramBuilder builder =
        new ProgramBuilder(4)
            .kernel("kernel k { input in: u2 trap on tick { } }")
            .sources("s", 1)
            .neurons("n", "k", 1, Columns.NONE, Columns.NONE)
            .spikes("s", new long[] {1, 0})
            .synapses("a", "s", "n", "in", new int[] {0, 0, 2, 1}, new int[] {0, 0, 3, 1});
    assertThatThrownBy(() -> run(builder))
        .hasMessageContaining(
            "in tick 2, member 0 of block n: the sum of input in would be 5, outside u2 (0..3)");
  }

  @Test
  void probesOfNothingAreAllReported() {
    ProgramBuilder builder =
        adder()
            .probe(Probe.Kind.SPIKES, "nobody", "")
            .probe(Probe.Kind.WORD, "n", "w")
            .probe(Probe.Kind.WEIGHTS, "x", "");
    assertThatThrownBy(() -> run(builder))
        .isInstanceOfSatisfying(
            BitspikeException.class,
            e -> {
              assertThat(e.diagnostics())
                  .hasSize(3)
                  .allMatch(d -> d.code() == Code.E_UNKNOWN_PROBE);
              assertThat(e).hasMessageContaining("has no word w");
            });
  }

  @Test
  @Spec("1.3")
  void anUnsoundProgramDoesNotRun() {
    assertThatThrownBy(() -> run(adder().levels("n", "current", new long[] {0, 0, 1})))
        .isInstanceOfSatisfying(
            BitspikeException.class,
            e -> assertThat(e.diagnostics().getFirst().code()).isEqualTo(Code.P_INVALID))
        .hasMessageContaining("no level word current");
  }

  @Test
  @Spec("8.1")
  void aPopulationInTwoBlocksIsRecordedAsOne() {
    Recording r =
        run(
            new ProgramBuilder(2)
                .kernel(
                    "kernel k { param id: u8 state v: u8 unit \"mV\" on tick { v = id spike } }")
                .neurons(
                    "n0",
                    "k",
                    2,
                    columns("id", new long[] {2, 0}),
                    Columns.NONE,
                    "pop",
                    new int[] {2, 0})
                .neurons("n1", "k", 1, columns("id", 1), Columns.NONE, "pop", new int[] {1})
                .probeEverything());
    assertThat(r.spikes()).hasSize(1);
    assertThat(r.spikes().getFirst().size()).isEqualTo(3);
    assertThat(r.spikes().getFirst().tick()).containsExactly(0, 0, 0, 1, 1, 1);
    assertThat(r.spikes().getFirst().neuron()).containsExactly(0, 1, 2, 0, 1, 2);
    for (int i = 0; i < 3; i++) {
      assertThat(codes(r, "pop", i, "v")).containsExactly(0, i, i);
    }
    assertThat(r.trace("pop", 1, "v").orElseThrow().unit()).isEqualTo("mV");
  }

  @Test
  void samplesEndTheirInterval() {
    Program program =
        new ProgramBuilder(7)
            .kernel("kernel k { state v: u8.1 on tick { v = v + 1 } }")
            .neurons("n", "k", 1, Columns.NONE, Columns.NONE)
            .probe(new Probe(Probe.Kind.WORD, "n", 0, "v", 3))
            .build();
    Recording.Trace trace = Interpreter.run(program, RunOptions.defaults()).traces().getFirst();
    assertThat(trace.withInitial()).isTrue();
    assertThat(trace.values()).containsExactly(0, 3, 6);
    assertThat(trace.codes().orElseThrow().codes()).containsExactly(0, 6, 12);
  }

  @Test
  void progressIsToldAndTheDurationCanBeOverridden() {
    List<Long> told = new ArrayList<>();
    Recording r =
        Interpreter.run(
            adder().build(), RunOptions.defaults().withDurationTicks(600).withProgress(told::add));
    assertThat(told).containsExactly(0L, 256L, 512L, 600L);
    assertThat(r.durationTicks()).isEqualTo(600);
  }
}
