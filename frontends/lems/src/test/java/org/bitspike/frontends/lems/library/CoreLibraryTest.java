package org.bitspike.frontends.lems.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bitspike.frontends.lems.LemsFrontend;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every component type of NeuroML 2.3.1 is in the library and means the same: compared type by type
 * with the standard's files where these are at hand. {@code -Dcore.file=Cells.xml} restricts the
 * comparison to the types of one file.
 */
class CoreLibraryTest {

  private static final String ONLY = System.getProperty("core.file", "");

  private static CoreTypes standard;
  private static CoreTypes own;

  @BeforeAll
  static void read() throws IOException {
    Path folder = Path.of(System.getProperty("bitspike.data", "no-data"), "neuroml-suite", "core");
    assumeTrue(Files.isDirectory(folder), "needs -Dbitspike.data with neuroml-suite/core");
    standard = CoreTypes.read(CoreTypes.FILES, file -> Files.newInputStream(folder.resolve(file)));
    own = CoreTypes.read(CoreTypes.FILES, CoreLibraryTest::library);
  }

  static InputStream library(String file) throws IOException {
    InputStream stream = LemsFrontend.class.getResourceAsStream("library/" + file);
    if (stream == null) {
      throw new IOException("the library lacks " + file);
    }
    return stream;
  }

  @Test
  void everyTypeMeansWhatTheStandardsMeans() {
    StringBuilder report = new StringBuilder();
    for (CoreTypes.Type type : standard.types().values()) {
      if (ONLY.isEmpty() || ONLY.equals(type.file())) {
        report(type, report);
      }
    }
    assertThat(report).asString().isEmpty();
  }

  private static void report(CoreTypes.Type type, StringBuilder report) {
    TypeComparison comparison = new TypeComparison(standard, own);
    List<String> differences = comparison.differences(type.name());
    List<String> known = StandardMistakes.KNOWN.getOrDefault(type.name(), List.of());
    for (String difference : differences) {
      if (!known.contains(difference)) {
        report.append(type.file() + " " + type.name() + " " + difference + "\n");
      }
    }
    for (String difference : known) {
      if (!differences.contains(difference)) {
        report.append(type.name() + " does not differ any more: " + difference + "\n");
      }
    }
  }

  @Test
  void dimensionsAndUnitsAreTheStandards() {
    Map<String, String> expected = standard.dimensions();
    expected.putAll(StandardMistakes.DIMENSIONS);
    assertThat(own.dimensions()).isEqualTo(expected).hasSize(24);
    assertThat(own.units()).isEqualTo(standard.units()).hasSize(74);
  }

  @Test
  void filesBringWhatTheStandardsBring() {
    for (String file : CoreTypes.FILES) {
      assertThat(own.includedBy(file)).as(file).containsAll(standard.includedBy(file));
    }
  }

  @Test
  void typesAreAllThere() {
    assertThat(standard.types()).hasSize(272);
    assertThat(own.types().keySet()).isEqualTo(standard.types().keySet());
  }

  /** Six words in a row that both have would be a sentence that was copied. */
  @Test
  void descriptionsAreInItsOwnWords() {
    Set<String> theirs = new TreeSet<>();
    standard.types().values().forEach(t -> theirs.addAll(phrases(t)));
    for (CoreTypes.Type type : own.types().values()) {
      assertThat(phrases(type)).filteredOn(theirs::contains).as(type.name()).isEmpty();
    }
  }

  private static Set<String> phrases(CoreTypes.Type type) {
    String text = type.element().getAttribute("description").toLowerCase(Locale.ROOT);
    List<String> words = List.of(text.replaceAll("[^a-z0-9 ]", " ").strip().split(" +"));
    Set<String> phrases = new TreeSet<>();
    for (int i = 0; i + 6 <= words.size(); i++) {
      phrases.add(String.join(" ", words.subList(i, i + 6)));
    }
    return phrases;
  }
}
