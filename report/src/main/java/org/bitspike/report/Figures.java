package org.bitspike.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bitspike.ir.recording.Recording;

/** Numbers as people read them. */
final class Figures {

  private static final MathContext DIGITS = new MathContext(4);
  private static final String[] PREFIXES = {"f", "p", "n", "\u00b5", "m", "", "k", "M", "G"};

  private Figures() {}

  /** A count with thousands apart. */
  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** Four significant digits, without trailing zeros. */
  static String shortest(double value) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "-" : value > 0 ? "infinite" : "-infinite";
    }
    if (value == 0) {
      return "0";
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e7) {
      return Long.toString((long) value);
    }
    BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
    double magnitude = Math.abs(value);
    if (magnitude >= 1e-3 && magnitude < 1e7) {
      return rounded.toPlainString();
    }
    int exponent = rounded.precision() - rounded.scale() - 1;
    return rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
  }

  /** A count in at most four characters or so, such as {@code 65k}, for the axis of a picture. */
  static String brief(long value) {
    if (value < 10_000) {
      return count(value);
    }
    return value < 1_000_000
        ? Math.round(value / 1e3) + "k"
        : shortest(Math.rint(value / 1e5) / 10) + "M";
  }

  /** A share in percent. */
  static String percent(long part, long whole) {
    return percent((double) part, (double) whole);
  }

  /** A share in percent; what is not nothing never reads 0. */
  static String percent(double part, double whole) {
    if (whole == 0) {
      return "0 %";
    }
    double percent = 100 * part / whole;
    return percent > 0 && percent < 0.01
        ? "< 0.01 %"
        : percent < 100 && percent > 99.99 ? "> 99.99 %" : shortest(rounded(percent)) + " %";
  }

  private static double rounded(double percent) {
    return percent >= 10 ? Math.rint(percent * 10) / 10 : Math.rint(percent * 100) / 100;
  }

  /** A number with an SI prefix and its unit, such as {@code 10.2 ms}. */
  static String si(double value, String unit) {
    if (value == 0 || !Double.isFinite(value)) {
      return shortest(value) + " " + unit;
    }
    int thousands =
        Math.clamp((int) Math.floor(Math.log10(Math.abs(value) * 1.0000001) / 3), -5, 3);
    return shortest(value * Math.pow(10, -3.0 * thousands)) + " " + PREFIXES[thousands + 5] + unit;
  }

  /** A count and its noun. */
  static String plural(long count, String singular) {
    return count(count)
        + " "
        + (count == 1
            ? singular
            : singular.endsWith("y")
                ? singular.substring(0, singular.length() - 1) + "ies"
                : singular + "s");
  }

  /**
   * What a run counted, such as {@code queue: 2,880 sent, 372 delivered, 2,508 lost}; empty when it
   * counted nothing.
   */
  static String counters(Recording recording) {
    Map<String, List<String>> byPlace = new LinkedHashMap<>();
    for (Recording.Counter counter : recording.counters()) {
      byPlace
          .computeIfAbsent(counter.place(), p -> new ArrayList<>())
          .add(count(counter.count()) + " " + counter.what());
    }
    List<String> places = new ArrayList<>();
    byPlace.forEach((place, counts) -> places.add(place + ": " + String.join(", ", counts)));
    return String.join("; ", places);
  }
}
