package org.bitspike.reference.converged;

import org.bitspike.reference.flat.FlatSystem.Scheme;

/** Starts kinetic schemes as grid mode does: all in the first state. */
final class Occupancies {

  private Occupancies() {}

  static void settle(Shape shape, double[] base) {
    for (Scheme scheme : shape.system.schemes()) {
      for (int k = 0; k < scheme.nodes().size(); k++) {
        base[shape.slotOf(scheme.nodes().get(k))] = k == 0 ? 1 : 0;
      }
    }
  }
}
