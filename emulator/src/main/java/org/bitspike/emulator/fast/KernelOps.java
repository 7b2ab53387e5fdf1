package org.bitspike.emulator.fast;

import org.bitspike.ir.fixed.FixedPoint;
import org.bitspike.ir.fixed.Rounding;

/** Operations that compiled handlers call instead of having them in line. */
final class KernelOps {

  private static final Rounding[] ROUNDINGS = Rounding.values();

  private KernelOps() {}

  /** {@code a // b}, SEMANTICS.md 3.3. */
  static long quotient(long a, long b) {
    return b == 0 ? 0 : Math.floorDiv(a, b);
  }

  /** {@code a % b}, SEMANTICS.md 3.3. */
  static long remainder(long a, long b) {
    return b == 0 ? 0 : Math.floorMod(a, b);
  }

  /** Rounds a code so near the ends of 64 bits that adding half a step could overflow. */
  static long round(long code, int shift, int rounding) {
    return FixedPoint.shiftRight(code, shift, ROUNDINGS[rounding], 0);
  }

  /** {@link #quotient} of pairs; the results replace the dividends. */
  static void quotient(long[] a, long[] b) {
    for (int i = 0; i < a.length; i++) {
      a[i] = quotient(a[i], b[i]);
    }
  }

  /** {@link #remainder} of pairs; the results replace the dividends. */
  static void remainder(long[] a, long[] b) {
    for (int i = 0; i < a.length; i++) {
      a[i] = remainder(a[i], b[i]);
    }
  }

  /** {@link #round} of several codes, in place. */
  static void round(long[] codes, int shift, int rounding) {
    for (int i = 0; i < codes.length; i++) {
      codes[i] = round(codes[i], shift, rounding);
    }
  }

  /** The next draws of consecutive members, of those who count them together with others. */
  static void ask(long[] into, Surroundings around, int member, long now) {
    for (int i = 0; i < into.length; i++) {
      into[i] = around.draw(member + i, now);
    }
  }
}
