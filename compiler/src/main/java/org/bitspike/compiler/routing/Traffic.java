package org.bitspike.compiler.routing;

import java.util.List;

/**
 * Synapses that spikes are to reach; columns, shared, never changed.
 *
 * <p>Members are numbered: neurons first, then sources.
 *
 * @param core core of each neuron
 * @param circuit its first circuit
 * @param circuits how many it has
 * @param members how many neurons and sources there are
 * @param ports input words that synapses act on
 * @param pre member that each synapse comes from
 * @param post neuron that it acts on
 * @param port number of the input word
 * @param importance what is lost without it, at least 0
 */
@SuppressWarnings("ArrayRecordComponent")
public record Traffic(
    int[] core,
    int[] circuit,
    int[] circuits,
    int members,
    List<String> ports,
    int[] pre,
    int[] post,
    int[] port,
    float[] importance) {

  public Traffic {
    ports = List.copyOf(ports);
  }

  /** Number of neurons. */
  public int neurons() {
    return core.length;
  }

  /** Number of synapses. */
  public int size() {
    return pre.length;
  }
}
