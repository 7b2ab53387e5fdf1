/** Tests of the reference simulator. */
@NullMarked
package org.bitspike.reference;

import org.jspecify.annotations.NullMarked;
