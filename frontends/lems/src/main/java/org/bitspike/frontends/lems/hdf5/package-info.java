/**
 * NeuroML networks in HDF5 files ({@code .nml.h5}), in the layout that the NeuroML documentation
 * gives (page "HDF5 support") and libNeuroML writes: a group {@code /neuroml} whose attribute
 * {@code neuroml_top_level} holds everything but the network as XML, in it {@code network}, in that
 * a group for each population, projection and input list with one table each.
 *
 * <p>{@link org.bitspike.frontends.lems.hdf5.Hdf5Reader} hands such a file out as the XML document
 * that says the same, in a stream, so that it is read and checked by the very same code; {@link
 * org.bitspike.frontends.lems.hdf5.Hdf5Writer} goes the other way. {@link
 * org.bitspike.frontends.lems.hdf5.Kind} and {@link org.bitspike.frontends.lems.hdf5.Column} name
 * what both know.
 */
@NullMarked
package org.bitspike.frontends.lems.hdf5;

import org.jspecify.annotations.NullMarked;
