package org.bitspike.backends;

import org.bitspike.ir.fixed.FixedFormat;

/**
 * An expression in C.
 *
 * @param text the expression
 * @param narrow whether its type is {@code int32_t}, otherwise {@code int64_t}
 */
record CCode(String text, boolean narrow) {

  /** Whether all codes of a format, multiplied by a power of two, fit 32 bits. */
  static boolean narrow(FixedFormat format, int places) {
    int bits = (format.signed() ? format.width() : format.width() + 1) + places;
    return bits <= 32;
  }

  static boolean narrow(FixedFormat format) {
    return narrow(format, 0);
  }

  /** A constant. */
  static CCode literal(long code, boolean narrow) {
    if (!narrow) {
      return new CCode(CText.literal(code), false);
    }
    String text =
        code == Integer.MIN_VALUE
            ? "(-INT32_C(2147483647) - 1)"
            : code < 0 ? "(-INT32_C(" + -code + "))" : "INT32_C(" + code + ")";
    return new CCode(text, true);
  }

  /** An expression of type int64_t as one of a format. */
  static CCode of(String text, FixedFormat format) {
    return new CCode(text, false).as(narrow(format));
  }

  /** The same value in a type of 32 or 64 bits. */
  CCode as(boolean wanted) {
    if (narrow == wanted) {
      return this;
    }
    String cast = "(int64_t)";
    String plain = !narrow && text.startsWith(cast) ? text.substring(cast.length()) : text;
    return new CCode((wanted ? "(int32_t)" : cast) + plain, wanted);
  }

  /** A call of a function that there is for both types: for the narrow one when all fits. */
  static CCode call(String function, CCode a, String more, boolean fits) {
    return fits && a.narrow()
        ? new CCode(function + "32(" + a.text() + more + ")", true)
        : new CCode(function + "(" + a.text() + more + ")", false).as(fits);
  }

  /** The type of the expression. */
  String type() {
    return narrow ? "int32_t" : "int64_t";
  }
}
