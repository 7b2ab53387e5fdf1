package org.bitspike.conformance.chips;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * The page of the documentation that says what is claimed of each chip and what holds it. Each part
 * of it belongs to one test, between two marks; a test fails when its part differs, and writes it
 * when run with {@code -Dgolden=update}.
 */
final class ClaimsPage {

  private static final Path PAGE =
      Path.of(System.getProperty("bitspike.root", "..")).resolve("docs/reference/claims.md");

  private static final String HOW = "%s of %s, written with -Dgolden=update";

  private ClaimsPage() {}

  /** Holds the rows between the marks of a part to be these. */
  static void hold(String part, List<String> rows) {
    if (updating()) {
      write(part, rows);
    } else {
      assertThat(part(part)).as(HOW, part, PAGE).isEqualTo(rows);
    }
  }

  /**
   * Holds what the table of recordings of a test says of those that were replayed; rows may come in
   * any order. A folder may hold recordings that the page does not know.
   */
  static void recordings(String test, Collection<String> rows) {
    if (rows.isEmpty()) {
      return; // the recordings are not at hand
    }
    if (updating()) {
      write(test, table(rows));
      return;
    }
    List<String> there = part(test);
    for (String row : rows) {
      String recording = row.substring(0, row.indexOf('|', row.indexOf('|', 1) + 1) + 1);
      assertThat(there.stream().filter(line -> line.startsWith(recording)))
          .as(HOW, test, PAGE)
          .isSubsetOf(row);
    }
  }

  private static boolean updating() {
    return "update".equals(System.getProperty("golden"));
  }

  private static List<String> table(Collection<String> rows) {
    List<String> table = new ArrayList<>();
    table.add("");
    table.add("| profile | recording | compared | words and spikes | mismatches |");
    table.add("|---|---|---|---|---|");
    rows.stream().sorted().forEach(table::add);
    table.add("");
    return table;
  }

  /** The lines of a part. */
  private static List<String> part(String part) {
    List<String> lines = lines();
    int from = lines.indexOf("<!-- " + part + " -->");
    int to = lines.indexOf("<!-- end of " + part + " -->");
    assertThat(from).as("the mark of %s in %s", part, PAGE).isNotNegative().isLessThan(to);
    return lines.subList(from + 1, to);
  }

  private static void write(String part, List<String> rows) {
    List<String> lines = lines();
    int from = lines.indexOf("<!-- " + part + " -->") + 1;
    List<String> page = new ArrayList<>(lines.subList(0, from));
    page.addAll(rows);
    page.addAll(lines.subList(from + part(part).size(), lines.size()));
    try {
      Files.writeString(PAGE, String.join("\n", page) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(PAGE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A row of the table of recordings.
   *
   * @param profile what gave the bits
   * @param recording what was recorded
   * @param compared what of it was compared
   * @param count how many words and spikes
   * @param mismatches how many of these differ
   */
  static String row(
      String profile, String recording, String compared, long count, long mismatches) {
    return "| "
        + String.join(
            " | ",
            profile,
            recording,
            compared,
            String.format(Locale.ROOT, "%,d", count),
            String.valueOf(mismatches))
        + " |";
  }
}
