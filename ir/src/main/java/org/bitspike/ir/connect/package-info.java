/**
 * Which members of two blocks are connected, drawn row by row in integers. SEMANTICS.md 10; shared
 * by networks, which draw real weights, and programs, which draw codes.
 */
@NullMarked
package org.bitspike.ir.connect;

import org.jspecify.annotations.NullMarked;
