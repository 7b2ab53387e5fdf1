package org.bitspike.ir.unit;

/**
 * A physical dimension as powers of the SI base quantities, in LEMS's letters.
 *
 * @param name name it was declared under, such as {@code voltage}; not part of equality of kinds,
 *     see {@link #sameAs}
 * @param m mass
 * @param l length
 * @param t time
 * @param i electric current
 * @param k temperature
 * @param n amount of substance
 * @param j luminous intensity
 */
public record Dimension(String name, int m, int l, int t, int i, int k, int n, int j) {

  /** No dimension: a pure number. */
  public static final Dimension NONE = new Dimension("none", 0, 0, 0, 0, 0, 0, 0);

  /** Time. */
  public static final Dimension TIME = new Dimension("time", 0, 0, 1, 0, 0, 0, 0);

  /** Electric potential. */
  public static final Dimension VOLTAGE = new Dimension("voltage", 1, 2, -3, -1, 0, 0, 0);

  /** Electric current. */
  public static final Dimension CURRENT = new Dimension("current", 0, 0, 0, 1, 0, 0, 0);

  /** Electric conductance. */
  public static final Dimension CONDUCTANCE = new Dimension("conductance", -1, -2, 3, 2, 0, 0, 0);

  /** Electric capacitance. */
  public static final Dimension CAPACITANCE = new Dimension("capacitance", -1, -2, 4, 2, 0, 0, 0);

  /** Whether both measure the same kind of quantity, whatever their names. */
  public boolean sameAs(Dimension other) {
    return m == other.m
        && l == other.l
        && t == other.t
        && i == other.i
        && k == other.k
        && n == other.n
        && j == other.j;
  }

  /** Whether this is a pure number. */
  public boolean isNone() {
    return sameAs(NONE);
  }

  /** The dimension of a product. */
  public Dimension times(Dimension o) {
    return new Dimension("", m + o.m, l + o.l, t + o.t, i + o.i, k + o.k, n + o.n, j + o.j);
  }

  /** The dimension of a quotient. */
  public Dimension per(Dimension o) {
    return new Dimension("", m - o.m, l - o.l, t - o.t, i - o.i, k - o.k, n - o.n, j - o.j);
  }

  /** The dimension of an integer power. */
  public Dimension power(int p) {
    return new Dimension("", m * p, l * p, t * p, i * p, k * p, n * p, j * p);
  }

  /**
   * The name if there is one, then the SI base powers, such as {@code voltage [kg m^2 s^-3 A^-1]}.
   */
  public String describe() {
    StringBuilder text = new StringBuilder();
    append(text, "kg", m);
    append(text, "m", l);
    append(text, "s", t);
    append(text, "A", i);
    append(text, "K", k);
    append(text, "mol", n);
    append(text, "cd", j);
    String powers = text.isEmpty() ? "none" : "[" + text + "]";
    return name.isEmpty() || isNone() ? powers : name + " " + powers;
  }

  private static void append(StringBuilder text, String symbol, int power) {
    if (power != 0) {
      text.append(text.isEmpty() ? "" : " ").append(symbol);
      if (power != 1) {
        text.append('^').append(power);
      }
    }
  }
}
