package org.bitspike.emulator;

import java.util.List;
import org.bitspike.emulator.Ledger.Field;
import org.bitspike.ir.program.SynapseBlock;

/**
 * Spikes of a synapse block's targets on their way back along the dendrites, and the synapses that
 * they reach.
 */
final class TargetSpikes {

  private final Firing target;
  // Ring of the targets that fired in the last ticks, as many as the dendritic delay has ticks, and
  // one.
  private final Ints[] ring;
  // Synapses onto target n: onto[start[n]] to onto[start[n + 1] - 1], ascending.
  private final int[] start;
  private final int[] onto;
  private final Ints reached = new Ints();

  TargetSpikes(SynapseBlock block, Firing target, int dendriticDelayTicks) {
    this.target = target;
    ring = new Ints[dendriticDelayTicks + 1];
    for (int slot = 0; slot < ring.length; slot++) {
      ring[slot] = new Ints();
    }
    start = new int[target.size() + 1];
    for (int member : block.targetIndex()) {
      start[member + 1]++;
    }
    for (int member = 0; member < target.size(); member++) {
      start[member + 1] += start[member];
    }
    onto = new int[block.size()];
    int[] next = start.clone();
    for (int synapse = 0; synapse < block.size(); synapse++) {
      onto[next[block.targetIndex()[synapse]]++] = synapse;
    }
  }

  /** Passes the spikes on their way. */
  void pass(String block, Ledger ledger) {
    long first = Math.max(0, ledger.done() - ring.length + 1);
    List<Field> fields =
        List.of(
            new Field("tick", first, ledger.done() - 1), new Field("member", 0, target.size() - 1));
    ledger.table(
        block + "/(target spikes)",
        -1,
        fields,
        () -> {
          Longs ticks = new Longs();
          Longs members = new Longs();
          for (long tick = first; tick < ledger.done(); tick++) {
            Ints then = ring[(int) (tick % ring.length)];
            for (int i = 0; i < then.size(); i++) {
              ticks.add(tick);
              members.add(then.get(i));
            }
          }
          return new long[][] {ticks.toArray(), members.toArray()};
        },
        columns -> {
          for (int k = 0; k < columns[0].length; k++) {
            ring[(int) (columns[0][k] % ring.length)].add((int) columns[1][k]);
          }
        });
  }

  /** Takes the target's spikes of a tick, and gives the synapses that spikes reach in that tick. */
  Ints reach(long tick) {
    Ints now = ring[(int) (tick % ring.length)];
    now.clear();
    now.addAll(target.fired());
    reached.clear();
    if (tick >= ring.length - 1) {
      Ints arriving = ring[(int) ((tick + 1) % ring.length)];
      for (int i = 0; i < arriving.size(); i++) {
        for (int at = start[arriving.get(i)]; at < start[arriving.get(i) + 1]; at++) {
          reached.add(onto[at]);
        }
      }
    }
    return reached;
  }
}
