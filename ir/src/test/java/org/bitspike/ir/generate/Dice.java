package org.bitspike.ir.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.fixed.FixedFormat;

/** Random pieces, with the awkward ones more often than chance would have them. */
public final class Dice {

  private static final String[] TEXTS = {
    "",
    "v",
    "tau_syn",
    "a b",
    "say \"no\"",
    "back\\slash",
    "two\nlines",
    "tab\t.",
    "\u0001\u007f",
    "\u00b5V \u2202 \ud83e\udde0",
    "#",
    "{}[]:,;",
    "'"
  };
  private static final double[] DOUBLES = {
    0.0,
    -0.0,
    1.0,
    -1.0,
    1e-3,
    0.1,
    Double.MIN_VALUE,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    Math.PI,
    1e22,
    1e-300,
    123456789.123456789
  };

  private final SplittableRandom random;

  /** All that follows is a function of the seed. */
  public Dice(long seed) {
    random = new SplittableRandom(seed);
  }

  /** From 0 to {@code bound - 1}. */
  public int below(int bound) {
    return random.nextInt(bound);
  }

  /** From {@code low} to {@code high}. */
  public int between(int low, int high) {
    return random.nextInt(low, high + 1);
  }

  /** Any long, small ones often. */
  public long anyLong() {
    return random.nextLong() >> random.nextInt(64);
  }

  /** Heads or tails. */
  public boolean flip() {
    return random.nextBoolean();
  }

  /** Any finite double. */
  public double real() {
    return switch (random.nextInt(3)) {
      case 0 -> DOUBLES[random.nextInt(DOUBLES.length)];
      case 1 -> random.nextDouble(-100, 100);
      default -> {
        double any = Double.longBitsToDouble(random.nextLong());
        yield Double.isFinite(any) ? any : 0.5;
      }
    };
  }

  /** A finite double of at least 0, and not minus 0. */
  public double notNegative() {
    return Math.abs(real());
  }

  /** Any text. */
  public String text() {
    return TEXTS[random.nextInt(TEXTS.length)] + (flip() ? random.nextInt(100) : "");
  }

  /** A place. */
  public SourceRef place() {
    return flip() ? SourceRef.NONE : new SourceRef(text(), below(100000), below(200), text());
  }

  /** A format. */
  public FixedFormat format(int widest) {
    return new FixedFormat(flip(), between(1, widest), between(-10, 70));
  }

  /** A code of a format. */
  public long code(FixedFormat format) {
    long range = format.maxCode() - format.minCode();
    return range == -1
        ? random.nextLong()
        : random.nextLong(format.minCode(), format.maxCode()) + (flip() ? 1 : 0);
  }

  /** One of several. */
  @SafeVarargs
  public final <T> T one(T... of) {
    return of[random.nextInt(of.length)];
  }

  /** One of several. */
  public <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** Up to {@code most} of something; the function gets the position. */
  public <T> List<T> some(int most, IntFunction<T> make) {
    List<T> all = new ArrayList<>();
    int count = random.nextInt(most + 1);
    for (int k = 0; k < count; k++) {
      all.add(make.apply(k));
    }
    return all;
  }

  /** Something or nothing. */
  public <T> Optional<T> maybe(Supplier<T> make) {
    return flip() ? Optional.of(make.get()) : Optional.empty();
  }

  /** A number or nothing. */
  public OptionalDouble maybe(double value) {
    return flip() ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  /** A column of ints from 0 to {@code bound - 1}. */
  public int[] column(int size, int bound) {
    int[] column = new int[size];
    for (int k = 0; k < size; k++) {
      column[k] = random.nextInt(bound);
    }
    return column;
  }

  /** A column of any finite doubles. */
  public double[] reals(int size) {
    double[] column = new double[size];
    for (int k = 0; k < size; k++) {
      column[k] = real();
    }
    return column;
  }
}
