/**
 * Writes HDF5 files, for the formats that are HDF5 inside: {@link org.bitspike.ir.hdf5.HdfImage}
 * lays a tree of {@link org.bitspike.ir.hdf5.HdfNode} out and writes it. Reading is jHDF's matter.
 */
@NullMarked
package org.bitspike.ir.hdf5;

import org.jspecify.annotations.NullMarked;
