package org.bitspike.ir.program;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * How a chip without phases works: one event after the other, each handled to its end. SEMANTICS.md
 * 9.
 *
 * <p>Addresses are global: the neurons of all neuron blocks in the program's order, then the
 * sources of all source blocks.
 *
 * @param kinds what events there are; names are unique
 * @param queue where spikes of neurons wait to become events; empty when a spike has no effect
 *     inside the chip
 */
public record EventSchedule(List<Kind> kinds, Optional<SpikeQueue> queue) {

  public EventSchedule {
    kinds = List.copyOf(kinds);
  }

  /** The kind of that name. */
  public Kind kind(String name) {
    return kinds.stream()
        .filter(k -> k.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("event kind " + name));
  }

  /**
   * One kind of event.
   *
   * @param name such as {@code spike} or {@code leak}
   * @param scope what an event of this kind reaches
   * @param port input word whose handler runs in every neuron reached, with the event's own value;
   *     only where the scope is of neurons
   * @param delivers whether each synapse reached hands its decoded weight to its block's port; only
   *     where the scope is of synapses
   * @param synapseWork which learning handler runs for each plastic synapse reached
   */
  public record Kind(
      String name, Scope scope, Optional<String> port, boolean delivers, SynapseWork synapseWork) {

    /** An event for neurons. */
    public static Kind ofNeurons(String name, Scope scope, String port) {
      return new Kind(name, scope, Optional.of(port), false, SynapseWork.NONE);
    }

    /** An event for synapses. */
    public static Kind ofSynapses(String name, Scope scope, boolean delivers, SynapseWork work) {
      return new Kind(name, scope, Optional.empty(), delivers, work);
    }
  }

  /** What an event reaches. */
  public enum Scope {
    /** The addressed neuron. */
    NEURON,
    /** Every neuron, in the order of addresses. */
    ALL_NEURONS,
    /** The synapses of the addressed neuron or source, by ascending address of their targets. */
    ROW,
    /** The synapses of every row, in canonical order. */
    ALL_ROWS,
    /** The synapses from the addressed neuron or source to the target that the event names. */
    SYNAPSE;

    /** Whether it is synapses that are reached. */
    public boolean ofSynapses() {
      return this == ROW || this == ALL_ROWS || this == SYNAPSE;
    }
  }

  /** Which handler of a learning kernel runs. */
  public enum SynapseWork {
    NONE,
    PRE,
    READOUT
  }

  /**
   * Spikes of neurons on their way to becoming events, first in, first out. A spike that finds the
   * queue full is recorded as a spike of its neuron, and lost as an event.
   *
   * @param kind name of the kind that a spike becomes, of scope {@link Scope#ROW}
   * @param capacity entries, at least 1; the event being handled keeps its entry until its end
   */
  public record SpikeQueue(String kind, int capacity) {}
}
