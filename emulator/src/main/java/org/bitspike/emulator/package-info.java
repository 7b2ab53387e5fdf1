/**
 * Runs a {@link org.bitspike.ir.program.Program} in integers, bit for bit as {@code SEMANTICS.md}
 * says.
 *
 * <p>{@link org.bitspike.emulator.Interpreter} is the referee: it does what the text says, in the
 * order in which the text says it, and every faster engine and every export must equal it. Each
 * handler of a kernel is written once as a tape of register operations, which a plain loop runs for
 * one neuron or synapse after the other.
 *
 * <p>{@link org.bitspike.emulator.Engines} chooses between it and the fast engine, which is the
 * same machine with parts exchanged: {@code Acceleration} gives blocks compiled kernels, ports
 * rings of sums and synapses a packed store, all from {@link org.bitspike.emulator.fast}.
 */
@NullMarked
package org.bitspike.emulator;

import org.jspecify.annotations.NullMarked;
