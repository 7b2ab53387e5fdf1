package org.bitspike.reference;

import java.util.List;

/** What the connections of a learning projection remember, whatever their rule. */
interface LearningSynapses {

  /**
   * Handles a presynaptic spike. Spikes of one connection come in order of time.
   *
   * @param c the connection, as the projection's table counts
   * @param post its target
   * @param tick tick of the spike
   * @param delayTicks dendritic delay: a postsynaptic spike is seen that much later
   * @return the weight with which the spike acts
   */
  double spike(int c, int post, long tick, int delayTicks);

  /**
   * Brings a connection up to what the synapse has seen by the end of a tick. No later presynaptic
   * spike may be of that tick or an earlier one.
   */
  void settle(int c, int post, long tick, int delayTicks);

  /** Names of what a connection remembers, the weight among them. */
  List<String> words();

  /** The value of a word. */
  double word(int w, int c);

  /** Present weights, by connection. */
  double[] weights();
}
