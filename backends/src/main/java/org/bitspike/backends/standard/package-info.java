/**
 * A network in the terms that the field's simulators share: PyNN's standard cells, synapses with
 * one of two receptors each, spike trains, currents; in PyNN's units (ms, mV, nF, nA, uS).
 *
 * <p>{@link org.bitspike.backends.standard.StandardReader} makes a {@link
 * org.bitspike.backends.standard.StandardNetwork} of a network as meant or as mapped: {@code
 * CellTranslation} and {@code Kinetics} translate cells and synapses, {@code Mapping} looks up what
 * mapping left of a value, {@code Receptors} finds which synapses share one of a cell's two. What
 * has no equal is refused by name.
 */
@NullMarked
package org.bitspike.backends.standard;

import org.jspecify.annotations.NullMarked;
