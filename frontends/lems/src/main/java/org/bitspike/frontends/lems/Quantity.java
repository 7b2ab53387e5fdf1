package org.bitspike.frontends.lems;

import java.util.Locale;
import java.util.Optional;

/**
 * A number and a unit symbol as written, such as {@code -60mV} or {@code 1.2 mM}.
 *
 * @param number the numeral's text
 * @param value its value; NaN or infinite when written so
 * @param unit symbol; empty when there is none
 */
record Quantity(String number, double value, String unit) {

  /** Reads; empty when the text does not start with a number. */
  static Optional<Quantity> parse(String raw) {
    String text = raw.strip();
    int end = numeralEnd(text);
    if (end == 0) {
      return notFinite(text);
    }
    String number = text.substring(0, end);
    double value;
    try {
      value = Double.parseDouble(number);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
    String unit = text.substring(end).strip();
    for (int i = 0; i < unit.length(); i++) {
      char c = unit.charAt(i);
      if (!Character.isLetterOrDigit(c) && c != '_' || i == 0 && Character.isDigit(c)) {
        return Optional.empty();
      }
    }
    return Optional.of(new Quantity(number, value, unit));
  }

  private static Optional<Quantity> notFinite(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "nan" -> Optional.of(new Quantity(text, Double.NaN, ""));
      case "inf", "infinity", "+inf", "+infinity" ->
          Optional.of(new Quantity(text, Double.POSITIVE_INFINITY, ""));
      case "-inf", "-infinity" -> Optional.of(new Quantity(text, Double.NEGATIVE_INFINITY, ""));
      default -> Optional.empty();
    };
  }

  /**
   * Where the numeral ends; an {@code e} belongs to it only when an exponent follows, so that
   * {@code 3 eV} has a unit.
   */
  private static int numeralEnd(String text) {
    int at = 0;
    int n = text.length();
    if (at < n && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
      at++;
    }
    int digits = at;
    while (at < n && isDigit(text.charAt(at))) {
      at++;
    }
    int count = at - digits;
    if (at < n && text.charAt(at) == '.') {
      int fraction = ++at;
      while (at < n && isDigit(text.charAt(at))) {
        at++;
      }
      count += at - fraction;
    }
    if (count == 0) {
      return 0;
    }
    if (at < n && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      int exponent = at + 1;
      if (exponent < n && (text.charAt(exponent) == '-' || text.charAt(exponent) == '+')) {
        exponent++;
      }
      if (exponent < n && isDigit(text.charAt(exponent))) {
        at = exponent;
        while (at < n && isDigit(text.charAt(at))) {
          at++;
        }
      }
    }
    return at;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
