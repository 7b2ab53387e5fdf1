package org.bitspike.ir.fixed;

/**
 * How a code stands for a number: {@code value = code * 2^-fraction}. SEMANTICS.md 2.1.
 *
 * <p>Written {@code s24.12} (signed, 24 bits, 12 of them fraction), {@code u8} (unsigned, no
 * fraction), {@code s32.58} (fraction may exceed the width) or {@code s16.-4} (steps of 16).
 *
 * @param signed whether codes are two's complement
 * @param width bits of a code, 1 to 64 signed, 1 to 63 unsigned
 * @param fraction binary places, -128 to 255
 */
public record FixedFormat(boolean signed, int width, int fraction) {

  /** Truth values. */
  public static final FixedFormat BOOLEAN = new FixedFormat(false, 1, 0);

  public FixedFormat {
    int widest = signed ? 64 : 63;
    if (width < 1 || width > widest) {
      throw new IllegalArgumentException("width " + width + " outside 1.." + widest);
    }
    if (fraction < -128 || fraction > 255) {
      throw new IllegalArgumentException("fraction " + fraction + " outside -128..255");
    }
  }

  /** A signed format. */
  public static FixedFormat signed(int width, int fraction) {
    return new FixedFormat(true, width, fraction);
  }

  /** An unsigned format. */
  public static FixedFormat unsigned(int width, int fraction) {
    return new FixedFormat(false, width, fraction);
  }

  /** Smallest code. */
  public long minCode() {
    return signed ? -1L << (width - 1) : 0;
  }

  /** Largest code. */
  public long maxCode() {
    return signed ? (1L << (width - 1)) - 1 : (1L << width) - 1;
  }

  /** Whether a code is one of the format's. */
  public boolean holds(long code) {
    return code >= minCode() && code <= maxCode();
  }

  /** The number a code stands for. */
  public double value(long code) {
    return Math.scalb((double) code, -fraction);
  }

  /** The value of one step between neighbouring codes. */
  public double resolution() {
    return Math.scalb(1.0, -fraction);
  }

  /** The nearest code to a real number, ties to even, clamped to the format. */
  public long nearest(double value) {
    double scaled = Math.rint(Math.scalb(value, fraction));
    if (scaled <= minCode()) {
      return minCode();
    }
    return scaled >= maxCode() ? maxCode() : (long) scaled;
  }

  /**
   * Reads the written form.
   *
   * @throws IllegalArgumentException when the text is no format
   */
  public static FixedFormat parse(String text) {
    try {
      boolean isSigned = text.startsWith("s");
      if (!isSigned && !text.startsWith("u")) {
        throw new IllegalArgumentException("a format starts with s or u: " + text);
      }
      int dot = text.indexOf('.');
      int width = Integer.parseInt(dot < 0 ? text.substring(1) : text.substring(1, dot));
      return new FixedFormat(
          isSigned, width, dot < 0 ? 0 : Integer.parseInt(text.substring(dot + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a fixed-point format: " + text, e);
    }
  }

  @Override
  public String toString() {
    return (signed ? "s" : "u") + width + (fraction == 0 ? "" : "." + fraction);
  }
}
