/**
 * Cells with a morphology: an implicit solver for branched cables.
 *
 * <pre>
 *   Component "cell" -> Morphology (segments, groups) -> Sections (unbranched) -> Compartments (nodes, areas, axial conductances)
 *                    -> Biophysics (what each compartment has) -> Flattener (component tree -> one Graph of expressions)
 *                    -> ArrayProgram (operations over columns of compartments)
 *   CablePopulation   one step: currents and their slopes at v(t) -> CableSolver -> v(t+dt) -> states with v(t+dt)
 * </pre>
 *
 * <p>The scheme is the fixed step of Hines (1984): backward Euler for the voltages of all
 * compartments at once, elimination along the tree in linear time, gates staggered behind the
 * voltage by an exponential step. Everything is in SI units; currents into the cell are positive,
 * as in LEMS.
 */
@NullMarked
package org.bitspike.reference.cable;

import org.jspecify.annotations.NullMarked;
