package org.bitspike.frontends.lems.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.bitspike.frontends.lems.LemsFrontend;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every component type of NeuroML 2.3.1 is in the library and means the same: compared type by type
 * with the standard's files where these are at hand. {@code -Dcore.file=Cells.xml} restricts the
 * comparison to the types of one file.
 */
class CoreLibraryTest {

  /** Differences of algebraically equal expressions are of rounding. */
  private static final double TOLERANCE = 1e-10;

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
    List<String> differences = differences(type.name());
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

  private static List<String> differences(String type) {
    if (!own.types().containsKey(type)) {
      return List.of("the library lacks it");
    }
    List<String> differences = new ArrayList<>();
    SortedSet<String> theirs = TypeFacts.of(standard, type);
    SortedSet<String> ours = TypeFacts.of(own, type);
    theirs.stream().filter(f -> !ours.contains(f)).forEach(f -> differences.add("lacks " + f));
    ours.stream()
        .filter(f -> !theirs.contains(f) && !f.startsWith("Constant "))
        .forEach(f -> differences.add("has besides " + f));
    differences.addAll(functions(type));
    return differences;
  }

  private static List<String> functions(String type) {
    SortedMap<String, ToDoubleFunction<Trial>> theirs = TypeFunctions.of(standard, type);
    SortedMap<String, ToDoubleFunction<Trial>> ours = TypeFunctions.of(own, type);
    List<String> differences = new ArrayList<>();
    Set<String> names = new TreeSet<>(theirs.keySet());
    names.addAll(ours.keySet());
    for (String name : names) {
      ToDoubleFunction<Trial> a = theirs.get(name);
      ToDoubleFunction<Trial> b = ours.get(name);
      if (a == null || b == null) {
        differences.add((a == null ? "has besides " : "lacks ") + name);
      } else {
        compare(name, a, b, differences);
      }
    }
    return differences;
  }

  private static void compare(
      String name,
      ToDoubleFunction<Trial> theirs,
      ToDoubleFunction<Trial> ours,
      List<String> differences) {
    int finite = 0;
    int halfFinite = 0;
    for (int i = 0; i < Trial.COUNT; i++) {
      Trial trial = new Trial(i);
      double a = theirs.applyAsDouble(trial);
      double b = ours.applyAsDouble(trial);
      if (Double.isFinite(a) && Double.isFinite(b)) {
        finite++;
        if (Math.abs(a - b) > TOLERANCE * Math.max(Math.abs(a), Math.abs(b))) {
          differences.add(name + " is " + a + ", here " + b + " in trial " + i);
          return;
        }
      } else if (Double.isFinite(a) || Double.isFinite(b)) {
        halfFinite++;
      }
    }
    // Where the standard divides zero by zero the library has the limit, and an overflow may come
    // at different points of two arrangements: but not often.
    if (finite < Trial.COUNT / 8 || halfFinite > Trial.COUNT / 10) {
      differences.add(name + " has a value in " + finite + " trials, one alone in " + halfFinite);
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
