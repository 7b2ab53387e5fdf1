/**
 * How every part of bitspike speaks of mistakes: a stable code, a place, a limit against what was
 * found, a remedy.
 */
@NullMarked
package org.bitspike.ir.diag;

import org.jspecify.annotations.NullMarked;
