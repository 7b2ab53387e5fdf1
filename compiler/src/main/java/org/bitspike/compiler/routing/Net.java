package org.bitspike.compiler.routing;

import java.util.List;

/**
 * Ways that are wanted from one node.
 *
 * @param source where they begin
 * @param sinks where they end; each at a node of its own
 */
public record Net(int source, List<Sink> sinks) {

  public Net {
    sinks = List.copyOf(sinks);
  }

  /**
   * An end of a net.
   *
   * @param candidates nodes of which any one will do, at least one
   * @param weight what is lost without it, at least 0; the heavier is served first where not all
   *     can be
   */
  public record Sink(List<Integer> candidates, double weight) {
    public Sink {
      candidates = List.copyOf(candidates);
      if (candidates.isEmpty()) {
        throw new IllegalArgumentException("a sink without candidates");
      }
      if (!(weight >= 0) || Double.isInfinite(weight)) {
        throw new IllegalArgumentException("weight " + weight);
      }
    }

    /** A sink that ends at one node and weighs 1. */
    public static Sink at(int node) {
      return new Sink(List.of(node), 1);
    }
  }
}
