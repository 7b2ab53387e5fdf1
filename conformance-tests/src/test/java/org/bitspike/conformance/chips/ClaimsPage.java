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

  private ClaimsPage() {}

  /** Holds the rows between the marks of a part to be these. */
  static void hold(String part, List<String> rows) {
    try {
      List<String> lines = Files.readAllLines(PAGE);
      int from = lines.indexOf("<!-- " + part + " -->");
      int to = lines.indexOf("<!-- end of " + part + " -->");
      assertThat(from).as("the mark of %s in %s", part, PAGE).isNotNegative().isLessThan(to);
      List<String> there = lines.subList(from + 1, to);
      if (!there.equals(rows) && "update".equals(System.getProperty("golden"))) {
        List<String> page = new ArrayList<>(lines.subList(0, from + 1));
        page.addAll(rows);
        page.addAll(lines.subList(to, lines.size()));
        Files.writeString(PAGE, String.join("\n", page) + "\n");
      } else {
        assertThat(there).as("%s of %s, written with -Dgolden=update", part, PAGE).isEqualTo(rows);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Holds the table of recordings of a test; rows may come in any order. */
  static void recordings(String test, Collection<String> rows) {
    if (rows.isEmpty()) {
      return; // the recordings are not at hand
    }
    List<String> table = new ArrayList<>();
    table.add("");
    table.add("| profile | recording | compared | words and spikes | mismatches |");
    table.add("|---|---|---|---|---|");
    rows.stream().sorted().forEach(table::add);
    table.add("");
    hold(test, table);
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
