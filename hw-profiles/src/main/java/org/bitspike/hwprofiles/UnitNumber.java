package org.bitspike.hwprofiles;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number as profiles write them, with a unit or without: {@code 15.1 ms}, {@code 0.2 nF}, {@code
 * 1e4}.
 *
 * @param value in the SI unit
 * @param unit the SI unit; empty for a number without one, which may stand for any
 */
record UnitNumber(double value, String unit) {

  // Bounded lengths, so that no input makes the decimal arithmetic slow.
  private static final Pattern FORM =
      Pattern.compile(
          "([-+]?(?:\\d{1,40}(?:\\.\\d{0,40})?|\\.\\d{1,40})(?:[eE][-+]?\\d{1,3})?)\\s*(%|[A-Za-z]{1,4})?");

  private static final Map<String, Integer> PREFIXES =
      Map.of("", 0, "f", -15, "p", -12, "n", -9, "u", -6, "m", -3, "k", 3, "M", 6, "G", 9);

  private static final Map<String, Integer> POWERS = new TreeMap<>();
  private static final Map<String, String> SI = new TreeMap<>();

  static {
    for (String base : new String[] {"s", "V", "A", "F", "S", "Hz", "Ohm"}) {
      PREFIXES.forEach(
          (prefix, power) -> {
            POWERS.put(prefix + base, power);
            SI.put(prefix + base, base);
          });
    }
    POWERS.put("%", -2);
    SI.put("%", "");
  }

  /**
   * Reads a number; empty when the text is none, or its unit is not known. The value may be
   * infinite.
   */
  static Optional<UnitNumber> parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    BigDecimal number = new BigDecimal(matcher.group(1));
    String unit = matcher.group(2);
    if (unit == null) {
      return Optional.of(new UnitNumber(number.doubleValue(), ""));
    }
    Integer power = POWERS.get(unit);
    String si = SI.get(unit);
    if (power == null || si == null) {
      return Optional.empty();
    }
    return Optional.of(new UnitNumber(number.scaleByPowerOfTen(power).doubleValue(), si));
  }
}
