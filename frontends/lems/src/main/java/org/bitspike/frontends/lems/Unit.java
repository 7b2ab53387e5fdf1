package org.bitspike.frontends.lems;

import org.bitspike.ir.unit.Dimension;

/**
 * A unit: SI value = number * scale * 10^power + offset.
 *
 * @param symbol as it is written after a number
 */
record Unit(String symbol, Dimension dimension, int power, double scale, double offset) {

  /** No unit. */
  static final Unit NONE = new Unit("", Dimension.NONE, 0, 1, 0);

  /**
   * The value in SI units. A power of ten is applied to the numeral itself, so that no rounding is
   * added to its own.
   */
  double toSi(Quantity quantity) {
    if (power != 0 && scale == 1 && offset == 0 && Double.isFinite(quantity.value())) {
      return scaledNumeral(quantity.number());
    }
    return toSi(quantity.value());
  }

  /** The value in SI units. */
  double toSi(double value) {
    // Powers of ten up to 22 are exact, their inverses are not: divide rather than multiply by
    // 10^-n.
    double scaled = power < 0 ? value / Math.pow(10, -power) : value * Math.pow(10, power);
    return scaled * scale + offset;
  }

  private double scaledNumeral(String number) {
    int e = Math.max(number.indexOf('e'), number.indexOf('E'));
    if (e < 0) {
      return Double.parseDouble(number + "e" + power);
    }
    String exponent = number.substring(e + 1);
    if (exponent.length() > 6) {
      return toSi(Double.parseDouble(number));
    }
    return Double.parseDouble(number.substring(0, e) + "e" + (Integer.parseInt(exponent) + power));
  }

  boolean sameAs(Unit other) {
    return dimension.sameAs(other.dimension)
        && power == other.power
        && scale == other.scale
        && offset == other.offset;
  }
}
