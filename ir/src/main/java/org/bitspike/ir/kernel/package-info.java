/**
 * The integer language of neurons and learning rules.
 *
 * <p>Infix operations are exact: their result format is wide enough for every result. Only {@code
 * quantise} and the assignment to a word lose anything, and both declare format, rounding and
 * overflow. SEMANTICS.md section 3 is the meaning; {@link org.bitspike.ir.kernel.KernelText} the
 * written form; {@link org.bitspike.ir.kernel.KernelVerifier} the rules a kernel must keep.
 */
@NullMarked
package org.bitspike.ir.kernel;

import org.jspecify.annotations.NullMarked;
