/**
 * The converged mode of the reference simulator: what a model means when its step goes to zero.
 *
 * <pre>
 *   Network -> Wiring: cells, and clusters of coupled cells, each a Unit of some Shape
 *              Shape     = flattened system without what nobody reads, conditions, handlers, starts
 *              Mode      = the shape in one combination of regimes: which states are linear with
 *                          constant coefficients (TaylorFlow), compiled rates of the others
 *   Unit    -> plans a step (TaylorFlow alone, or DormandPrince over it), finds the first condition
 *              that changes inside it, commits it or a part of it
 *   ConvergedRun: units in order of their horizons, spikes in order of their arrival
 * </pre>
 *
 * <p>Every unit advances on its own; a spike that arrives inside a planned step cuts it short. The
 * earliest horizon is always the next to be committed, so no spike can arrive in a unit's past.
 */
@NullMarked
package org.bitspike.reference.converged;

import org.jspecify.annotations.NullMarked;
