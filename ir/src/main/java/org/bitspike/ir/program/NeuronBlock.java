package org.bitspike.ir.program;

import org.bitspike.ir.program.Program.Columns;

/**
 * Neurons that share a kernel.
 *
 * @param name unique among blocks; the population's id where a population is one block
 * @param kernel name of the kernel
 * @param size number of neurons, at least 1
 * @param params a column for every parameter word
 * @param initial columns for state and level words; a word without a column starts at 0
 * @param population id of the population in the network
 * @param populationIndex index in the population of each neuron
 * @param place where each neuron sits
 */
@SuppressWarnings("ArrayRecordComponent") // columns: shared, never changed after construction
public record NeuronBlock(
    String name,
    String kernel,
    int size,
    Columns params,
    Columns initial,
    String population,
    int[] populationIndex,
    Place place) {

  /**
   * Where neurons sit on the hardware.
   *
   * @param core core (chip) of each neuron
   * @param circuit first circuit of each neuron on its core
   * @param circuits number of circuits merged into each neuron
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Place(int[] core, int[] circuit, int[] circuits) {}
}
