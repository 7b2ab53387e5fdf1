/**
 * Counter-based random numbers: a value is a function of its key, so the order of evaluation cannot
 * matter.
 */
@NullMarked
package org.bitspike.ir.random;

import org.jspecify.annotations.NullMarked;
