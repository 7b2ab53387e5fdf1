/**
 * What a run gave: spikes, traces, weights, ranges. The same form for the reference and for the
 * emulator.
 */
@NullMarked
package org.bitspike.ir.recording;

import org.jspecify.annotations.NullMarked;
