package org.bitspike.frontends.lems;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.bitspike.ir.diag.BitspikeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever stands in a file, the answer is a network or a list of findings. */
class SuiteRobustnessTest {

  private static final long SEED = 20260704;
  private static final int MUTANTS = 240;

  @TempDir Path folder;

  private static List<Path> files() throws IOException {
    try (Stream<Path> walk = Files.walk(TestFiles.data("neuroml-suite"))) {
      return walk.filter(p -> p.toString().endsWith(".xml") || p.toString().endsWith(".nml"))
          .sorted()
          .toList();
    }
  }

  /** Empty when the answer is one of the two allowed. */
  private static String answer(Path file, List<Path> includePath) {
    try {
      LemsOptions options = LemsOptions.run(0.01, 1e-4);
      assertThat(new LemsFrontend(options).read(file, includePath).network().populations())
          .isNotNull();
      return "";
    } catch (BitspikeException e) {
      return e.diagnostics().isEmpty() ? "an exception without findings" : "";
    } catch (RuntimeException | StackOverflowError e) {
      return e.toString();
    }
  }

  @Test
  void everyFileOfTheSuiteIsImportedOrRefused() throws IOException {
    Path core = TestFiles.data("neuroml-suite/core");
    Path all = TestFiles.data("neuroml-suite/NeuroML2");
    List<Path> files = files();
    assertThat(files).hasSizeGreaterThan(100);
    for (Path file : files) {
      assertThat(answer(file, List.of(all))).as("%s with the library", file).isEmpty();
      assertThat(answer(file, List.of(core, all))).as("%s with the core types", file).isEmpty();
    }
  }

  @Test
  void mutatedFilesAreImportedOrRefused() throws IOException {
    Path all = TestFiles.data("neuroml-suite/NeuroML2");
    List<Path> files = files().stream().filter(p -> p.toFile().length() < 60_000).toList();
    for (int i = 0; i < MUTANTS; i++) {
      SplittableRandom random = new SplittableRandom(SEED + i);
      Path original = files.get(random.nextInt(files.size()));
      byte[] mutant = mutate(Files.readAllBytes(original), random);
      Path file = Files.write(folder.resolve("mutant.xml"), mutant);
      List<Path> includePath = new ArrayList<>(List.of(original.toAbsolutePath().getParent(), all));
      assertThat(answer(file, includePath)).as("seed %d, from %s", SEED + i, original).isEmpty();
    }
  }

  private static byte[] mutate(byte[] bytes, SplittableRandom random) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    for (int n = random.nextInt(1, 4); n > 0 && !text.isEmpty(); n--) {
      text = mutateOnce(text, random);
    }
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String mutateOnce(String text, SplittableRandom random) {
    int at = random.nextInt(text.length());
    int end = Math.min(text.length(), at + random.nextInt(1, 60));
    return switch (random.nextInt(8)) {
      case 0 -> text.substring(0, at) + text.substring(end);
      case 1 -> text.substring(0, end) + text.substring(at);
      case 2 -> text.substring(0, at) + (char) random.nextInt(256) + text.substring(at + 1);
      case 3 -> text.substring(0, at);
      case 4 ->
          inValue(
              text,
              at,
              List.of(
                      "NaN",
                      "-1",
                      "1e999",
                      "",
                      "0",
                      "../..",
                      "pop[99999999999]",
                      "(((((",
                      "5 mV",
                      "this")
                  .get(random.nextInt(10)));
      case 5 -> swapTags(text, random);
      case 6 -> inName(text, at, random);
      default -> duplicateElement(text, at);
    };
  }

  /** Replaces the next attribute value. */
  private static String inValue(String text, int at, String value) {
    int open = text.indexOf("=\"", at);
    int close = open < 0 ? -1 : text.indexOf('"', open + 2);
    return close < 0 ? text : text.substring(0, open + 2) + value + text.substring(close);
  }

  /** Changes a letter of the next attribute's name. */
  private static String inName(String text, int at, SplittableRandom random) {
    int equals = text.indexOf("=\"", at);
    return equals < 1
        ? text
        : text.substring(0, equals - 1)
            + (char) ('a' + random.nextInt(26))
            + text.substring(equals);
  }

  private static String swapTags(String text, SplittableRandom random) {
    List<String> names =
        List.of(
            "Dynamics",
            "OnCondition",
            "population",
            "projection",
            "StateVariable",
            "Children",
            "Parameter",
            "Component");
    String from = names.get(random.nextInt(names.size()));
    return text.replaceFirst("<" + from, "<" + names.get(random.nextInt(names.size())));
  }

  private static String duplicateElement(String text, int at) {
    int open = text.indexOf('<', at);
    int close = open < 0 ? -1 : text.indexOf("/>", open);
    return close < 0
        ? text
        : text.substring(0, close + 2)
            + text.substring(open, close + 2)
            + text.substring(close + 2);
  }
}
