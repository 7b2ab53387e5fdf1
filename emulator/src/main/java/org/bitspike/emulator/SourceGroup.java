package org.bitspike.emulator;

import java.util.List;
import org.bitspike.ir.program.SourceBlock;
import org.bitspike.ir.program.Stimulus.SpikeTrain;

/** A source block that plays its trains. */
final class SourceGroup implements Firing {

  private final SourceBlock block;
  private final List<SpikeTrain> trains;
  private final int[] next;
  private final Ints fired = new Ints();

  SourceGroup(SourceBlock block, List<SpikeTrain> allTrains) {
    this.block = block;
    this.trains = allTrains.stream().filter(t -> t.block().equals(block.name())).toList();
    this.next = new int[trains.size()];
  }

  @Override
  public void fire(long tick) {
    fired.clear();
    for (int t = 0; t < next.length; t++) {
      SpikeTrain train = trains.get(t);
      while (next[t] < train.tick().length && train.tick()[next[t]] <= tick) {
        if (train.tick()[next[t]] == tick) {
          fired.add(train.source()[next[t]]);
        }
        next[t]++;
      }
    }
    fired.sort();
  }

  /** Passes the last spikes; where each train is, the tick says. */
  void pass(Ledger ledger) {
    ledger.ints(block.name() + "/(fired)", fired, block.size());
  }

  /** Forgets the spikes of the tick before. Programs of events only. */
  void beginTick() {
    fired.clear();
  }

  /** Takes a spike that an event stands for. Programs of events only. */
  void take(int source) {
    fired.add(source);
  }

  @Override
  public Ints fired() {
    return fired;
  }

  @Override
  public int size() {
    return block.size();
  }
}
