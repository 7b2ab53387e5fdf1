package org.bitspike.compiler.lowering;

import org.bitspike.ir.fixed.FixedFormat;

/** Bits that numbers need. */
final class Bits {

  /** Fractions a format can have. */
  static final int MIN_FRACTION = -128;

  private static final int MAX_FRACTION = 250;

  private Bits() {}

  /** Smallest {@code n} with {@code magnitude <= 2^n}; far below 0 for a magnitude of 0. */
  static int integerBits(double magnitude) {
    if (magnitude == 0) {
      return -MAX_FRACTION;
    }
    int exponent = Math.getExponent(magnitude);
    return magnitude > Math.scalb(1.0, exponent) ? exponent + 1 : exponent;
  }

  /**
   * The signed format of a width with the finest fraction that holds {@code -magnitude ..
   * magnitude}; no fraction for 0.
   */
  static FixedFormat finest(int width, double magnitude) {
    if (magnitude == 0) {
      return FixedFormat.signed(width, 0);
    }
    int fraction = clampFraction(width - 1 - integerBits(magnitude));
    FixedFormat format = FixedFormat.signed(width, fraction);
    // a magnitude that is a power of two itself would need one code more than there is
    return Math.scalb(magnitude, fraction) > format.maxCode() + 0.5
        ? FixedFormat.signed(width, clampFraction(fraction - 1))
        : format;
  }

  /** The signed format of a fraction that holds a magnitude, at most {@code widest} bits. */
  static FixedFormat holding(double magnitude, int fraction, int widest) {
    int width = Math.clamp(integerBits(magnitude) + fraction + 2L, 2, widest);
    return FixedFormat.signed(width, clampFraction(fraction));
  }

  static int clampFraction(int fraction) {
    return Math.clamp(fraction, MIN_FRACTION, MAX_FRACTION);
  }

  /** Whether a number is a power of two, so that multiplying by it is a shift. */
  static boolean isPowerOfTwo(double value) {
    return value > 0 && Math.scalb(1.0, Math.getExponent(value)) == value;
  }
}
