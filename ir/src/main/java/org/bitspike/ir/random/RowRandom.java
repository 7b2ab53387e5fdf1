package org.bitspike.ir.random;

/**
 * Many draws for one row of a matrix at the cost of a few multiplications each: the generator
 * SplitMix64 of Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA
 * 2014, started from a key that {@link CounterRandom} draws for the row. Draw {@code k} is a
 * function of the key and {@code k}, so that draws can be made in any order.
 */
public final class RowRandom {

  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private RowRandom() {}

  /** The key of a row. */
  public static long key(long seed, int stream, int row) {
    return CounterRandom.bits64(seed, stream, row, 0);
  }

  /** 64 random bits: output {@code k}, from 0, of the generator that starts from the key. */
  public static long bits64(long key, long k) {
    long z = key + (k + 1) * GAMMA;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /**
   * A member of 0 to {@code bound - 1} from 64 random bits: the upper half of their 128-bit product
   * (Lemire 2019, without his rejection: members differ in probability by at most 2^-33 of it).
   */
  public static int below(long bits, int bound) {
    return (int) Math.unsignedMultiplyHigh(bits, bound);
  }
}
