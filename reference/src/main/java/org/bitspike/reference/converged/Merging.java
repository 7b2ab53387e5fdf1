package org.bitspike.reference.converged;

import org.bitspike.ir.network.Population;

/** Says which synapses of a cell may be one: those whose sum obeys the equations of one of them. */
public interface Merging {

  /** Nothing is merged. */
  Merging NEVER = (population, synapse) -> false;

  /**
   * Whether all connections to one member may share one instance of a synapse.
   *
   * @param synapse id of the component
   */
  boolean mergeable(Population population, String synapse);
}
