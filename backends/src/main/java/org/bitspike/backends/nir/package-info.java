/**
 * Writes a network as mapped in the Neuromorphic Intermediate Representation ({@code .nir}, HDF5
 * inside), whose primitives are named as in nir's own documentation.
 *
 * <p>{@link org.bitspike.backends.nir.NirBackend} is the backend; {@code NirRefusals} tells what
 * NIR has no primitive for; {@code NirGraph} makes the graph: {@code NirNeurons} a node of every
 * population, {@code NirWiring} nodes of every projection.
 *
 * <p>Units: NIR is without dimension. Potentials are in volts, times in seconds; a spike is 1 for
 * one tick. With {@code r = tau / dt} a weight is then the potential in volts that a spike adds in
 * one tick: all at once for a step, in the first tick for an exponential current.
 */
@NullMarked
package org.bitspike.backends.nir;

import org.jspecify.annotations.NullMarked;
