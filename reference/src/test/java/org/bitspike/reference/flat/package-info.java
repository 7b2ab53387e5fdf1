/** Tests of flattening. */
@NullMarked
package org.bitspike.reference.flat;

import org.jspecify.annotations.NullMarked;
