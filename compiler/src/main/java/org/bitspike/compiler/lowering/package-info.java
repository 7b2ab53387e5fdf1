/**
 * From real numbers to integers: a {@link org.bitspike.compiler.dynamics.StepModel} becomes a
 * kernel.
 *
 * <p>{@link org.bitspike.compiler.lowering.TimeLowering} counts times in ticks, {@link
 * org.bitspike.compiler.lowering.WordFormats} chooses formats from ranges, {@link
 * org.bitspike.compiler.lowering.ExprLowering} writes expressions as exact integer operations with
 * stated roundings, {@link org.bitspike.compiler.lowering.Tables} puts functions of one variable
 * into look-up tables, and {@link org.bitspike.compiler.lowering.KernelSynthesis} joins them.
 */
@NullMarked
package org.bitspike.compiler.lowering;

import org.jspecify.annotations.NullMarked;
