/**
 * The fixed-point program: what a chip would do, defined by integers alone.
 *
 * <p>{@link org.bitspike.ir.program.Program} holds blocks of neurons and of sources, blocks of
 * synapses between them, the learning that acts on synapse words, the stimulus, and where
 * everything sits on the chip. {@code SEMANTICS.md} says what running it means.
 */
@NullMarked
package org.bitspike.ir.program;

import org.jspecify.annotations.NullMarked;
