package org.bitspike.compiler;

/** What a pass can rely on. */
public enum Fact {
  /**
   * Populations are sources or neurons; projections are written out, each through one simple
   * synapse.
   */
  NORMALISED,
  /**
   * Every neuron has its receptors, and is either a step over real numbers or matched to the chip's
   * neuron.
   */
  MODELLED,
  /** Every neuron has circuits; synapses that found no place are dropped. */
  PLACED,
  /** Parameters of a given neuron are register codes. */
  TRANSLATED,
  /** Every kept synapse has a weight code, every receptor a scale. */
  WEIGHTED,
  /** Every kept synapse has a delay in ticks. */
  DELAYED,
  /** Every neuron has a kernel, with values for its words. */
  KERNELS,
  /** Plastic projections have a learning rule. */
  LEARNING,
  /** Trains of the sources are known, on the chip's event clock. */
  TRAINS,
  /** Synapses stand in rows. */
  ROWS,
  /** The program is whole. */
  PROGRAM
}
