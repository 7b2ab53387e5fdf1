package org.bitspike.compiler;

import java.util.function.LongToDoubleFunction;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.program.CodeDraw;

/**
 * What rounding does to weights that are drawn: followed synapse by synapse where a list is no
 * matter, by the distribution they are drawn from where there are too many.
 */
final class DrawnErrors {

  /** Connections up to which they are listed to account for each. */
  static final long LISTED = 1L << 20;

  /** Draws of a distribution that stand for all. */
  private static final int LOOKED_AT = 1 << 16;

  private DrawnErrors() {}

  /** Takes a weight. */
  @FunctionalInterface
  interface Taker {
    /** The weight of a connection. */
    void take(int connection, double weight);
  }

  /** Visits every weight, or those at evenly spread draws with the first and the last one. */
  static void each(DrawnLink drawn, Taker taker) {
    if (drawn.size() <= LISTED) {
      ConnectionTable all = drawn.listed();
      for (int c = 0; c < all.size(); c++) {
        taker.take(c, all.weight(c));
      }
      return;
    }
    LongToDoubleFunction weight = drawn.weights()::value;
    taker.take(0, weight.applyAsDouble(0));
    for (int i = 0; i < LOOKED_AT; i++) {
      taker.take(i + 1, weight.applyAsDouble(DrawnLink.middle(i, LOOKED_AT)));
    }
    taker.take(LOOKED_AT + 1, weight.applyAsDouble(CodeDraw.DRAWS - 1));
  }

  /** How many weights {@link #each} visits. */
  static int count(DrawnLink drawn) {
    return drawn.size() <= LISTED ? (int) drawn.size() : LOOKED_AT + 2;
  }

  /** Whether {@link #each} visits every one. */
  static boolean all(DrawnLink drawn) {
    return drawn.size() <= LISTED;
  }
}
