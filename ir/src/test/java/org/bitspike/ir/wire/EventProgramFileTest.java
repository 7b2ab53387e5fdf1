package org.bitspike.ir.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitspike.ir.kernel.KernelText;
import org.bitspike.ir.program.EventSchedule;
import org.bitspike.ir.program.EventSchedule.Kind;
import org.bitspike.ir.program.EventSchedule.Scope;
import org.bitspike.ir.program.EventSchedule.SpikeQueue;
import org.bitspike.ir.program.EventSchedule.SynapseWork;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.Program.Columns;
import org.bitspike.ir.program.Stimulus;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.recording.Recording.Counter;
import org.junit.jupiter.api.Test;

class EventProgramFileTest {

  private static final EventSchedule SCHEDULE =
      new EventSchedule(
          List.of(
              Kind.ofNeurons("poke", Scope.NEURON, "in"),
              Kind.ofNeurons("leak", Scope.ALL_NEURONS, "in"),
              Kind.ofSynapses("spike", Scope.ROW, true, SynapseWork.PRE),
              Kind.ofSynapses("one", Scope.SYNAPSE, true, SynapseWork.NONE),
              Kind.ofSynapses("age", Scope.ALL_ROWS, false, SynapseWork.READOUT)),
          Optional.of(new SpikeQueue("spike", 32)));

  private static Program program() {
    int[] zero = new int[2];
    return new Program(
        new Program.Info("events", "0", "test", "", "", 1),
        new Program.TickSchedule(1_000_000, List.of()),
        9,
        List.of(
            KernelText.parse("kernel k { state v: u8 input in: s8 on event in { v = value } }")),
        List.of(),
        List.of(
            new NeuronBlock(
                "n",
                "k",
                2,
                Columns.NONE,
                new Columns(Map.of()),
                "n",
                new int[] {0, 1},
                new NeuronBlock.Place(zero, new int[] {0, 1}, new int[] {1, 1}))),
        List.of(),
        List.of(),
        List.of(),
        new Stimulus(
            List.of(),
            List.of(),
            new Stimulus.EventList(
                new long[] {0, 4, 4},
                new int[] {0, 1, 3},
                new int[] {1, 0, 1},
                new int[] {0, 0, 1},
                new long[] {-7, 3, 0})),
        List.of(),
        Optional.of(SCHEDULE));
  }

  private static Program read(Program program) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ProgramFile.write(bytes, program);
    return ProgramFile.read(new ByteArrayInputStream(bytes.toByteArray()));
  }

  private static void same(Program back) {
    assertThat(back.events()).contains(SCHEDULE);
    Stimulus.EventList events = back.stimulus().events();
    assertThat(events.tick()).containsExactly(0, 4, 4);
    assertThat(events.kind()).containsExactly(0, 1, 3);
    assertThat(events.address()).containsExactly(1, 0, 1);
    assertThat(events.target()).containsExactly(0, 0, 1);
    assertThat(events.value()).containsExactly(-7, 3, 0);
  }

  @Test
  void aProgramOfEventsReadsBackFromFileAndText() {
    same(read(program()));
    same(ProgramText.parse(ProgramText.print(program()), "test"));
  }

  @Test
  void countersReadBack() {
    Recording recording =
        new Recording(
            new Recording.Info("n", "e", "0", "", 1),
            1e-3,
            1,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(new Counter("queue", "lost", 2508)));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    RecordingFile.write(bytes, recording);
    Recording back = RecordingFile.read(new ByteArrayInputStream(bytes.toByteArray()));
    assertThat(back.counters()).isEqualTo(recording.counters());
    assertThat(back.counter("queue", "lost")).isEqualTo(2508);
  }
}
