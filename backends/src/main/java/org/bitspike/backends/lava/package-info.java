/**
 * Lava: {@link org.bitspike.backends.lava.LavaBackend} writes a Python script that rebuilds a
 * program in Lava's fixed-point models, for programs whose neurons compute as Lava's do; {@code
 * Synapses} lays synapse blocks out as matrices.
 */
@NullMarked
package org.bitspike.backends.lava;

import org.jspecify.annotations.NullMarked;
