/** Tests of discretising. */
@NullMarked
package org.bitspike.compiler.dynamics;

import org.jspecify.annotations.NullMarked;
