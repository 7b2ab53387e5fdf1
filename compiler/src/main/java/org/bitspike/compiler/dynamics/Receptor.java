package org.bitspike.compiler.dynamics;

import java.util.Set;
import org.bitspike.ir.network.Component;

/**
 * A synaptic input of a neuron.
 *
 * @param name unique in the neuron
 * @param synapse the synapse component
 * @param place which of a neuron's connections through this synapse it serves: -1 for all of them
 *     together, else one
 * @param weightless whether the synapse does the same whatever the weight, so that every connection
 *     counts as weight 1
 * @param late variables of the cell that reach the synapse a tick late, because it stands within an
 *     input that has read them in the tick before
 */
public record Receptor(
    String name, Component synapse, int place, boolean weightless, Set<String> late) {

  public Receptor {
    late = Set.copyOf(late);
  }

  /** A receptor that sees all of its cell as it is. */
  public Receptor(String name, Component synapse, int place, boolean weightless) {
    this(name, synapse, place, weightless, Set.of());
  }

  /** Whether all connections through the synapse share this receptor's state. */
  public boolean isMerged() {
    return place < 0;
  }

  /** The input word. */
  public String port() {
    return "in_" + name;
  }
}
