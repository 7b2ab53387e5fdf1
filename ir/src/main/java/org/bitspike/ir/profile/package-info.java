/**
 * A chip as data: arithmetic, neuron, synapse, limits, learning, claims.
 *
 * <p>Everything the compiler may know of a chip stands in a {@link
 * org.bitspike.ir.profile.HardwareProfile}. How a chip is written in YAML, and where the files are,
 * is the business of the profiles' own module.
 */
@NullMarked
package org.bitspike.ir.profile;

import org.jspecify.annotations.NullMarked;
