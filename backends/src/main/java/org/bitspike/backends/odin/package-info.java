/**
 * Writes what ODIN loads: SPI transactions, memory images, AER events.
 *
 * <p>{@code OdinBackend} asks {@code Demands} whether the chip would do what the program says,
 * makes a {@code Memory} of it (where each word of the neuron kernel stands is data, {@code
 * neuron-fields.txt}), and writes that as images and, by {@code SpiSequence}, as transactions;
 * {@code AerEvents} turns the stimulus into address events.
 */
@NullMarked
package org.bitspike.backends.odin;

import org.jspecify.annotations.NullMarked;
