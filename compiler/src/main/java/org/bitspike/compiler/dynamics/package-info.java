/**
 * One step of a neuron as a straight program of real numbers.
 *
 * <p>{@link org.bitspike.compiler.dynamics.Discretiser} runs a cell's LEMS dynamics and that of
 * everything attached to it symbolically, in the order in which the reference simulator's grid mode
 * runs it: events, then attached components, then the cell's own derived variables, rates,
 * conditions and active regime. What comes out is a {@link
 * org.bitspike.compiler.dynamics.StepModel}; it still computes with real numbers, and only what can
 * reach a spike or a recorded variable is left in it.
 */
@NullMarked
package org.bitspike.compiler.dynamics;

import org.jspecify.annotations.NullMarked;
