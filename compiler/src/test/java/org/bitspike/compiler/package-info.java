/** Tests of the compiler. */
@NullMarked
package org.bitspike.compiler;

import org.jspecify.annotations.NullMarked;
