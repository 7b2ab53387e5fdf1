/**
 * PyNN: {@link org.bitspike.backends.pynn.PynnBackend} writes a script of the network as mapped or
 * as meant, for any of PyNN's simulators or in the flavour of pynn-brainscales ({@code
 * Brainscales2}).
 */
@NullMarked
package org.bitspike.backends.pynn;

import org.jspecify.annotations.NullMarked;
