/** Tests of routing. */
@NullMarked
package org.bitspike.compiler.routing;

import org.jspecify.annotations.NullMarked;
