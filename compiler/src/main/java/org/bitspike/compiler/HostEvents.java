package org.bitspike.compiler;

import java.util.ArrayList;
import java.util.List;
import org.bitspike.ir.profile.HardwareProfile.EventRule;
import org.bitspike.ir.program.NeuronBlock;
import org.bitspike.ir.program.Stimulus.EventList;

/**
 * What the host sends to a chip that handles events: in every tick the spikes of the sources, in
 * ascending address, then what the profile wants in each tick.
 */
final class HostEvents {

  private final EventRule rule;
  private final List<SourcePlan> sources;
  private final int neurons;

  HostEvents(EventRule rule, Draft draft, List<NeuronBlock> neurons) {
    this.rule = rule;
    this.sources = draft.sources();
    this.neurons = neurons.stream().mapToInt(NeuronBlock::size).sum();
  }

  /** The events of the first ticks. */
  EventList upTo(long ticks) {
    int spike = kind(rule.sourceSpike());
    List<long[]> each =
        rule.eachTick().entrySet().stream()
            .map(e -> new long[] {kind(e.getKey()), e.getValue()})
            .toList();
    int[] next = new int[sources.size()];
    List<long[]> events = new ArrayList<>();
    for (long tick = 0; tick < ticks; tick++) {
      int base = neurons;
      for (int s = 0; s < next.length; s++) {
        SourcePlan.Train train = sources.get(s).train().orElseThrow();
        for (; next[s] < train.tick().length && train.tick()[next[s]] <= tick; next[s]++) {
          if (train.tick()[next[s]] == tick) {
            events.add(new long[] {tick, spike, base + train.source()[next[s]], 0});
          }
        }
        base += sources.get(s).size();
      }
      for (long[] sent : each) {
        events.add(new long[] {tick, sent[0], 0, sent[1]});
      }
    }
    return new EventList(
        events.stream().mapToLong(e -> e[0]).toArray(),
        events.stream().mapToInt(e -> (int) e[1]).toArray(),
        events.stream().mapToInt(e -> (int) e[2]).toArray(),
        new int[events.size()],
        events.stream().mapToLong(e -> e[3]).toArray());
  }

  private int kind(String name) {
    return rule.schedule().kinds().indexOf(rule.schedule().kind(name));
  }
}
