package org.bitspike.compiler.routing;

import java.util.List;

/**
 * What a router found.
 *
 * @param configuration state of the switches
 * @param ends for each net and each of its sinks, the node where it ends, or {@link #NONE}
 * @param unrouted sinks without a way, by net and sink
 * @param rounds rounds of negotiation that were run
 * @param routedWeight sum of the weights of all sinks that have a way
 */
public record Routing(
    Configuration configuration,
    List<List<Integer>> ends,
    List<Unrouted> unrouted,
    int rounds,
    double routedWeight) {

  /** Stands for the end of a sink without a way. */
  public static final int NONE = -1;

  public Routing {
    ends = ends.stream().map(List::copyOf).toList();
    unrouted = List.copyOf(unrouted);
  }

  /**
   * A sink without a way.
   *
   * @param net index of the net
   * @param sink index in the net
   * @param cause why
   */
  public record Unrouted(int net, int sink, Cause cause) {}

  /** Why there is no way. */
  public enum Cause {
    /** There is none in the graph, even if all of it were free. */
    NO_WAY,
    /** Others have what it would need. */
    CONGESTED
  }
}
