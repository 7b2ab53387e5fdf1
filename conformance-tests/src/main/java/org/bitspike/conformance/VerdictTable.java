package org.bitspike.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bitspike.ir.verdict.Verdict;
import org.bitspike.ir.verdict.Verdict.Metric;

/**
 * A verdict as a person reads it in a terminal: the outcome, the reason, the first divergence, a
 * table of figures.
 */
public final class VerdictTable {

  private static final List<String> HEADER =
      List.of("population", "metric", "value", "tolerance", "");

  private VerdictTable() {}

  /** The whole text; it ends with a line feed. */
  public static String print(Verdict verdict) {
    StringBuilder text = new StringBuilder();
    text.append(verdict.subject()).append(": ").append(outcome(verdict.outcome())).append('\n');
    text.append("  ").append(verdict.reason()).append('\n');
    verdict
        .firstDivergence()
        .ifPresent(
            d ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        "  first divergence: %s[%d] at %s ms; expected: %s; actual: %s%n",
                        d.population(),
                        d.neuron(),
                        Numbers.shortest(d.timeSeconds() * 1e3),
                        d.expected(),
                        d.actual())));
    if (!verdict.metrics().isEmpty()) {
      text.append('\n');
      List<List<String>> rows = new ArrayList<>();
      rows.add(HEADER);
      verdict.metrics().forEach(m -> rows.add(row(m)));
      appendTable(text, rows);
    }
    return text.toString().replace("\r\n", "\n");
  }

  /** The outcome in words, such as {@code within tolerance}. */
  public static String outcome(Verdict.Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static List<String> row(Metric m) {
    String unit = m.unit().isEmpty() ? "" : " " + m.unit();
    return List.of(
        m.population(),
        m.name(),
        Numbers.shortest(m.value()) + unit,
        m.decides() ? "<= " + Numbers.shortest(m.tolerance()) + unit : "",
        m.decides() ? m.holds() ? "ok" : "FAILS" : "");
  }

  private static void appendTable(StringBuilder text, List<List<String>> rows) {
    int columns = HEADER.size();
    int[] width = new int[columns];
    for (List<String> row : rows) {
      for (int c = 0; c < columns; c++) {
        width[c] = Math.max(width[c], row.get(c).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(" ");
      for (int c = 0; c < columns; c++) {
        String cell = row.get(c);
        String padding = " ".repeat(width[c] - cell.length());
        line.append(' ').append(c == 2 ? padding + cell : cell + padding).append(' ');
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
  }
}
