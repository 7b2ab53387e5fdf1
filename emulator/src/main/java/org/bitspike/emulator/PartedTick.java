package org.bitspike.emulator;

import java.util.List;
import java.util.Optional;
import org.bitspike.ir.diag.BitspikeException;
import org.jspecify.annotations.Nullable;

/**
 * The part of a tick that threads share. Each has a range of the neurons of every block: it sums
 * the events that reach them, runs their handlers, and finds those that fire. Nothing that it reads
 * is written by another before all are done.
 *
 * <p>So that threads meet once per tick, the spikes of a tick are sent on their way at the
 * beginning of the next, by the thread that has the targets; no event is due before.
 */
final class PartedTick implements AutoCloseable {

  private final Machine machine;
  private final List<NeuronGroup> neurons;
  private final Team team;
  // By part: the trap that ended it, and the block where it was.
  private final @Nullable BitspikeException[] trap;
  private final int[] trapBlock;
  private boolean unsent;

  /**
   * Makes a team.
   *
   * @param always whether all threads work also where that does not pay
   */
  PartedTick(Machine machine, boolean always) {
    this.machine = machine;
    neurons = List.copyOf(machine.neurons());
    int parts = machine.parts().count();
    trap = new BitspikeException[parts];
    trapBlock = new int[parts];
    team = new Team(parts, always);
  }

  /** Sends what was routed last, and integrates all neurons. */
  void integrate(long tick) {
    boolean send = unsent;
    unsent = false;
    team.perform(
        part -> {
          if (send) {
            machine.synapses().forEach(block -> block.sendPacked(part));
          }
          integrate(tick, part);
        });
    firstTrap().ifPresent(PartedTick::raise);
  }

  private void integrate(long tick, int part) {
    for (int b = 0; b < neurons.size(); b++) {
      try {
        neurons.get(b).integrate(tick, machine.parts(), part);
      } catch (BitspikeException e) {
        trap[part] = e;
        trapBlock[part] = b;
        return;
      }
    }
  }

  /** Of all traps the one that comes first when blocks and neurons have their turn in order. */
  private Optional<BitspikeException> firstTrap() {
    Optional<BitspikeException> first = Optional.empty();
    int block = Integer.MAX_VALUE;
    for (int part = 0; part < trap.length; part++) {
      if (trap[part] != null && trapBlock[part] < block) {
        block = trapBlock[part];
        first = Optional.of(trap[part]);
      }
    }
    return first;
  }

  private static void raise(BitspikeException trap) {
    throw trap;
  }

  /** Spikes were routed; they are sent with the next tick. */
  void routed() {
    unsent = true;
  }

  /** Sends what was routed last, if that is not done. */
  void settle() {
    if (unsent) {
      unsent = false;
      team.perform(part -> machine.synapses().forEach(block -> block.sendPacked(part)));
    }
  }

  @Override
  public void close() {
    team.close();
  }
}
