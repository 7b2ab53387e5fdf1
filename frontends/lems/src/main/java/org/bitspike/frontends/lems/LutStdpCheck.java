package org.bitspike.frontends.lems;

import java.util.Map;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.network.Component;

/**
 * The lists of numbers in a {@code lutStdp}, which to LEMS are mere text, and the ranges of its
 * parameters.
 */
final class LutStdpCheck {

  /** The type's name in the library. */
  static final String TYPE = "lutStdp";

  private static final int FEWEST_BITS = 2;
  private static final int MOST_BITS = 16;
  private static final int USUAL = 16;
  private static final int LONGEST_SHOWN = 200;

  private final Component rule;
  private final Diagnostics diagnostics;

  private LutStdpCheck(Component rule, Diagnostics diagnostics) {
    this.rule = rule;
    this.diagnostics = diagnostics;
  }

  /** Checks, if it is of that type. */
  static void check(ComponentTable.Built rule, Diagnostics diagnostics) {
    if (!rule.type().isA(TYPE)) {
      return;
    }
    LutStdpCheck check = new LutStdpCheck(rule.component(), diagnostics);
    int entries = check.entries();
    check.list("lutCausal", entries, entries - 1);
    check.list("lutAcausal", entries, entries - 1);
    check.list("lutCombined", entries, entries - 1);
    check.list("configBits0", 4, 1);
    check.list("configBits1", 4, 1);
    check.list("resetPattern", 6, 1);
    for (String positive :
        new String[] {"tauPlus", "tauMinus", "wMax", "synapsesPerDriver", "driverReadoutTime"}) {
      check.atLeast(positive, Double.MIN_VALUE);
    }
    check.whole("synapsesPerDriver");
    check.whole("noSynapses");
    check.atLeast("noSynapses", 0);
  }

  /** As many as the causal table has, if weights of 2 to 16 bits have so many codes. */
  private int entries() {
    String text = rule.texts().getOrDefault("lutCausal", "").strip();
    int written = text.split("[\\s,]+", (1 << MOST_BITS) + 2).length;
    boolean right =
        Integer.bitCount(written) == 1 && written >= 1 << FEWEST_BITS && written <= 1 << MOST_BITS;
    return right ? written : USUAL;
  }

  private void list(String name, int count, int highest) {
    String text = rule.texts().get(name);
    SourceRef where = rule.source();
    if (text == null) {
      diagnostics.add(
          Diagnostic.error(
              Code.F_MISSING_ATTRIBUTE,
              where,
              "lutStdp '" + rule.id() + "' lacks the attribute '" + name + "'"));
      return;
    }
    String[] entries = text.strip().split("[\\s,]+", count + 2);
    boolean right = entries.length == count;
    for (String entry : entries) {
      right &=
          entry.length() <= 5
              && !entry.isEmpty()
              && entry.chars().allMatch(c -> c >= '0' && c <= '9')
              && Integer.parseInt(entry) <= highest;
    }
    if (!right) {
      diagnostics.add(
          Diagnostic.error(
              Code.F_BAD_VALUE,
              where,
              name
                  + "='"
                  + shown(text)
                  + "' is no list of "
                  + count
                  + " whole numbers from 0 to "
                  + highest));
    }
  }

  private static String shown(String text) {
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
  }

  private void atLeast(String name, double lowest) {
    value(name, v -> v >= lowest, lowest > 0 ? "above 0" : "at least 0");
  }

  private void whole(String name) {
    value(name, v -> v == Math.rint(v), "a whole number");
  }

  private void value(String name, java.util.function.DoublePredicate right, String wanted) {
    Map<String, Double> parameters = rule.parameters();
    Double value = parameters.get(name);
    if (value != null && !right.test(value)) {
      diagnostics.add(
          Diagnostic.error(
              Code.F_BAD_VALUE,
              rule.source(),
              name + " of '" + rule.id() + "' is " + value + ", and must be " + wanted));
    }
  }
}
