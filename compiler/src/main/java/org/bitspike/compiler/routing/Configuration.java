package org.bitspike.compiler.routing;

import java.util.List;

/**
 * The state of all switches: what a chip is told. A node of capacity {@code c} has {@code c}
 * tracks, from 0, each for one signal; a node that is a wire has one.
 *
 * @param origins where signals enter, at most one for each net
 * @param junctions closed switches
 * @param listeners what takes signals out
 */
public record Configuration(
    List<Origin> origins, List<Junction> junctions, List<Listener> listeners) {

  public Configuration {
    origins = List.copyOf(origins);
    junctions = List.copyOf(junctions);
    listeners = List.copyOf(listeners);
  }

  /**
   * The signal of a net enters.
   *
   * @param net index of the net
   * @param node where
   * @param track on which of the node's tracks
   */
  public record Origin(int net, int node, int track) {}

  /**
   * A closed switch joins one track with one track.
   *
   * @param link the switch
   * @param fromTrack track of the switch's first node
   * @param toTrack track of its second
   */
  public record Junction(int link, int fromTrack, int toTrack) {}

  /**
   * Something listens, such as a driver of synapses.
   *
   * @param node where
   * @param track to which of the node's tracks
   */
  public record Listener(int node, int track) {}
}
