package org.bitspike.frontends.lems.validation;

/** Numbers as the schema of NeuroML 2 and XML Schema write them. */
final class Numerals {

  private Numerals() {}

  static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /**
   * Where a quantity's number ends: a minus, digits, a point with digits after it, an exponent with
   * or without a minus. Each part may be missing, so that the number itself may be.
   */
  static int schemaNumeral(String text) {
    int at = text.startsWith("-") ? 1 : 0;
    at = digits(text, at);
    if (at < text.length() && text.charAt(at) == '.') {
      int end = digits(text, at + 1);
      at = end > at + 1 ? end : at;
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      int exponent = at + 1;
      if (exponent < text.length() && text.charAt(exponent) == '-') {
        exponent++;
      }
      int end = digits(text, exponent);
      at = end > exponent ? end : at;
    }
    return at;
  }

  /**
   * Whether a quantity that the schema accepts has a number at all, and one that a double holds.
   */
  static boolean isUsable(String quantity) {
    String numeral = quantity.substring(0, schemaNumeral(quantity));
    int digits = numeral.startsWith("-") ? 1 : 0;
    if (digits == numeral.length()
        || !isDigit(numeral.charAt(digits)) && !startsFraction(numeral)) {
      return false;
    }
    return Double.isFinite(Double.parseDouble(numeral));
  }

  private static boolean startsFraction(String numeral) {
    return numeral.charAt(numeral.startsWith("-") ? 1 : 0) == '.';
  }

  /** Whether a text is a whole number, of any length, with or without a sign. */
  static boolean isWhole(String text, boolean zeroAllowed) {
    boolean negative = text.startsWith("-");
    int start = negative || text.startsWith("+") ? 1 : 0;
    if (start == text.length() || digits(text, start) != text.length()) {
      return false;
    }
    boolean zero = text.chars().skip(start).allMatch(c -> c == '0');
    return zero ? zeroAllowed : !negative;
  }

  /** Whether a whole number fits 32 bits. */
  static boolean isInt(String whole) {
    try {
      Integer.parseInt(whole);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** A number of XML Schema; NaN for a text that is none, and for NaN. */
  static double schemaDouble(String text) {
    switch (text) {
      case "INF" -> {
        return Double.POSITIVE_INFINITY;
      }
      case "-INF" -> {
        return Double.NEGATIVE_INFINITY;
      }
      default -> {
        for (int i = 0; i < text.length(); i++) {
          char c = text.charAt(i);
          if (!isDigit(c) && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
            return Double.NaN;
          }
        }
        try {
          return Double.parseDouble(text);
        } catch (NumberFormatException e) {
          return Double.NaN;
        }
      }
    }
  }
}
