/**
 * Measures of spike trains and weights, one class each with its paper and its equation.
 *
 * <p>A train is an ascending array of times in seconds. {@link
 * org.bitspike.conformance.metric.SpikeTrains} cuts a population's recorded spikes into the trains
 * of its neurons.
 */
@NullMarked
package org.bitspike.conformance.metric;

import org.jspecify.annotations.NullMarked;
