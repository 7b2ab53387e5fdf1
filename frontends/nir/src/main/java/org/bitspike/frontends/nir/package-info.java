/**
 * Reads graphs of the Neuromorphic Intermediate Representation ({@code .nir}, HDF5 inside) into a
 * {@link org.bitspike.ir.network.Network}.
 *
 * <p>{@link org.bitspike.frontends.nir.NirFrontend} is the frontend. {@code NirFile} reads the file
 * into {@code NirNode}s, {@code FlatGraph} puts nodes of sub-graphs side by side. {@code Signals}
 * walks from every neuron back to the spikes that reach it, through the linear nodes between
 * ({@code LinearMaps}, {@code Convolution}), and so gets connections, delays and constant inputs;
 * {@code NeuronParameters} reads the neurons, {@code NetworkMaker} writes both as populations,
 * projections and inputs.
 *
 * <p>NIR is without dimension: potentials become volts, times are seconds. A spike is 1 for one
 * step: a pulse whose area is the step's length.
 */
@NullMarked
package org.bitspike.frontends.nir;

import org.jspecify.annotations.NullMarked;
