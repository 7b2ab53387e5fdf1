package org.bitspike.ir.wire;

/** Columns travel in pieces, so that no record grows with the network. */
final class Chunks {

  /** Entries of one piece at most. Part of the canonical form: a change of it changes digests. */
  static final int SIZE = 1 << 16;

  private Chunks() {}

  /** A piece: entries {@code from} to {@code to - 1}. */
  interface Body {
    void accept(int from, int to);
  }

  /** Visits the pieces of a column in order; none when it is empty. */
  static void each(int size, Body body) {
    for (int from = 0; from < size; from += SIZE) {
      body.accept(from, Math.min(size, from + SIZE));
    }
  }

  /** As {@link #each}, but an empty column has one empty piece: its presence matters. */
  static void eachOrEmpty(int size, Body body) {
    if (size == 0) {
      body.accept(0, 0);
    }
    each(size, body);
  }
}
