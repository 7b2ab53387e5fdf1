package org.bitspike.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bitspike.emulator.InterpreterTest.codes;
import static org.bitspike.emulator.ProgramBuilder.columns;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bitspike.ir.Spec;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.program.EventSchedule;
import org.bitspike.ir.program.EventSchedule.Kind;
import org.bitspike.ir.program.EventSchedule.Scope;
import org.bitspike.ir.program.EventSchedule.SpikeQueue;
import org.bitspike.ir.program.EventSchedule.SynapseWork;
import org.bitspike.ir.program.LearningRule;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.Program.Columns;
import org.bitspike.ir.program.SynapseBlock.Plasticity;
import org.bitspike.ir.recording.Recording;
import org.junit.jupiter.api.Test;

class EventLoopTest {

  private static final String COUNTER =
      """
      kernel counter {
        param  threshold: u8
        state  v: u8
        input  in: s8, leak: u8
        on event in {
          v = v + value
          if v >= threshold {
            spike
            v = 0
          }
        }
        on event leak { v = v - value }
      }
      """;

  private static final List<Kind> KINDS =
      List.of(
          Kind.ofNeurons("poke", Scope.NEURON, "in"),
          Kind.ofNeurons("leak", Scope.ALL_NEURONS, "leak"),
          Kind.ofSynapses("spike", Scope.ROW, true, SynapseWork.PRE),
          Kind.ofSynapses("one", Scope.SYNAPSE, true, SynapseWork.NONE),
          Kind.ofSynapses("age", Scope.ALL_ROWS, false, SynapseWork.READOUT),
          Kind.ofSynapses("silent", Scope.ROW, false, SynapseWork.NONE));

  private static EventSchedule open() {
    return new EventSchedule(KINDS, Optional.empty());
  }

  private static EventSchedule closed(int capacity) {
    return new EventSchedule(KINDS, Optional.of(new SpikeQueue("spike", capacity)));
  }

  private static ProgramBuilder counters(EventSchedule schedule, int size, long threshold) {
    return new ProgramBuilder(4)
        .events(schedule)
        .kernel(COUNTER)
        .sources("s", 2)
        .neurons("n", "counter", size, columns("threshold", threshold), Columns.NONE);
  }

  private static int[][] ring(int size, int weight) {
    int[][] synapses = new int[size][];
    for (int n = 0; n < size; n++) {
      synapses[n] = new int[] {n, (n + 1) % size, weight, 1};
    }
    return synapses;
  }

  private static Recording run(ProgramBuilder builder) {
    return Interpreter.run(builder.build(), RunOptions.defaults());
  }

  @Test
  @Spec({"9.1", "9.2"})
  void eventsOfATickAreHandledInTheirOrderAndReachWhatTheirScopeSays() {
    Recording r =
        run(
            counters(open(), 3, 100)
                .synapses("syn", "s", "n", "in", new int[] {0, 0, 5, 1}, new int[] {1, 2, 9, 1})
                .event(0, "poke", 1, 0, 20)
                .event(1, "leak", 0, 0, 3) // after this tick's first event only
                .event(1, "spike", 3, 0, 0) // addresses 3 and 4 are the sources
                .event(2, "one", 4, 2, 0)
                .event(2, "one", 4, 1, 0) // there is no such synapse
                .probeEverything());
    assertThat(codes(r, "n", 0, "v")).containsExactly(0, 0, 5, 5, 5);
    assertThat(codes(r, "n", 1, "v")).containsExactly(0, 20, 17, 17, 17);
    assertThat(codes(r, "n", 2, "v")).containsExactly(0, 0, 0, 9, 9);
    assertThat(r.spikesOf("s").orElseThrow().neuron()).containsExactly(0);
    assertThat(r.spikesOf("s").orElseThrow().tick()).containsExactly(1);
  }

  @Test
  @Spec("9.2")
  void aRowIsPassedByAscendingTargetsOverAllItsBlocks() {
    List<Integer> order = new ArrayList<>();
    Program program =
        counters(open(), 4, 10)
            .synapses("first", "s", "n", "in", new int[] {0, 3, 10, 1}, new int[] {0, 1, 10, 1})
            .synapses("second", "s", "n", "in", new int[] {0, 2, 10, 1}, new int[] {0, 0, 10, 1})
            .event(0, "spike", 4, 0, 0)
            .build();
    Interpreter.run(
        program, RunOptions.defaults().withSpikes((tick, address) -> order.add(address)));
    assertThat(order).containsExactly(0, 1, 2, 3);
  }

