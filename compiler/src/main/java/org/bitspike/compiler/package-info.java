/**
 * From a {@link org.bitspike.ir.network.Network} and a {@link
 * org.bitspike.ir.profile.HardwareProfile} to a {@link org.bitspike.ir.program.Program} and a
 * {@link org.bitspike.ir.loss.LossReport}.
 *
 * <p>{@link org.bitspike.compiler.Compiler} runs the passes of {@link
 * org.bitspike.compiler.StandardPipeline} over an immutable {@link org.bitspike.compiler.Draft},
 * which starts as the network and ends as the program; it verifies the draft after each.
 *
 * <pre>
 *   Network -> normalise -> discretise | match -> place -> translate -> quantise -> synthesise -> assemble -> Program
 * </pre>
 */
@NullMarked
package org.bitspike.compiler;

import org.jspecify.annotations.NullMarked;
