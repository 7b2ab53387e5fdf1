package org.bitspike.emulator;

import java.util.Arrays;
import java.util.Optional;
import org.bitspike.emulator.fast.Parts;
import org.bitspike.emulator.fast.PortRing;
import org.bitspike.emulator.fast.SynapseStore;
import org.bitspike.ir.program.LookupTable;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.program.SynapseBlock;

/** The synapses of a block, and their events on the way. */
final class SynapseGroup {

  private final SynapseBlock block;
  private final Firing source;
  private final Optional<Port> port;
  private final Optional<LookupTable> decode;
  private final Optional<Learning> learning;
  private final Events events;
  private final Optional<SynapseStore> store;
  private final Optional<PortRing> ring;

  /** Where events go: an input word, and whether its events are handled one by one. */
  record Port(NeuronGroup target, int word, boolean oneByOne) {}

  SynapseGroup(
      SynapseBlock block,
      Program program,
      Firing source,
      Optional<Port> port,
      Optional<Learning> learning,
      Optional<Acceleration> fast,
      Parts parts) {
    this.block = block;
    this.source = source;
    this.port = port;
    this.decode = block.decode().map(program::table);
    this.learning = learning;
    this.events = new Events(Arrays.stream(block.delayTicks()).max().orElse(0));
    ring = port.flatMap(p -> fast.flatMap(f -> f.ring(block.target(), block.port().orElseThrow())));
    store = fast.flatMap(f -> f.store(block, parts));
  }

  SynapseBlock block() {
    return block;
  }

  Optional<Port> port() {
    return port;
  }

  Optional<Learning> learning() {
    return learning;
  }

  /** The weight code of a synapse now. */
  long weightCode(int synapse) {
    return learning.isPresent() ? learning.get().weightCode(synapse) : block.weightCode()[synapse];
  }

  /** The value of an event that a weight code gives. */
  long decoded(long weightCode) {
    return decode.isPresent() ? decode.get().at(weightCode - block.codeOffset()) : weightCode;
  }

  /**
   * Hands the events due in a tick to their targets, in canonical order where the order can matter.
   */
  void deliver(long tick) {
    if (port.isEmpty() || ring.isPresent()) {
      return; // a ring's sums are the target's to take
    }
    NeuronGroup target = port.get().target();
    int word = port.get().word();
    Events.Due due = events.due(tick);
    if (port.get().oneByOne()) {
      for (int at : due.canonicalOrder(block.delayTicks())) {
        target.take(word, block.targetIndex()[due.synapse(at)], due.value(at), tick);
      }
    } else {
      for (int at = 0; at < due.size(); at++) {
        target.take(word, block.targetIndex()[due.synapse(at)], due.value(at), tick);
      }
    }
    events.clear(tick);
  }

  /**
   * Makes events of the spikes of a tick; a block that learns has made them as its spikes were
   * handled. Those of packed synapses wait for {@link #sendPacked}.
   */
  void route(long tick) {
    if (learning.isPresent() || port.isEmpty()) {
      return;
    }
    Ints fired = source.fired();
    if (store.isPresent()) {
      store.get().take(tick, fired.items(), fired.size());
      return;
    }
    for (int f = 0; f < fired.size(); f++) {
      int row = fired.get(f);
      for (int synapse = block.rowStart()[row]; synapse < block.rowStart()[row + 1]; synapse++) {
        send(tick, synapse, block.weightCode()[synapse]);
      }
    }
  }

  /** Passes what the block holds on its own: what it learnt, and events handled one by one. */
  void pass(Ledger ledger) {
    learning.ifPresent(rule -> rule.pass(ledger));
    if (port.isPresent() && port.get().oneByOne()) {
      events.pass(block.name(), block.size(), ledger);
    }
  }

  /** Adds the block's events that a port's ring does not have and that are to be summed. */
  void addWaiting(long done, Waiting waiting) {
    if (port.isEmpty() || port.get().oneByOne()) {
      return;
    }
    events.each(
        done, (due, synapse, value) -> waiting.add(due, block.targetIndex()[synapse], value));
    store.ifPresent(packed -> packed.pending(done, waiting::add));
  }

  /** Makes events of the spikes routed last, for packed synapses onto a part of the targets. */
  void sendPacked(int part) {
    store.ifPresent(packed -> packed.send(part));
  }

  /** Hands the spikes of a tick to the learning rule, if the block has one. */
  void learn(long tick, boolean lastTick) {
    learning.ifPresent(rule -> rule.learn(tick, lastTick, this::send));
  }

  private void send(long firingTick, int synapse, long weightCode) {
    long due = firingTick + block.delayTicks()[synapse];
    if (ring.isPresent()) {
      ring.get().add(due, block.targetIndex()[synapse], decoded(weightCode));
    } else if (port.isPresent()) {
      events.send(due, synapse, decoded(weightCode));
    }
  }
}
