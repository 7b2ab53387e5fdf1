package org.bitspike.ir.network;

import java.util.Optional;
import org.bitspike.ir.SourceRef;

/**
 * Connections from one population to another through one kind of synapse.
 *
 * @param id unique among projections
 * @param pre id of the presynaptic population
 * @param post id of the postsynaptic population
 * @param synapse id of the synapse component; empty when events go to a port of the target itself,
 *     or have no effect on it and only learning watches them
 * @param plasticity id of the component that says how weights learn, if they do
 * @param connectivity which pairs are connected
 * @param sourcePort port of the presynaptic cell whose events travel; empty for {@code spike}, or
 *     the first of its ports for outgoing events where it has no {@code spike}
 * @param targetPort port at which events arrive: of the synapse where there is one, {@code in} when
 *     empty; of the cell where there is none, and no effect when empty
 * @param source where it is written
 */
public record Projection(
    String id,
    String pre,
    String post,
    Optional<String> synapse,
    Optional<String> plasticity,
    Connectivity connectivity,
    Optional<String> sourcePort,
    Optional<String> targetPort,
    SourceRef source) {

  /** A projection between the ports that cells and synapses commonly have. */
  public Projection(
      String id,
      String pre,
      String post,
      Optional<String> synapse,
      Optional<String> plasticity,
      Connectivity connectivity,
      SourceRef source) {
    this(
        id,
        pre,
        post,
        synapse,
        plasticity,
        connectivity,
        Optional.empty(),
        Optional.empty(),
        source);
  }
}
