package org.bitspike.compiler.symbolic;

/** All real numbers from {@code low} to {@code high}. */
public record Interval(double low, double high) {

  /** Truth values. */
  public static final Interval TRUTH = new Interval(0, 1);

  /** Everything. */
  public static final Interval UNBOUNDED =
      new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException("no interval from " + low + " to " + high);
    }
  }

  /** One number. */
  public static Interval of(double value) {
    return new Interval(value, value);
  }

  /** Whether both ends are finite. */
  public boolean isFinite() {
    return Double.isFinite(low) && Double.isFinite(high);
  }

  /** Whether a number is inside. */
  public boolean holds(double value) {
    return value >= low && value <= high;
  }

  /** Largest magnitude. */
  public double magnitude() {
    return Math.max(Math.abs(low), Math.abs(high));
  }

  /** Sums. */
  public Interval plus(Interval o) {
    return new Interval(low + o.low, high + o.high);
  }

  /** Products. */
  public Interval times(Interval o) {
    double a = product(low, o.low);
    double b = product(low, o.high);
    double c = product(high, o.low);
    double d = product(high, o.high);
    return new Interval(
        Math.min(Math.min(a, b), Math.min(c, d)), Math.max(Math.max(a, b), Math.max(c, d)));
  }

  /** Products with one number. */
  public Interval times(double factor) {
    return times(of(factor));
  }

  /** Either. */
  public Interval hull(Interval o) {
    return new Interval(Math.min(low, o.low), Math.max(high, o.high));
  }

  /** The same middle and {@code margin} times the width, at least reaching 0. */
  public Interval widened(double margin) {
    double grow = (high - low) * (margin - 1) / 2;
    return new Interval(low - grow, high + grow);
  }

  // 0 * infinity is 0 here: a factor that is exactly 0 wins
  private static double product(double a, double b) {
    return a == 0 || b == 0 ? 0 : a * b;
  }
}
