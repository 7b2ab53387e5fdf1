package org.bitspike.compiler.dynamics;

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
 */
public record Receptor(String name, Component synapse, int place, boolean weightless) {

  /** Whether all connections through the synapse share this receptor's state. */
  public boolean isMerged() {
    return place < 0;
  }

  /** The input word. */
  public String port() {
    return "in_" + name;
  }
}
