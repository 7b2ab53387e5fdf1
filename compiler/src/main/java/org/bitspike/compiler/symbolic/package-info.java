/**
 * Algebra on real-valued expressions of states and inputs.
 *
 * <p>{@link org.bitspike.compiler.symbolic.Sym} is a sealed tree kept in a normal form by {@link
 * org.bitspike.compiler.symbolic.Algebra}: constants are folded, sums are linear combinations,
 * constant factors stand in front. {@link org.bitspike.compiler.symbolic.Translate} brings LEMS
 * expressions into it, {@link org.bitspike.compiler.symbolic.Intervals} bounds them, {@link
 * org.bitspike.compiler.symbolic.Evaluate} computes them.
 */
@NullMarked
package org.bitspike.compiler.symbolic;

import org.jspecify.annotations.NullMarked;
