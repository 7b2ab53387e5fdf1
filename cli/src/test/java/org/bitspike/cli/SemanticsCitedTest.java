package org.bitspike.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every paragraph of SEMANTICS.md is cited by a test, and no test cites a paragraph that is not
 * there.
 */
class SemanticsCitedTest {

  private static final Path ROOT = Path.of(System.getProperty("bitspike.root", ".."));
  private static final Pattern PARAGRAPH = Pattern.compile("(?m)^(\\d+\\.\\d+)\\. ");
  private static final Pattern CITATION = Pattern.compile("@Spec\\(([^)]*)\\)");
  private static final Pattern NUMBER = Pattern.compile("\"(\\d+\\.\\d+)\"");

  @Test
  void everyParagraphHasATest() throws IOException {
    Set<String> paragraphs = matches(PARAGRAPH, Files.readString(ROOT.resolve("ir/SEMANTICS.md")));
    // terms are used by all and shown by none
    paragraphs.removeIf(p -> p.equals("1.1") || p.equals("1.2"));
    Set<String> cited = new TreeSet<>();
    try (Stream<Path> files = Files.walk(ROOT)) {
      for (Path file : files.filter(SemanticsCitedTest::isTest).toList()) {
        CITATION
            .matcher(Files.readString(file))
            .results()
            .forEach(m -> cited.addAll(matches(NUMBER, m.group(1))));
      }
    }
    assertThat(cited).containsAll(paragraphs);
    assertThat(paragraphs).containsAll(cited.stream().filter(c -> !c.startsWith("1.")).toList());
  }

  private static boolean isTest(Path file) {
    String path = file.toString();
    return path.endsWith("Test.java") && path.contains("/src/test/") && !path.contains("/target/");
  }

  private static Set<String> matches(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map((MatchResult m) -> m.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