  @Test
  @Spec({"9.4", "9.6"})
  void aSpikeThatFindsTheQueueFullIsRecordedAndLost() {
    // One event fires four neurons; the queue takes the event itself and two of them.
    int[][] fan = new int[4][];
    for (int n = 0; n < 4; n++) {
      fan[n] = new int[] {0, n, 10, 1};
    }
    ProgramBuilder builder =
        counters(closed(3), 5, 10)
            .synapses("in", "s", "n", "in", fan)
            .synapses("rec", "n", "n", "in", new int[] {0, 4, 1, 1}, new int[] {3, 4, 1, 1});
    Recording r = run(builder.event(0, "spike", 5, 0, 0).probeEverything());
    assertThat(r.spikesOf("n").orElseThrow().neuron()).containsExactly(0, 1, 2, 3);
    assertThat(codes(r, "n", 4, "v")[1]).isEqualTo(1); // from neuron 0; neuron 3's was lost
    assertThat(r.counter("queue", "sent")).isEqualTo(4);
    assertThat(r.counter("queue", "delivered")).isEqualTo(2);
    assertThat(r.counter("queue", "lost")).isEqualTo(2);
  }

  @Test
  @Spec("9.4")
  void theEventBeingHandledKeepsItsEntry() {
    // Neuron 0 fires; its event fires neuron 1 while the only entry is still taken.
    ProgramBuilder builder =
        counters(closed(1), 3, 10).synapses("rec", "n", "n", "in", ring(3, 10));
    Recording r = run(builder.event(0, "poke", 0, 0, 10).probeEverything());
    assertThat(r.spikesOf("n").orElseThrow().neuron()).containsExactly(0, 1);
    assertThat(r.counter("queue", "lost")).isEqualTo(1);
  }

  @Test
  @Spec("9.4")
  void aNeuronFiresAsOftenAsItsHandlersDoAndInOrder() {
    List<Integer> order = new ArrayList<>();
    Program program =
        counters(open(), 2, 10)
            .event(0, "poke", 1, 0, 10)
            .event(0, "poke", 0, 0, 10)
            .event(0, "poke", 1, 0, 10)
            .probeEverything()
            .build();
    Recording r =
        Interpreter.run(
            program, RunOptions.defaults().withSpikes((tick, address) -> order.add(address)));
    assertThat(order).containsExactly(1, 0, 1);
    assertThat(r.spikesOf("n").orElseThrow().neuron()).containsExactly(0, 1, 1);
  }

  @Test
  @Spec("9.5")
  void aChipThatNeverComesToRestIsStopped() {
    ProgramBuilder builder =
        counters(closed(8), 3, 10).synapses("rec", "n", "n", "in", ring(3, 10));
    Program program = builder.event(0, "poke", 0, 0, 10).build();
    assertThatThrownBy(() -> Interpreter.run(program, RunOptions.defaults()))
        .isInstanceOfSatisfying(
            BitspikeException.class,
            e -> assertThat(e.diagnostics().getFirst().code()).isEqualTo(Code.E_NEVER_QUIET));
  }

  @Test
  @Spec({"9.3", "3.1"})
  void aRuleSeesTheTargetBeforeTheEventAndTheTargetGetsTheWeightFromBefore() {
    ProgramBuilder builder =
        counters(open(), 1, 200)
            .kernel(
                """
                kernel watch {
                  state  weight: u8
                  target v: u8
                  on pre { weight = weight + v + 1 }
                  on readout { weight = weight - 1 }
                }
                """)
            .rule(new LearningRule("watch", "watch", 1, Optional.empty()))
            .synapses(
                "syn",
                "s",
                "n",
                Optional.of("in"),
                Optional.empty(),
                0,
                Optional.of(new Plasticity("watch", 0, Columns.NONE, Columns.NONE, Columns.NONE)),
                new int[] {0, 0, 7, 1});
    Recording r =
        run(
            builder
                .event(0, "spike", 1, 0, 0) // adds 7; v was 0, the weight becomes 8
                .event(1, "spike", 1, 0, 0) // adds 8; v was 7, the weight becomes 16
                .event(2, "age", 0, 0, 0)
                .event(3, "one", 1, 0, 0) // delivers and does not learn
                .probeEverything());
    assertThat(codes(r, "n", 0, "v")).containsExactly(0, 7, 15, 15, 30);
    assertThat(r.learning().getFirst().tick()).containsExactly(0, 1);
  }

  @Test
  void whatAProgramOfEventsCannotHaveIsFound() {
    ProgramBuilder unknownPort =
        new ProgramBuilder(1)
            .events(
                new EventSchedule(
                    List.of(Kind.ofNeurons("poke", Scope.NEURON, "elsewhere")),
                    Optional.of(new SpikeQueue("nothing", 0))))
            .kernel(COUNTER)
            .kernel("kernel t { state v: u8 on tick { v = 1 } }")
            .neurons("n", "counter", 1, columns("threshold", 1), Columns.NONE)
            .event(0, "poke", 7, 0, 0);
    assertThatThrownBy(() -> Interpreter.run(unknownPort.build(), RunOptions.defaults()))
        .isInstanceOf(BitspikeException.class)
        .hasMessageContaining("no handler for events of port elsewhere")
        .hasMessageContaining("nothing, which does not exist")
        .hasMessageContaining("holds 0 events")
        .hasMessageContaining("never runs a tick")
        .hasMessageContaining("address 7 of 1");
  }
}
