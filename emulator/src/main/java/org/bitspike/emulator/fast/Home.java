package org.bitspike.emulator.fast;

import org.bitspike.ir.fixed.FixedFormat;

/**
 * Where a word of a block is kept while a handler runs.
 *
 * @param kind how
 * @param low least code it can have
 * @param high greatest code it can have
 */
public record Home(Kind kind, long low, long high) {

  /** How a word is kept. */
  public enum Kind {
    /** Nowhere: it is the same everywhere and at all times. */
    CONSTANT,
    /** In a column of {@code int}. */
    NARROW,
    /** In a column of {@code long}. */
    WIDE,
    /** As a sum of events not yet brought into the word's format, in an {@code int} each. */
    NARROW_SUM,
    /** As a sum of events not yet brought into the word's format, in a {@code long} each. */
    WIDE_SUM
  }

  /** A word that never changes. */
  public static Home constant(long code) {
    return new Home(Kind.CONSTANT, code, code);
  }

  /** A column of codes of a format. */
  public static Home column(FixedFormat format) {
    return new Home(fitsInt(format) ? Kind.NARROW : Kind.WIDE, format.minCode(), format.maxCode());
  }

  /** The sums of a port. */
  public static Home sums(PortRing ring) {
    return new Home(ring.wide() ? Kind.WIDE_SUM : Kind.NARROW_SUM, ring.low(), ring.high());
  }

  /** Whether a column of that format is one of {@code int}. */
  public static boolean fitsInt(FixedFormat format) {
    return Value.fitsInt(format.minCode(), format.maxCode());
  }

  boolean isLong() {
    return kind == Kind.WIDE || kind == Kind.WIDE_SUM;
  }

  boolean isSum() {
    return kind == Kind.NARROW_SUM || kind == Kind.WIDE_SUM;
  }
}
