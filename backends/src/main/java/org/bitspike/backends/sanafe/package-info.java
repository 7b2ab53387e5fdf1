/**
 * SANA-FE: {@link org.bitspike.backends.sanafe.SanaFeBackend} writes a network, where its neurons
 * sit, and an architecture with energies and latencies, for SANA-FE to estimate energy and time.
 */
@NullMarked
package org.bitspike.backends.sanafe;

import org.jspecify.annotations.NullMarked;
