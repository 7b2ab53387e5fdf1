package org.bitspike.conformance.omv;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bitspike.conformance.JunitXml;
import org.bitspike.conformance.omv.OmvResult.Line;
import org.bitspike.conformance.omv.OmvResult.Outcome;

/** Results of tests for a person, a program and a CI server. */
public final class OmvOutput {

  private static final List<String> HEADER =
      List.of("experiment", "observable", "expected", "observed", "deviation", "tolerance", "");

  private OmvOutput() {}

  /** A table for each test, and a last line that counts. */
  public static String table(List<OmvResult> results) {
    StringBuilder text = new StringBuilder();
    for (OmvResult result : results) {
      text.append(result.test().file()).append('\n');
      List<List<String>> rows = new ArrayList<>();
      rows.add(HEADER);
      result.lines().forEach(line -> rows.add(row(line)));
      appendRows(text, rows);
      for (Line line : result.lines()) {
        if (!line.reason().isEmpty()) {
          text.append("  ").append(name(line)).append(": ").append(line.reason()).append('\n');
        }
      }
    }
    return text.append(summary(results)).append('\n').toString();
  }

  private static List<String> row(Line line) {
    return List.of(
        line.experiment().isEmpty() ? "-" : line.experiment(),
        line.observable(),
        shown(line.expected()),
        shown(line.observed()),
        number(line.deviation()),
        number(line.tolerance()),
        word(line.outcome()));
  }

  private static void appendRows(StringBuilder text, List<List<String>> rows) {
    int[] widths = new int[HEADER.size()];
    for (List<String> row : rows) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], row.get(c).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(" ");
      for (int c = 0; c < widths.length; c++) {
        line.append(' ').append(row.get(c)).append(" ".repeat(widths[c] - row.get(c).length() + 1));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
  }

  private static String summary(List<OmvResult> results) {
    return String.format(
        Locale.ROOT,
        "%d passed, %d failed, %d not run",
        count(results, Outcome.PASS),
        count(results, Outcome.FAIL),
        count(results, Outcome.NOT_RUN));
  }

  /** Checks that ended in a certain way. */
  public static long count(List<OmvResult> results, Outcome outcome) {
    return results.stream()
        .flatMap(r -> r.lines().stream())
        .filter(l -> l.outcome() == outcome)
        .count();
  }

  /** Maps, lists, strings and numbers for JSON. */
  public static Map<String, Object> tree(List<OmvResult> results) {
    List<Object> tests = new ArrayList<>();
    for (OmvResult result : results) {
      List<Object> checks = new ArrayList<>();
      for (Line line : result.lines()) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("experiment", line.experiment());
        one.put("observable", line.observable());
        one.put("expected", line.expected());
        one.put("observed", line.observed());
        if (Double.isFinite(line.deviation())) {
          one.put("maxRelativeDeviation", line.deviation());
        }
        if (Double.isFinite(line.tolerance())) {
          one.put("tolerance", line.tolerance());
        }
        one.put("outcome", word(line.outcome()));
        one.put("reason", line.reason());
        checks.add(one);
      }
      Map<String, Object> test = new LinkedHashMap<>();
      test.put("test", result.test().file().toString());
      test.put("engine", result.test().engine());
      test.put("targets", result.test().targets().stream().map(Object::toString).toList());
      test.put("passes", result.passes());
      test.put("checks", checks);
      tests.add(test);
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("passed", count(results, Outcome.PASS));
    tree.put("failed", count(results, Outcome.FAIL));
    tree.put("notRun", count(results, Outcome.NOT_RUN));
    tree.put("tests", tests);
    return tree;
  }

  /** JUnit XML with a suite for each test and a case for each check. */
  public static String junit(List<OmvResult> results) {
    List<JunitXml.Suite> suites = new ArrayList<>();
    for (OmvResult result : results) {
      List<JunitXml.Case> cases = new ArrayList<>();
      for (Line line : result.lines()) {
        JunitXml.Ending ending =
            switch (line.outcome()) {
              case PASS -> JunitXml.Ending.PASSED;
              case FAIL -> JunitXml.Ending.FAILED;
              case NOT_RUN -> JunitXml.Ending.SKIPPED;
            };
        String detail =
            "expected " + shown(line.expected()) + ", observed " + shown(line.observed());
        cases.add(new JunitXml.Case(name(line), ending, line.reason(), detail));
      }
      suites.add(new JunitXml.Suite(result.test().file().toString(), cases));
    }
    return JunitXml.suites(suites);
  }

  private static String name(Line line) {
    return (line.experiment() + " " + line.observable()).strip();
  }

  private static String word(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** All of a few values, or how many there are, the first and the last. */
  private static String shown(double[] values) {
    if (values.length > 3) {
      return values.length + ": " + digits(values[0]) + " .. " + digits(values[values.length - 1]);
    }
    List<String> all = new ArrayList<>();
    for (double value : values) {
      all.add(digits(value));
    }
    return all.isEmpty() ? "-" : String.join(" ", all);
  }

  /** Six digits are what such a file's single precision holds. */
  private static String digits(double value) {
    return Float.toString((float) value).replaceFirst("\\.0$", "");
  }

  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    return value == 0 || Double.isInfinite(value)
        ? String.valueOf(value).replace("0.0", "0")
        : String.format(Locale.ROOT, "%.3g", value);
  }
}
