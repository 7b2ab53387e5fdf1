package org.bitspike.frontends.nir;

import java.util.List;

/**
 * What flows along edges into a node.
 *
 * @param shape dimensions
 * @param bias constant part, by element
 * @param connections spikes, by emitter
 */
@SuppressWarnings("ArrayRecordComponent") // shared, never changed after construction
record Signal(int[] shape, double[] bias, List<Connections> connections) {

  Signal {
    connections = List.copyOf(connections);
  }

  int size() {
    return bias.length;
  }
}
