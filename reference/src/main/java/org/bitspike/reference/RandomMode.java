package org.bitspike.reference;

/** How {@code random(x)} is drawn. */
public enum RandomMode {
  /**
   * From counter-based streams: a source's train is the same whatever else stands in the network.
   * SEMANTICS.md 6.
   */
  COUNTER,
  /**
   * From one {@link java.util.Random} of the network's seed, in order of evaluation, as LEMS's own
   * interpreter draws, so that its trains come out number by number. That interpreter sets every
   * member up four times over, each time running start actions three times, twice each; all of
   * these draws are made here too.
   */
  SEQUENTIAL
}
