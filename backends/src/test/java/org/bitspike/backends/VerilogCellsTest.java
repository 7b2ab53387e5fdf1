package org.bitspike.backends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bitspike.backends.verilog.VerilogBackend;
import org.bitspike.frontends.api.Cell;
import org.bitspike.ir.program.Program;
import org.bitspike.ir.spi.Backend.Artefact;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What yosys makes of kernels, kept as a page of the documentation. */
class VerilogCellsTest {

  private static final Path PAGE =
      Path.of(System.getProperty("bitspike.root", "..")).resolve("docs/reference/verilog-cells.md");

  private static final String HEAD =
      """
      # Cells of kernels in Verilog

      What %s makes of the neuron kernels of three profiles, exported with `--to verilog`: one update of one neuron as gates alone, with
      parameters and words as inputs (`read_verilog; synth; stat; ltp`). Cells are yosys' own gates of two inputs; the longest path is counted in such cells.
      A core has the gates of each handler once, whatever its number of neurons. Written by `VerilogCellsTest`, which fails when a row changes.

      | profile | kernel | cells | of these XOR and XNOR | longest path |
      |---|---|---|---|---|
      """;

  @TempDir private Path folder = Path.of("");

  private static String version(Path folder) {
    Matcher found =
        Pattern.compile("Yosys [0-9.+]+")
            .matcher(String.join(" ", VerilogTools.run(folder, List.of("yosys", "-V"))));
    assertThat(found.find()).isTrue();
    return found.group();
  }

  /** The row of a program whose neurons have one kernel with one handler. */
  private String row(Program program) {
    List<Artefact> files = new VerilogBackend().emit(program);
    VerilogTools.write(folder, files);
    String file =
        VerilogTools.sources(files, false).stream()
            .filter(f -> !f.endsWith("_core.v"))
            .findFirst()
            .orElseThrow();
    String module = file.replace(".v", "");
    String script = "read_verilog %s; synth -top %s; stat; ltp -noff".formatted(file, module);
    List<String> said = VerilogTools.run(folder, List.of("yosys", "-p", script));
    long cells = last(said, "Number of cells: +([0-9]+)");
    long parity = last(said, "\\$_XOR_ +([0-9]+)") + last(said, "\\$_XNOR_ +([0-9]+)");
    long path = last(said, "Longest topological path in .*length=([0-9]+)");
    return "| %s | `%s` | %d | %d | %d |"
        .formatted(
            program.info().profile(), program.kernels().getFirst().name(), cells, parity, path);
  }

  private static long last(List<String> lines, String pattern) {
    long value = 0;
    Pattern compiled = Pattern.compile(pattern);
    for (String line : lines) {
      Matcher found = compiled.matcher(line);
      if (found.find()) {
        value = Long.parseLong(found.group(1));
      }
    }
    return value;
  }

  private static Program loihi() {
    return ChipPrograms.balanced("loihi-lava", "loihi", Cell.ifCurrExp(), 0.4, -4);
  }

  @Test
  void theSmallestKernelHasTheCellsThatThePageSays() throws IOException {
    VerilogTools.require("yosys");
    assumeTrue(Files.exists(PAGE), "no page " + PAGE);
    String page = Files.readString(PAGE);
    String version = version(folder);
    assumeTrue(page.contains(version), "the page is of another version than " + version);
    assertThat(page).contains(row(loihi()));
  }

  @Test
  @Tag("long")
  void everyKernelHasTheCellsThatThePageSays() throws IOException {
    VerilogTools.require("yosys");
    Map<String, String> rows = new TreeMap<>();
    List<Program> programs = new ArrayList<>(List.of(loihi()));
    programs.add(ChipPrograms.balanced("brainscales1", "hicann", Cell.ifCondExp(), 0.004, 8));
    programs.add(ChipPrograms.balanced("spinnaker", "spinnaker", Cell.ifCurrExp(), 0.4, -4));
    programs.forEach(program -> rows.put(program.info().profile(), row(program)));
    String expected = HEAD.formatted(version(folder)) + String.join("\n", rows.values()) + "\n";
    if ("update".equals(System.getProperty("golden"))) {
      Files.writeString(PAGE, expected);
    }
    assertThat(PAGE).hasContent(expected);
  }
}
