package org.bitspike.ir.network;

import java.util.Optional;
import org.bitspike.ir.SourceRef;

/**
 * Connections from one population to another through one kind of synapse.
 *
 * @param id unique among projections
 * @param pre id of the presynaptic population
 * @param post id of the postsynaptic population
 * @param synapse id of the synapse component; empty when events have no effect on the target and
 *     only learning watches them
 * @param plasticity id of the component that says how weights learn, if they do
 * @param connectivity which pairs are connected
 * @param source where it is written
 */
public record Projection(
    String id,
    String pre,
    String post,
    Optional<String> synapse,
    Optional<String> plasticity,
    Connectivity connectivity,
    SourceRef source) {}
