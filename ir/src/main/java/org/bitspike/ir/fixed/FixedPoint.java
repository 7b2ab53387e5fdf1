package org.bitspike.ir.fixed;

/** The one lossy operation: an exact value becomes a code of a format. SEMANTICS.md 2.2 and 2.3. */
public final class FixedPoint {

  /** Bits discarded at most by one rounding; the verifier refuses more. */
  public static final int MAX_SHIFT = 62;

  private FixedPoint() {}

  /**
   * Divides a code by a power of two and rounds.
   *
   * @param code exact value times {@code 2^shift}
   * @param shift bits to discard; zero or negative shifts left and must not lose bits (the verifier
   *     sees to it)
   * @param rounding how
   * @param randomBits for {@link Rounding#STOCHASTIC}: evenly distributed bits, of which the low
   *     {@code shift} are used
   */
  public static long shiftRight(long code, int shift, Rounding rounding, long randomBits) {
    if (shift <= 0) {
      return shift == 0 ? code : shift <= -64 ? 0 : code << -shift;
    }
    if (shift > MAX_SHIFT) {
      throw new IllegalArgumentException("shift " + shift + " above " + MAX_SHIFT);
    }
    long floor = code >> shift;
    long discarded = code & ((1L << shift) - 1);
    long half = 1L << (shift - 1);
    return switch (rounding) {
      case FLOOR -> floor;
      case TOWARD_ZERO -> code < 0 && discarded != 0 ? floor + 1 : floor;
      case HALF_UP -> Long.compareUnsigned(discarded, half) >= 0 ? floor + 1 : floor;
      case HALF_AWAY -> {
        int tie = Long.compareUnsigned(discarded, half);
        yield tie > 0 || (tie == 0 && code >= 0) ? floor + 1 : floor;
      }
      case HALF_EVEN -> {
        int tie = Long.compareUnsigned(discarded, half);
        yield tie > 0 || (tie == 0 && (floor & 1) == 1) ? floor + 1 : floor;
      }
      case STOCHASTIC -> {
        long random = randomBits & ((1L << shift) - 1);
        yield Long.compareUnsigned(random, discarded) < 0 ? floor + 1 : floor;
      }
    };
  }

  /** Whether a code must be brought into range. */
  public static boolean overflows(long code, FixedFormat format) {
    return !format.holds(code);
  }

  /**
   * Brings a rounded code into its format by saturation or wrapping. {@link Overflow#TRAP} is the
   * caller's to raise.
   */
  public static long fit(long code, FixedFormat format, Overflow overflow) {
    if (format.holds(code)) {
      return code;
    }
    return switch (overflow) {
      case SATURATE, TRAP -> code < format.minCode() ? format.minCode() : format.maxCode();
      case WRAP -> wrap(code, format);
    };
  }

  private static long wrap(long code, FixedFormat format) {
    int unused = 64 - format.width();
    return format.signed() ? (code << unused) >> unused : (code << unused) >>> unused;
  }
}
