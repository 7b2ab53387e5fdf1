package org.bitspike.ir.spi;

/** How faithful an export is. */
public enum Fidelity {
  /** The consumer computes the same bits. */
  EXACT,
  /** The consumer's results differ by no more than a stated bound. */
  BOUNDED,
  /** The consumer computes something similar; no bound is stated. */
  APPROXIMATE,
  /** The export cannot express the program. */
  REFUSED
}
