package org.bitspike.ir.program;

/**
 * Spike sources outside the chip, played from the stimulus.
 *
 * @param name unique among blocks
 * @param size number of sources, at least 1
 * @param population id of the population in the network
 * @param populationIndex index in the population of each source; shared, never changed after
 *     construction
 */
@SuppressWarnings("ArrayRecordComponent")
public record SourceBlock(String name, int size, String population, int[] populationIndex) {}
