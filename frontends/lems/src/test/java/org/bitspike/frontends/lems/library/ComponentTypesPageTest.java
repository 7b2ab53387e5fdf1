package org.bitspike.frontends.lems.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.bitspike.frontends.lems.library.CoreTypes.Type;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** The page that lists the library's types is what the library says of itself. */
class ComponentTypesPageTest {

  private static final Path PAGE =
      Path.of(System.getProperty("bitspike.root", "../.."))
          .resolve("docs/reference/component-types.md");

  private static final String HEAD =
      """
      # Component types of the library

      The %d component types that a model may use without bringing them, by the file that defines them; a file includes what its types
      need. The standard's types have NeuroML 2.3.1's names, parameters and equations, in bitspike's own words, and are compared
      with the standard's one by one in the build. Types that begin with `base` are there to be extended. `extends` means: has all that
      the other has. Written by `ComponentTypesPageTest` from the library.
      """;

  private static final Map<String, String> TITLES =
      Map.of(
          "NeuroMLCoreCompTypes.xml", "Notes, metadata and points",
          "Channels.xml", "Ion channels, gates and rates",
          "Synapses.xml", "Synapses",
          "Inputs.xml", "Inputs and sources of spikes",
          "Cells.xml", "Cells, morphologies and biophysics",
          "Networks.xml", "Networks",
          "PyNN.xml", "PyNN's cells and synapses",
          "Simulation.xml", "Simulations and their outputs",
          "BitspikeExtensions.xml", "bitspike's own types");

  private static CoreTypes library;

  @BeforeAll
  static void read() throws IOException {
    List<String> files = new ArrayList<>(CoreTypes.FILES);
    files.add("BitspikeExtensions.xml");
    library = CoreTypes.read(files, CoreLibraryTest::library);
  }

  @Test
  void pageListsTheLibrary() throws IOException {
    String page = page();
    boolean stale = !Files.exists(PAGE) || !Files.readString(PAGE).equals(page);
    if (stale && "update".equals(System.getProperty("golden"))) {
      Files.writeString(PAGE, page);
    }
    assertThat(stale).as("%s differs; -Dgolden=update writes it", PAGE.getFileName()).isFalse();
  }

  @Test
  void typesForUsersSayWhatTheyAre() {
    assertThat(library.types().values())
        .filteredOn(t -> !t.name().startsWith("base"))
        .allSatisfy(
            t -> assertThat(t.element().getAttribute("description")).as(t.name()).isNotBlank());
  }

  private static String page() {
    Map<String, List<Type>> byFile = new TreeMap<>();
    library
        .types()
        .values()
        .forEach(t -> byFile.computeIfAbsent(t.file(), f -> new ArrayList<>()).add(t));
    StringBuilder page = new StringBuilder(HEAD.formatted(library.types().size()));
    byFile.forEach(
        (file, types) -> {
          page.append("\n## %s (`%s`)\n\n".formatted(TITLES.getOrDefault(file, file), file));
          page.append("| type | extends | what it is | parameters |\n|---|---|---|---|\n");
          types.forEach(t -> page.append(row(t)));
        });
    return page.toString();
  }

  private static String row(Type type) {
    return "| `%s` | %s | %s | %s |\n"
        .formatted(
            type.name(),
            type.parent().map(p -> "`" + p + "`").orElse(""),
            type.element()
                .getAttribute("description")
                .replaceAll("\\s+", " ")
                .replaceAll("\\.$", ""),
            parameters(type));
  }

  /** The parameters that the type adds to what it extends. */
  private static String parameters(Type type) {
    return CoreTypes.children(type.element()).stream()
        .filter(e -> e.getLocalName().equals("Parameter"))
        .map(ComponentTypesPageTest::parameter)
        .collect(Collectors.joining(", "));
  }

  private static String parameter(Element parameter) {
    String dimension = parameter.getAttribute("dimension");
    return "`"
        + parameter.getAttribute("name")
        + "`"
        + (dimension.equals("none") ? "" : " " + dimension);
  }
}
