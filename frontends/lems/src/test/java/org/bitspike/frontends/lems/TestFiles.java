package org.bitspike.frontends.lems;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.spi.Frontend;
import org.junit.jupiter.api.Assumptions;

/** Writes small models and reads them back; finds the data folder. */
final class TestFiles {

  /** A model that imports; the parts in capitals are replaced by tests. */
  static final String CELLS =
      """
      <iafCell id="cell" C="10pF" leakConductance="1nS" leakReversal="-65mV" thresh="-50mV" reset="-70mV"/>
      <spikeArray id="source"><spike id="0" time="1ms"/><spike id="1" time="3 ms"/></spikeArray>
      <expOneSynapse id="syn" gbase="1nS" erev="0mV" tauDecay="2ms"/>
      """;

  private TestFiles() {}

  /**
   * A LEMS file with the standard types, the cells above, the given top level, network and
   * simulation parts.
   */
  static String model(String topLevel, String network, String simulation) {
    return """
    <Lems>
    <Target component="sim"/>
    <Include file="Cells.xml"/>
    <Include file="PyNN.xml"/>
    <Include file="Networks.xml"/>
    <Include file="Simulation.xml"/>
    """
        + CELLS
        + topLevel
        + "<network id='net'><population id='src' component='source' size='2'/><population id='pop'"
        + " component='cell' size='3'/>\n"
        + network
        + "</network>\n<Simulation id='sim' length='10ms' step='0.1ms' target='net'>"
        + simulation
        + "</Simulation>\n</Lems>\n";
  }

  /** The projection of a model, with the given connections. */
  static String projection(String connections) {
    return "<projection id='proj' presynapticPopulation='src' postsynapticPopulation='pop'"
        + " synapse='syn'>"
        + connections
        + "</projection>";
  }

  static Path write(Path folder, String name, String content) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, content, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Frontend.Import read(Path folder, String content) {
    return new LemsFrontend().read(write(folder, "model.xml", content), List.of());
  }

  static Network network(Path folder, String content) {
    return read(folder, content).network();
  }

  /** The findings about a file that is wrong. */
  static List<Diagnostic> findings(Path file, List<Path> includePath) {
    try {
      Network network = new LemsFrontend().read(file, includePath).network();
      return Assertions.fail("imports: " + network.name());
    } catch (BitspikeException e) {
      return e.diagnostics();
    }
  }

  static List<Diagnostic> findings(Path folder, String content) {
    return findings(write(folder, "model.xml", content), List.of());
  }

  /** The first finding with a code; fails when there is none. */
  static Diagnostic finding(List<Diagnostic> findings, Code code) {
    return findings.stream()
        .filter(d -> d.code() == code)
        .findFirst()
        .orElseGet(() -> Assertions.fail("no " + code + " in " + findings));
  }

  /** A folder of the data set; the test is skipped, visibly, when it is absent. */
  static Path data(String folder) {
    String root = System.getProperty("bitspike.data", "");
    Path path = Path.of(root.isEmpty() ? "no-data" : root).resolve(folder);
    Assumptions.assumeTrue(Files.isDirectory(path), "needs -Dbitspike.data with " + folder);
    return path;
  }
}
