package org.bitspike.reference;

import org.bitspike.reference.cable.StateScheme;

/**
 * How cells with a morphology run in grid mode.
 *
 * @param cells which of them run on a cable
 * @param states how their gates and other states move
 */
public record CableOptions(Cells cells, StateScheme states) {

  /** Branched cells on cables, with states on the grid. */
  public static final CableOptions DEFAULT = new CableOptions(Cells.BRANCHED, StateScheme.GRID);

  /** Which cells run on a cable. */
  public enum Cells {
    /** Cells of several segments; those of one run as LEMS's own interpreter has them. */
    BRANCHED,
    /** All cells of type {@code cell} with a morphology. */
    ALL
  }
}
