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
}
