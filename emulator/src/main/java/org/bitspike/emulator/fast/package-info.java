/**
 * What makes the emulator fast and keeps its bits: kernels compiled for the virtual machine, and
 * packed synapses whose events are summed where they arrive.
 *
 * <p>{@link org.bitspike.emulator.fast.KernelCompiler} turns a handler into a class with a loop
 * over the members of a block: {@code LoopWriter} reads and keeps the columns, {@code
 * HandlerWriter} does the statements, {@code Emitter} the operations, {@code QuantiserWriter}
 * roundings and overflows. {@code Value} carries the bounds of every intermediate code, by which 32
 * bits are enough or 64 are needed. {@link org.bitspike.emulator.fast.PortRing} keeps the sums of
 * the events that are on their way to a port, {@link org.bitspike.emulator.fast.SynapseStore} the
 * synapses that make them.
 */
@NullMarked
package org.bitspike.emulator.fast;

import org.jspecify.annotations.NullMarked;
