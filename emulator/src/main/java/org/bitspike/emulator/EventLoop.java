package org.bitspike.emulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitspike.emulator.Ledger.Field;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.program.EventSchedule;
import org.bitspike.ir.program.EventSchedule.Kind;
import org.bitspike.ir.program.EventSchedule.SpikeQueue;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.Stimulus.EventList;
import org.bitspike.ir.recording.Recording.Counter;

/** Runs a program of events: one event after the other, each to its end. SEMANTICS.md 9. */
final class EventLoop {

  /** Events from the queue after one event from outside, beyond which the chip is never quiet. */
  static final int MOST_AFTER_ONE = 1 << 20;

  private final EventSchedule schedule;
  private final EventList outside;
  private final RunOptions.SpikeListener listener;
  private final List<NeuronGroup> neurons;
  private final List<SourceGroup> sources;
  private final List<SynapseGroup> synapses;
  // Address of each block's first member.
  private final int[] neuronBase;
  private final int[] sourceBase;
  // By synapse block: address of its source block's and of its target block's first member.
  private final int[] rowBase;
  private final int[] targetBase;
  // By address: its synapses as pairs of block and synapse, by ascending address of the target.
  private final Map<Integer, int[]> rows = new HashMap<>();
  private final Optional<Kind> spikeKind;
  private final int[] queue;
  private int head;
  private int waiting;
  private int next;
  private long sent;
  private long lost;

  EventLoop(Program program, Machine machine, RunOptions.SpikeListener listener) {
    schedule = program.events().orElseThrow();
    outside = program.stimulus().events();
    this.listener = listener;
    neurons = List.copyOf(machine.neurons());
    sources = List.copyOf(machine.sources());
    synapses = List.copyOf(machine.synapses());
    neuronBase = new int[neurons.size() + 1];
    for (int b = 0; b < neurons.size(); b++) {
      neuronBase[b + 1] = neuronBase[b] + neurons.get(b).size();
    }
    sourceBase = new int[sources.size() + 1];
    sourceBase[0] = neuronBase[neurons.size()];
    for (int b = 0; b < sources.size(); b++) {
      sourceBase[b + 1] = sourceBase[b] + sources.get(b).size();
    }
    rowBase = new int[synapses.size()];
    targetBase = new int[synapses.size()];
    for (int b = 0; b < synapses.size(); b++) {
      rowBase[b] = base(machine.firing(synapses.get(b).block().source()));
      targetBase[b] = base(machine.firing(synapses.get(b).block().target()));
    }
    spikeKind = schedule.queue().map(SpikeQueue::kind).map(schedule::kind);
    queue = new int[schedule.queue().map(SpikeQueue::capacity).orElse(0)];
  }

  private int base(Firing block) {
    for (int b = 0; b < neurons.size(); b++) {
      if (neurons.get(b) == block) {
        return neuronBase[b];
      }
    }
    for (int b = 0; b < sources.size(); b++) {
      if (sources.get(b) == block) {
        return sourceBase[b];
      }
    }
    throw new AssertionError("a block of no kind");
  }

  /** Handles the events of a tick, and after each of them all that follow from it. */
  void tick(long tick) {
    neurons.forEach(NeuronGroup::beginTick);
    sources.forEach(SourceGroup::beginTick);
    while (next < outside.size() && outside.tick()[next] <= tick) {
      int e = next++;
      Kind kind = schedule.kinds().get(outside.kind()[e]);
      if (kind.scope() == EventSchedule.Scope.ROW) {
        spikeOfSource(outside.address()[e]);
      }
      if (spikeKind.filter(kind::equals).isPresent()) {
        append(outside.address()[e]); // it waits in the queue as the chip's own spikes do
      } else {
        handle(kind, outside.address()[e], outside.target()[e], outside.value()[e], tick);
      }
      drain(tick);
    }
  }

  private void spikeOfSource(int address) {
    for (int b = 0; b < sources.size(); b++) {
      if (address >= sourceBase[b] && address < sourceBase[b + 1]) {
        sources.get(b).take(address - sourceBase[b]);
      }
    }
  }

  /** Handles what waits in the queue until nothing does. */
  private void drain(long tick) {
    int handled = 0;
    while (waiting > 0) {
      if (handled++ == MOST_AFTER_ONE) {
        throw new BitspikeException(
            Diagnostic.error(
                Code.E_NEVER_QUIET,
                SourceRef.ofPath("tick " + tick),
                "after one event from outside more than "
                    + MOST_AFTER_ONE
                    + " events of the chip's own followed"));
      }
      handle(spikeKind.orElseThrow(), queue[head], 0, 0, tick);
      head = (head + 1) % queue.length; // its entry was taken until now
      waiting--;
    }
  }

