package org.bitspike.compiler;

/**
 * Currents into the neurons of a block.
 *
 * @param exposure name by which the cell adds them, such as {@code i}
 * @param tick tick from whose start the sum of a neuron's currents has a new value, ascending
 * @param neuron member of the block
 * @param value the sum, SI
 */
@SuppressWarnings("ArrayRecordComponent") // columns: shared, never changed
public record CurrentPlan(String exposure, long[] tick, int[] neuron, double[] value) {}
