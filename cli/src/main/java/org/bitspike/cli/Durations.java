package org.bitspike.cli;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.jspecify.annotations.Nullable;

/** Times as a command line gives them: a number and one of s, ms, us. */
final class Durations {

  private static final Pattern TIME = Pattern.compile("\\s*([0-9.eE+-]+?)\\s*(s|ms|us)\\s*");
  private static final Map<String, Double> SECONDS = Map.of("s", 1.0, "ms", 1e-3, "us", 1e-6);

  private Durations() {}

  /** The time in seconds, or empty when the option was not given. */
  static OptionalDouble seconds(String option, @Nullable String text) {
    if (text == null) {
      return OptionalDouble.empty();
    }
    Matcher matcher = TIME.matcher(text);
    if (matcher.matches()) {
      try {
        double value =
            Double.parseDouble(matcher.group(1))
                * SECONDS.getOrDefault(matcher.group(2), Double.NaN);
        if (value > 0 && Double.isFinite(value)) {
          return OptionalDouble.of(value);
        }
      } catch (NumberFormatException e) {
        throw wrong(option, text);
      }
    }
    throw wrong(option, text);
  }

  private static BitspikeException wrong(String option, String text) {
    return new BitspikeException(
        Diagnostic.error(
            Code.U_USAGE,
            SourceRef.NONE,
            option + " is '" + text + "', not a positive time",
            "write a number and a unit, such as " + option + " 500ms"));
  }
}
