/**
 * The model as meant: component types in LEMS's sense, components, populations, projections,
 * couplings, inputs, recordings.
 *
 * <p>All numbers are SI. A frontend resolves inheritance, includes and units; what stands here is
 * flat and checked. Connections live in primitive columns ({@link
 * org.bitspike.ir.network.ConnectionTable}).
 */
@NullMarked
package org.bitspike.ir.network;

import org.jspecify.annotations.NullMarked;
