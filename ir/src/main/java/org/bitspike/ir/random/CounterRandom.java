package org.bitspike.ir.random;

/**
 * Philox4x32-10, the counter-based generator of Salmon, Moraes, Dror and Shaw, "Parallel random
 * numbers: as easy as 1, 2, 3", SC 2011.
 *
 * <p>A draw is keyed by (seed, stream, index, draw): the 64-bit seed is the key (low word first),
 * the 128-bit counter is (index low, index high, stream, draw). SEMANTICS.md paragraph 6 fixes this
 * assignment.
 */
public final class CounterRandom {

  private static final int M0 = 0xD2511F53;
  private static final int M1 = 0xCD9E8D57;
  private static final int W0 = 0x9E3779B9;
  private static final int W1 = 0xBB67AE85;

  private CounterRandom() {}

  /** 64 random bits: the first two output words, the first one low. */
  public static long bits64(long seed, int stream, long index, int draw) {
    int c0 = (int) index;
    int c1 = (int) (index >>> 32);
    int c2 = stream;
    int c3 = draw;
    int k0 = (int) seed;
    int k1 = (int) (seed >>> 32);
    for (int round = 0; round < 10; round++) {
      long p0 = (M0 & 0xFFFFFFFFL) * (c0 & 0xFFFFFFFFL);
      long p1 = (M1 & 0xFFFFFFFFL) * (c2 & 0xFFFFFFFFL);
      int n0 = (int) (p1 >>> 32) ^ c1 ^ k0;
      int n2 = (int) (p0 >>> 32) ^ c3 ^ k1;
      c1 = (int) p1;
      c3 = (int) p0;
      c0 = n0;
      c2 = n2;
      k0 += W0;
      k1 += W1;
    }
    return (c0 & 0xFFFFFFFFL) | ((long) c1 << 32);
  }

  /** 32 random bits: the first output word. */
  public static int bits32(long seed, int stream, long index, int draw) {
    return (int) bits64(seed, stream, index, draw);
  }

  /** Evenly distributed in [0, 1): the upper 53 of {@link #bits64}, times 2^-53. */
  public static double uniform(long seed, int stream, long index, int draw) {
    return (bits64(seed, stream, index, draw) >>> 11) * 0x1.0p-53;
  }
}
