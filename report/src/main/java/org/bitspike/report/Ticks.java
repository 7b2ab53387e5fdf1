package org.bitspike.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** Places on an axis that read well: 1, 2 or 5 times a power of ten apart. */
final class Ticks {

  private Ticks() {}

  /**
   * Some five places.
   *
   * @param low end of the axis
   * @param high other end, above {@code low}
   */
  static List<Double> between(double low, double high) {
    double rough = (high - low) / 5;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double times = rough / power;
    double step = power * (times < 1.5 ? 1 : times < 3.5 ? 2 : times < 7.5 ? 5 : 10);
    List<Double> places = new ArrayList<>();
    for (double k = Math.ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; k++) {
      places.add(k * step);
      if (places.size() > 20) {
        break;
      }
    }
    return places;
  }

  /** A place in as few digits as tell it. */
  static String label(double value) {
    if (value == 0) {
      return "0";
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros();
    double size = Math.abs(value);
    return size >= 1e-4 && size < 1e6 ? rounded.toPlainString() : rounded.toString();
  }
}
