package org.bitspike.ir.network;

/**
 * Which neurons are connected: written out, or by a rule that expands the same on every machine.
 */
public sealed interface Connectivity permits ConnectionTable, ProceduralConnector {

  /**
   * Writes the connections out.
   *
   * @param preSize size of the presynaptic population
   * @param postSize size of the postsynaptic population
   * @param samePopulation whether both are one population, so that self-connections can be told
   */
  ConnectionTable expand(int preSize, int postSize, boolean samePopulation);
}
