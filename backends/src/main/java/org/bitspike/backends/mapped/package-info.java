/**
 * A network with the numbers that hardware gave it, for exports that speak of models: {@link
 * org.bitspike.backends.mapped.MappedNetwork} joins program, network and losses.
 */
@NullMarked
package org.bitspike.backends.mapped;

import org.jspecify.annotations.NullMarked;