  private void handle(Kind kind, int address, int target, long value, long tick) {
    switch (kind.scope()) {
      case NEURON -> {
        for (int b = 0; b < neurons.size(); b++) {
          if (address >= neuronBase[b] && address < neuronBase[b + 1]) {
            neuron(b, address - neuronBase[b], kind, value, tick);
          }
        }
      }
      case ALL_NEURONS -> {
        for (int b = 0; b < neurons.size(); b++) {
          for (int n = 0; n < neurons.get(b).size(); n++) {
            neuron(b, n, kind, value, tick);
          }
        }
      }
      case ROW, SYNAPSE -> {
        boolean all = kind.scope() == EventSchedule.Scope.ROW;
        int[] row = rows.computeIfAbsent(address, this::row);
        for (int k = 0; k < row.length; k += 2) {
          if (all || address(row[k], row[k + 1]) == target) {
            reach(row[k], row[k + 1], kind, tick);
          }
        }
      }
      case ALL_ROWS -> {
        for (int b = 0; b < synapses.size(); b++) {
          for (int synapse = 0; synapse < synapses.get(b).block().size(); synapse++) {
            reach(b, synapse, kind, tick);
          }
        }
      }
    }
  }

  private void neuron(int block, int neuron, Kind kind, long value, long tick) {
    NeuronGroup group = neurons.get(block);
    int port = group.words().ordinal(kind.port().orElseThrow());
    if (group.handle(port, neuron, value, tick)) {
      fired(neuronBase[block] + neuron, tick);
    }
  }

  /** Address of a synapse's target. */
  private int address(int block, int synapse) {
    return targetBase[block] + synapses.get(block).block().targetIndex()[synapse];
  }

  /** The synapses of an address, as a crossbar passes its columns. */
  private int[] row(int address) {
    List<int[]> found = new ArrayList<>();
    for (int b = 0; b < synapses.size(); b++) {
      int[] rowStart = synapses.get(b).block().rowStart();
      int row = address - rowBase[b];
      if (row >= 0 && row < rowStart.length - 1) {
        for (int synapse = rowStart[row]; synapse < rowStart[row + 1]; synapse++) {
          found.add(new int[] {b, synapse});
        }
      }
    }
    found.sort(Comparator.comparingInt(s -> address(s[0], s[1])));
    return found.stream().flatMapToInt(Arrays::stream).toArray();
  }

  /**
   * Reaches a synapse. Its word is read, then learns, then delivers what was read: the rule sees
   * the target as it was before.
   */
  private void reach(int b, int synapse, Kind kind, long tick) {
    SynapseGroup group = synapses.get(b);
    long value = group.decoded(group.weightCode(synapse));
    if (group.learning().isPresent()) {
      group.learning().get().reached(synapse, kind.synapseWork(), tick);
    }
    if (kind.delivers() && group.port().isPresent()) {
      SynapseGroup.Port port = group.port().get();
      int target = group.block().targetIndex()[synapse];
      if (port.target().handle(port.word(), target, value, tick)) {
        fired(targetBase[b] + target, tick);
      }
    }
  }

  private void fired(int address, long tick) {
    listener.fired(tick, address);
    if (spikeKind.isEmpty()) {
      return;
    }
    sent++;
    if (waiting == queue.length) {
      lost++;
    } else {
      append(address);
    }
  }

  private void append(int address) {
    queue[(head + waiting) % queue.length] = address;
    waiting++;
  }

  /** Passes the counters: between ticks the queue is empty. */
  void pass(Ledger ledger) {
    ledger.table(
        "(queue)",
        1,
        List.of(new Field("sent", 0, Long.MAX_VALUE), new Field("lost", 0, Long.MAX_VALUE)),
        () -> new long[][] {{sent}, {lost}},
        columns -> {
          sent = columns[0][0];
          lost = columns[1][0];
          while (next < outside.size() && outside.tick()[next] < ledger.done()) {
            next++;
          }
        });
  }

  /** What became of the spikes that were to be events. */
  List<Counter> counters() {
    List<Counter> counters = new ArrayList<>();
    if (spikeKind.isPresent()) {
      counters.add(new Counter("queue", "sent", sent));
      counters.add(new Counter("queue", "delivered", sent - lost));
      counters.add(new Counter("queue", "lost", lost));
    }
    return counters;
  }
}
