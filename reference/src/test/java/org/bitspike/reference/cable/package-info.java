/** Tests of cells with a morphology. */
@NullMarked
package org.bitspike.reference.cable;

import org.jspecify.annotations.NullMarked;
