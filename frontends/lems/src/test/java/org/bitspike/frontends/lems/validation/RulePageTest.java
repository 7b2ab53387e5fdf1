package org.bitspike.frontends.lems.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The documentation lists every rule; {@code -Dgolden=update} writes the list. */
class RulePageTest {

  private static final Path PAGE =
      Path.of(System.getProperty("bitspike.root", "../..")).resolve("docs/how-to/validate.md");
  private static final String START = "<!-- rules: written by a test -->\n";
  private static final String END = "<!-- end of rules -->";

  @Test
  void listsEveryRule() throws IOException {
    String page = Files.readString(PAGE);
    int start = page.indexOf(START) + START.length();
    int end = page.indexOf(END);
    assertThat(end).isGreaterThanOrEqualTo(start);
    String expected = table();
    boolean same = page.substring(start, end).equals(expected);
    if (!same && "update".equals(System.getProperty("golden"))) {
      Files.writeString(PAGE, page.substring(0, start) + expected + page.substring(end));
    }
    assertThat(same).as("table of rules; to write it anew: -Dgolden=update").isTrue();
  }

  private static String table() {
    StringBuilder table =
        new StringBuilder("| code | what is found | level | also |\n|---|---|---|---|\n");
    for (Rule rule : Rule.values()) {
      table
          .append("| [")
          .append(rule.code().id())
          .append("](../reference/diagnostics/")
          .append(rule.code().page())
          .append(") | ")
          .append(rule.code().title())
          .append(" | ")
          .append(rule.severity().name().toLowerCase(Locale.ROOT))
          .append(" | ")
          .append(rule.origin())
          .append(" |\n");
    }
    return table.toString();
  }
}
