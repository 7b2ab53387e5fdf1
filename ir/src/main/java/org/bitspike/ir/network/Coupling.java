package org.bitspike.ir.network;

import org.bitspike.ir.SourceRef;

/**
 * Pairs of cells joined without events: each pair has one component at either end, attached to the
 * cell there, and each of the two sees the variables of the other as its {@link
 * ComponentType.Slot.Kind#PEER}. A gap junction has the same component at both ends; a graded
 * synapse has a silent one at the presynaptic end.
 *
 * @param id unique among projections and couplings
 * @param pre id of the presynaptic population
 * @param post id of the postsynaptic population
 * @param preComponent id of the component at each presynaptic cell
 * @param postComponent id of the component at each postsynaptic cell
 * @param connections the pairs; the weight goes to the {@code weight} property of both ends, delays
 *     are 0, places on a morphology stand in the columns {@link ConnectionTable#PRE_SEGMENT} and
 *     its siblings
 * @param source where it is written
 */
public record Coupling(
    String id,
    String pre,
    String post,
    String preComponent,
    String postComponent,
    ConnectionTable connections,
    SourceRef source) {}
