/**
 * The six nouns of bitspike and the small languages they are written in.
 *
 * <p>A tour, in the order data flows:
 *
 * <ul>
 *   <li>{@link org.bitspike.ir.network.Network} is the model as meant: real numbers with SI
 *       dimensions.
 *   <li>{@link org.bitspike.ir.profile.HardwareProfile} is a chip as data.
 *   <li>{@link org.bitspike.ir.program.Program} is what a chip would do: integers only, defined by
 *       {@code SEMANTICS.md}.
 *   <li>{@link org.bitspike.ir.loss.LossReport} is what changed on the way from one to the other.
 *   <li>{@link org.bitspike.ir.recording.Recording} is what a run of either gave.
 *   <li>{@link org.bitspike.ir.verdict.Verdict} says whether two runs agree.
 * </ul>
 *
 * <p>{@link org.bitspike.ir.kernel.Kernel} is the integer language of neurons and learning rules,
 * {@link org.bitspike.ir.expr.Expr} the real-valued one of models and of profiles' translation
 * rules. {@link org.bitspike.ir.diag.Diagnostic} is how every part speaks of mistakes.
 */
@NullMarked
package org.bitspike.ir;

import org.jspecify.annotations.NullMarked;
