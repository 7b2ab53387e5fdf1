package org.bitspike.cli.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.ServiceLoader;
import org.bitspike.conformance.ModelFile;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.UnsupportedFeatureException;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.spi.Backend;
import org.bitspike.ir.spi.ExportInput;
import org.bitspike.ir.spi.Fidelity;
import org.bitspike.ir.spi.RunOverrides;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two examples, mapped onto every profile and exported by every backend: each pair gives files or
 * is refused with a reason, and {@code docs/reference/exports.md} says which. With {@code
 * -Dgolden=update} the page is written anew.
 */
class ExportTableTest {

  private static final Path PAGE = Exports.ROOT.resolve("docs/reference/exports.md");

  private static final String HEAD =
      """
      # What exports where

      Two examples, mapped onto every profile and given to every backend: the [latency classifier](../../examples/latency-classifier/network.xml)
      of 100 inputs and 10 cells, and the [balanced network](../../examples/balanced/network.xml) at a tenth of its size, 100 cells and 100 sources.
      This page is written by `ExportTableTest` (`-Dgolden=update`). [Backends](backends.md) says what each backend writes.

      """;

  private static final int SHORTEST = 90;

  @TempDir private Path folder;

  private final List<Backend> backends =
      ServiceLoader.load(Backend.class).stream()
          .map(ServiceLoader.Provider::get)
          .sorted(java.util.Comparator.comparing(Backend::name))
          .toList();

  private final Map<String, String> reasons = new LinkedHashMap<>();

  @Test
  void everyPairExportsOrIsRefusedWithAReason() throws IOException {
    StringBuilder page = new StringBuilder(HEAD);
    Network classifier =
        shortened(Exports.ROOT.resolve("examples/latency-classifier/network.xml"), 0.1);
    section("latency classifier", classifier, true, page);
    section("balanced network at a tenth of its size", tenth(), true, page);
    page.append("## Reasons\n\n");
    reasons.forEach((reason, note) -> page.append(note + ". " + reason + "\n"));
    boolean stale = !Files.exists(PAGE) || !Files.readString(PAGE).equals(page.toString());
    if (stale && "update".equals(System.getProperty("golden"))) {
      Files.writeString(PAGE, page);
    }
    assertThat(page.toString())
        .as("docs/reference/exports.md; to write it anew: -Dgolden=update")
        .isEqualTo(Files.exists(PAGE) ? Files.readString(PAGE) : "");
  }

  private Network tenth() throws IOException {
    String text = Files.readString(Exports.ROOT.resolve("examples/balanced/network.xml"));
    for (String size : List.of("800", "200", "1000")) {
      String small = size.substring(0, size.length() - 1);
      text = text.replace("size=\"" + size + "\"", "size=\"" + small + "\"");
    }
    return shortened(Files.writeString(folder.resolve("network.xml"), text), 0.003);
  }

  @Test
  @Tag("long")
  void balancedNetworkOfFullSizeExportsOrIsRefused() throws IOException {
    Network balanced = shortened(Exports.ROOT.resolve("examples/balanced/network.xml"), 0.003);
    StringBuilder page = new StringBuilder();
    section("balanced network", balanced, false, page);
    assertThat(page.toString()).contains("| generic-int8 |");
  }

  private static Network shortened(Path file, double seconds) {
    return ModelFile.read(
            file,
            List.of(),
            new RunOverrides(OptionalDouble.of(seconds), OptionalDouble.empty(), Optional.empty()))
        .network();
  }

  private void section(String title, Network network, boolean emit, StringBuilder page) {
    page.append("## The " + title + "\n\n| profile |");
    backends.forEach(b -> page.append(" `" + b.name() + "` |"));
    page.append("\n|---|" + "---|".repeat(backends.size()) + "\n");
    Recording reference = Exports.reference(network);
    for (String profile : Profiles.builtIn()) {
      page.append("| " + profile + " |");
      cells(network, reference, profile, emit).forEach(c -> page.append(" " + c + " |"));
      page.append("\n");
    }
    page.append("\n");
  }

  private List<String> cells(Network network, Recording reference, String profile, boolean emit) {
    ExportInput input;
    try {
      input = Exports.mapped(network, reference, Profiles.load(profile));
    } catch (BitspikeException e) {
      String note = "not mapped " + note(e.diagnostics().getFirst().message());
      return backends.stream().map(b -> note).toList();
    }
    List<String> cells = new ArrayList<>();
    for (Backend backend : backends) {
      Backend.Assessment assessment = backend.assess(input);
      assertThat(assessment.reason()).as("%s on %s", backend.name(), profile).isNotBlank();
      if (assessment.fidelity() == Fidelity.REFUSED) {
        assertThat(assessment.diagnostics())
            .allSatisfy(d -> assertThat(d.code()).isEqualTo(Code.B_REFUSED))
            .allSatisfy(d -> assertThat(d.remedy()).isNotBlank())
            .isNotEmpty();
        assertThatThrownBy(() -> backend.emit(input))
            .isInstanceOf(UnsupportedFeatureException.class);
        cells.add("refused " + note(assessment.diagnostics().getFirst().message()));
      } else {
        if (emit) {
          assertThat(backend.emit(input)).as("%s on %s", backend.name(), profile).isNotEmpty();
        }
        cells.add(assessment.fidelity().name().toLowerCase(java.util.Locale.ROOT));
      }
    }
    return cells;
  }

  /** A number for a reason, the same for the same words; what is not of the reason is cut off. */
  private String note(String message) {
    String line = message.lines().findFirst().orElse("");
    String shown = line.length() > 2 * SHORTEST ? line.substring(0, 2 * SHORTEST) + " ..." : line;
    return "(" + reasons.computeIfAbsent(shown, s -> Integer.toString(reasons.size() + 1)) + ")";
  }
}
