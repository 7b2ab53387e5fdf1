package org.bitspike.conformance.chips;

import java.math.BigInteger;

/**
 * The random numbers of numpy's {@code default_rng(seed).random()}: PCG XSL-RR 128/64 (M. E.
 * O'Neill 2014), seeded by numpy's SeedSequence, a hash of 32-bit words (after M. E. O'Neill's
 * seed_seq_fe).
 */
final class Pcg64 {

  private static final BigInteger MASK = BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE);
  private static final BigInteger MULTIPLIER =
      new BigInteger("2360ED051FC65DA44385DF649FCCF645", 16);
  private static final int POOL = 4;

  private BigInteger state;
  private final BigInteger increment;

  /** A generator as numpy makes it of a whole number below 2^32. */
  Pcg64(int seed) {
    int[] words = words(pool(seed), 8);
    BigInteger start = quarters(words[1], words[0], words[3], words[2]);
    BigInteger stream = quarters(words[5], words[4], words[7], words[6]);
    increment = stream.shiftLeft(1).or(BigInteger.ONE).and(MASK);
    state = increment.add(start);
    step();
  }

  /** The next 64 bits. */
  long next() {
    step();
    long high = state.shiftRight(64).longValue();
    return Long.rotateRight(high ^ state.longValue(), (int) (high >>> 58));
  }

  /** The next number in [0, 1), as its first 53 bits. */
  long next53() {
    return next() >>> 11;
  }

  private void step() {
    state = state.multiply(MULTIPLIER).add(increment).and(MASK);
  }

  private static BigInteger quarters(int a, int b, int c, int d) {
    BigInteger all = BigInteger.ZERO;
    for (int word : new int[] {a, b, c, d}) {
      all = all.shiftLeft(32).or(BigInteger.valueOf(Integer.toUnsignedLong(word)));
    }
    return all;
  }

  /** Spreads a seed over the pool. */
  private static int[] pool(int seed) {
    int[] constant = {0x43b0d7e5};
    int[] pool = new int[POOL];
    for (int i = 0; i < POOL; i++) {
      pool[i] = hash(i == 0 ? seed : 0, constant, 0x931e8875);
    }
    for (int from = 0; from < POOL; from++) {
      for (int to = 0; to < POOL; to++) {
        if (from != to) {
          pool[to] = mix(pool[to], hash(pool[from], constant, 0x931e8875));
        }
      }
    }
    return pool;
  }

  private static int[] words(int[] pool, int count) {
    int[] constant = {0x8b51f9dd};
    int[] words = new int[count];
    for (int i = 0; i < count; i++) {
      words[i] = hash(pool[i % POOL], constant, 0x58f38ded);
    }
    return words;
  }

  private static int hash(int value, int[] constant, int factor) {
    int mixed = value ^ constant[0];
    constant[0] *= factor;
    mixed *= constant[0];
    return mixed ^ (mixed >>> 16);
  }

  private static int mix(int x, int y) {
    int mixed = x * 0xca01f9dd - y * 0x4973f715;
    return mixed ^ (mixed >>> 16);
  }
}
