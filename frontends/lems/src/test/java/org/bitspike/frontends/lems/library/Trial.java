package org.bitspike.frontends.lems.library;

import java.util.SplittableRandom;

/**
 * A value for every name: the same name has the same value in both libraries. Trials take turns in
 * what they draw, so that comparisons for equality, powers, logarithms and wide ranges are all met.
 */
record Trial(int number) {

  static final int COUNT = 100;
  private static final long SEED = 20_231;

  /** At thousands of kelvin the other draws are voltages with an exponential that is finite. */
  private static final double TEMPERATURES = 1e4;

  double value(String name) {
    SplittableRandom random =
        new SplittableRandom(
            (SEED + number) * 0x9E3779B97F4A7C15L ^ name.hashCode() * 0x5DEECE66DL);
    random.nextLong();
    return (name.equals("temperature") ? TEMPERATURES : 1) * drawn(random);
  }

  private double drawn(SplittableRandom random) {
    return switch (number % 5) {
      case 0 -> random.nextDouble(-2, 2);
      case 1 -> random.nextInt(-2, 3);
      case 2 -> random.nextInt(0, 2);
      case 3 -> (random.nextBoolean() ? 1 : -1) * StrictMath.pow(10, random.nextDouble(-3, 3));
      default -> StrictMath.pow(10, random.nextDouble(-1.5, 1.5));
    };
  }
}
