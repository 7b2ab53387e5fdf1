package org.bitspike.reference;

/** How {@code random(x)} is drawn. */
public enum RandomMode {
  /**
   * From counter-based streams: a source's train is the same whatever else stands in the network.
   * SEMANTICS.md 6.
   */
  COUNTER,
  /**
   * From one {@link java.util.Random} of the network's seed, in order of evaluation. LEMS's own
   * interpreter draws so, too, but runs start actions in an order of its own, so its trains do not
   * come out.
   */
  SEQUENTIAL
}
