/** Tests of lowering. */
@NullMarked
package org.bitspike.compiler.lowering;

import org.jspecify.annotations.NullMarked;
