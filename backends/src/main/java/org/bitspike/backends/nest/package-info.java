/**
 * NEST: {@link org.bitspike.backends.nest.NestBackend} writes a PyNEST script; {@code NestModels}
 * gives PyNN's cells their NEST names and units, {@code FacetsSynapse} the learning rule of look-up
 * tables.
 */
@NullMarked
package org.bitspike.backends.nest;

import org.jspecify.annotations.NullMarked;
