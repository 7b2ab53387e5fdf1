package org.bitspike.ir.fixed;

/** How an exact value that lies between two codes becomes one of them. SEMANTICS.md 2.2. */
public enum Rounding {
  /** Toward minus infinity: an arithmetic shift right. */
  FLOOR,
  /** Toward zero: the fraction bits are cut from the magnitude. */
  TOWARD_ZERO,
  /** To the nearest; a tie goes toward plus infinity. */
  HALF_UP,
  /** To the nearest; a tie goes away from zero. */
  HALF_AWAY,
  /** To the nearest; a tie goes to the even code. */
  HALF_EVEN,
  /** Up with a probability equal to the discarded fraction, by bits of a named random stream. */
  STOCHASTIC
}
