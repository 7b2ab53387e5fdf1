/** Tests of the algebra. */
@NullMarked
package org.bitspike.compiler.symbolic;

import org.jspecify.annotations.NullMarked;
