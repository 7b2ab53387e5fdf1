/**
 * Synthesisable Verilog-2001 of kernels and small programs.
 *
 * <p>{@code VerilogBackend} says what it takes and puts the files together. A handler becomes a
 * module of gates alone ({@code KernelModule}): every value is a wire of exactly the bits that its
 * format needs ({@code Expressions}), every assignment makes a new wire, and an {@code if} chooses
 * between those of its two branches. The core ({@code CoreModule}, with {@code CoreNeurons} and
 * {@code CoreSynapses}) walks through the phases of a tick, one neuron or one synapse per clock,
 * over memories that {@code Memories} writes as files. {@code Testbench} plays the stimulus and
 * prints every word.
 */
@NullMarked
package org.bitspike.backends.verilog;

import org.jspecify.annotations.NullMarked;
