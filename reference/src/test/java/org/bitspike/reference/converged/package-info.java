/** Tests of converged mode. */
@NullMarked
package org.bitspike.reference.converged;

import org.jspecify.annotations.NullMarked;
