package org.bitspike.ir.diag;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The docs have one page for each diagnostic, generated from {@link Code}; {@code -Dgolden=update}
 * writes them.
 */
class DiagnosticPagesTest {

  private static final Path FOLDER =
      Path.of(System.getProperty("bitspike.root", "..")).resolve("docs/reference/diagnostics");

  @Test
  void everyCodeHasItsPageAndNoOther() throws IOException {
    Map<String, String> pages = new LinkedHashMap<>();
    StringBuilder index =
        new StringBuilder(
            "# Diagnostics\n\n"
                + "Generated from `org.bitspike.ir.diag.Code`.\n\n"
                + "| code | meaning |\n"
                + "|---|---|\n");
    for (Code code : Code.values()) {
      pages.put(code.page(), page(code));
      index
          .append("| [")
          .append(code.id())
          .append("](")
          .append(code.page())
          .append(") | ")
          .append(code.title())
          .append(" |\n");
    }
    pages.put("README.md", index.toString());
    List<String> stale = new ArrayList<>();
    for (Map.Entry<String, String> page : pages.entrySet()) {
      Path file = FOLDER.resolve(page.getKey());
      if (!Files.exists(file) || !Files.readString(file).equals(page.getValue())) {
        stale.add(page.getKey());
      }
    }
    try (Stream<Path> files = Files.exists(FOLDER) ? Files.list(FOLDER) : Stream.empty()) {
      files
          .map(f -> f.getFileName().toString())
          .filter(f -> !pages.containsKey(f))
          .forEach(stale::add);
    }
    if ("update".equals(System.getProperty("golden"))) {
      Files.createDirectories(FOLDER);
      for (String name : stale) {
        if (pages.containsKey(name)) {
          Files.writeString(FOLDER.resolve(name), pages.get(name), StandardCharsets.UTF_8);
        } else {
          Files.delete(FOLDER.resolve(name));
        }
      }
    }
    assertThat(stale).as("pages that differ from the enum").isEmpty();
  }

  @Test
  void numbersAreUnique() {
    assertThat(Arrays.stream(Code.values()).map(Code::id).collect(Collectors.toSet()))
        .hasSize(Code.values().length);
  }

  private static String page(Code code) {
    return "# "
        + code.id()
        + "\n\n"
        + code.title()
        + ".\n\n**What to do:** "
        + code.remedy()
        + ".\n";
  }
}
