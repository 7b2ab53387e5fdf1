/**
 * Backends: what turns a {@link org.bitspike.ir.program.Program} into files that something else
 * loads.
 *
 * <p>{@link org.bitspike.backends.ProtobufBackend} writes the program's own wire form. {@link
 * org.bitspike.backends.CBackend} writes C99 that computes the same bits with integers alone:
 * {@code CProgram} puts the source together, from {@code CNeurons}, {@code CSources}, {@code
 * CSynapses} and {@code CLearning}, whose handlers {@code CHandler} translates, over the few
 * functions in {@code CRuntime}; {@code CEvents} writes the loop of programs of events, {@code
 * CMemory} counts the bytes. {@link org.bitspike.backends.verilog.VerilogBackend} writes gates.
 */
@NullMarked
package org.bitspike.backends;

import org.jspecify.annotations.NullMarked;
