package org.bitspike.ir.network;

import org.bitspike.ir.SourceRef;

/**
 * A component attached to cells from outside, such as a pulse generator: one instance per target.
 *
 * @param id unique among inputs
 * @param component id of the attached component
 * @param population id of the target population
 * @param targets indices of the targets
 * @param weights one per target; multiplies the component's {@code weight} property where it has
 *     one
 * @param source where it is written
 */
@SuppressWarnings("ArrayRecordComponent") // a column: shared, never changed after construction
public record InputBinding(
    String id,
    String component,
    String population,
    int[] targets,
    double[] weights,
    SourceRef source) {}
