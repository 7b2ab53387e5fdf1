package org.bitspike.frontends.lems;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.network.NetworkVerifier;
import org.bitspike.ir.spi.Frontend;
import org.junit.jupiter.api.Test;

/** Every model of the public suite is imported, and what is no model is told to be none. */
class SuiteWalkTest {

  private static final Pattern MODEL = Pattern.compile("\"lems_file\": \"([^\"]+)\"");

  /** Files of jLEMS that its interpreter runs; the others are parts, or wrong on purpose. */
  private static final Set<String> RUNNABLE =
      Set.of(
          "example1.xml",
          "example2.xml",
          "example3.xml",
          "example4.xml",
          "example5.xml",
          "example6.xml",
          "example7.xml",
          "example8.xml",
          "bounce.xml",
          "bounce-conditional.xml",
          "ex-flat.xml",
          "ex-properties.xml",
          "test_regime_iaf.xml");

  private static List<String> models(Path suite) throws IOException {
    String index = Files.readString(suite.resolve("index.json"), StandardCharsets.UTF_8);
    return MODEL.matcher(index).results().map(m -> m.group(1)).toList();
  }

  private static String imported(Path file, List<Path> includePath) {
    try {
      Frontend.Import read = new LemsFrontend().read(file, includePath);
      return NetworkVerifier.verify(read.network()).stream()
          .findFirst()
          .map(Diagnostic::message)
          .orElse("");
    } catch (BitspikeException e) {
      return e.getMessage();
    }
  }

  private static void everyModelIsImported(Path suite, List<Path> first) throws IOException {
    List<Path> includePath = new ArrayList<>(first);
    includePath.add(suite.resolve("NeuroML2"));
    includePath.add(suite.resolve("NeuroML2/examples"));
    List<String> models = models(suite);
    assertThat(models).hasSize(41);
    for (String model : models) {
      assertThat(imported(suite.resolve(model), includePath)).as(model).isEmpty();
    }
  }

  @Test
  void everyModelIsImportedWithTheLibrary() throws IOException {
    everyModelIsImported(TestFiles.data("neuroml-suite"), List.of());
  }

  @Test
  void everyModelIsImportedWithTheStandardsOwnTypes() throws IOException {
    Path suite = TestFiles.data("neuroml-suite");
    everyModelIsImported(suite, List.of(suite.resolve("core")));
  }

  @Test
  void mistakesInCopiesOfTheStandardsTypesAreWarnings() {
    Path suite = TestFiles.data("neuroml-suite");
    Frontend.Import read =
        new LemsFrontend()
            .read(
                suite.resolve("NeuroML2/LEMSexamples/LEMS_NML2_Ex22_PinskyRinzelCA3.xml"),
                List.of(suite.resolve("core"), suite.resolve("NeuroML2/examples")));
    assertThat(read.warnings()).anySatisfy(w -> assertThat(w.message()).contains("the rate of Si"));
  }

  @Test
  void filesWithoutNeuromlAreImportedOrTold() throws IOException {
    Path folder = TestFiles.data("neuroml-suite/jlems");
    Set<String> run = new TreeSet<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        if (imported(file, List.of()).isEmpty()) {
          run.add(file.toFile().getName());
        }
      }
    }
    assertThat(run).isEqualTo(new TreeSet<>(RUNNABLE));
  }
}
