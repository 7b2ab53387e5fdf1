/**
 * Simulates a {@link org.bitspike.ir.network.Network} in double precision.
 *
 * <p>{@link org.bitspike.reference.ReferenceSimulator} runs the fixed-step grid mode: forward
 * Euler, children before the component that encloses them, each instance with its own order of
 * assignments, in the order that LEMS's own interpreter takes.
 *
 * <pre>
 *   Network -> NetworkAssembly -> tree of Groups (one per population, attached synapse and child component)
 *                                   each with a GroupCode: expressions as Tapes over a frame of doubles
 *           -> Axons (connections sorted by source) + EventRing (events on their way) + Learning (rules, per connection)
 *           -> GridRun (the loop over steps) -> Recording
 * </pre>
 *
 * <p>A population whose members do nothing to each other within a step but by events is stepped by
 * a loop: LanePlan says whether and in which order, ColumnCompiler writes it with the LaneWriters,
 * one member at a time or by vectors, ColumnRun runs it and leaves to GroupCode the members that
 * fire. EventCompiler does the same for events that arrive; ParallelSteps shares the loops among
 * threads. None of them changes a bit.
 *
 * <p>Cells of several segments run on cables beside the groups ({@code Cables}, {@link
 * org.bitspike.reference.cable}).
 */
@NullMarked
package org.bitspike.reference;

import org.jspecify.annotations.NullMarked;
