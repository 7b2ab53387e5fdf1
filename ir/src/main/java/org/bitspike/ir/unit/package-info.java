/** SI dimensions and the units in which models are written. */
@NullMarked
package org.bitspike.ir.unit;

import org.jspecify.annotations.NullMarked;
