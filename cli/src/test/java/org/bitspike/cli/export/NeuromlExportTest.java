package org.bitspike.cli.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bitspike.ir.loss.Loss;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Projection;
import org.bitspike.ir.spi.ExportInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A network whose weights the chip cannot hold, as NeuroML 2: the file has the weights that the
 * codes stand for, and what it then does is what the emulator does, in this project's reference and
 * in brian2 2.5.1, which gets the network by a reader of the document that knows nothing of this
 * project. The standard's own interpreter takes it with {@code -Dlems.jar}, in the backend's test.
 */
class NeuromlExportTest {

  private static final double WINDOW_MS = 2;
  private static final List<String> POPULATIONS = List.of("exc", "inh");

  private static final Pattern CONNECTION =
      Pattern.compile(
          "preCellId=\"\\.\\./ext_(\\d+)\\[0\\]\" postCellId=\"\\.\\./exc\\[(\\d+)\\]\""
              + " weight=\"([^\"]*)\"");

  @TempDir private Path folder;

  private ExportInput coarse() throws IOException {
    Network network =
        Exports.network(Exports.variant("small.xml", folder, "step=\"0.025ms\"", "step=\"0.1ms\""));
    return Exports.mapped(
        network, "generic-int8", "synapse.weight.min_code=-2", "synapse.weight.max_code=1");
  }

  private Path write(ExportInput input) {
    Exports.write(Exports.backend("neuroml"), input, folder);
    return folder.resolve("small.net.nml");
  }

  @Test
  void theFileHasTheWeightsThatCodesStandFor() throws IOException {
    ExportInput input = coarse();
    Map<String, Double> written = new TreeMap<>();
    Matcher rows = CONNECTION.matcher(Files.readString(write(input)));
    while (rows.find()) {
      written.put(rows.group(1) + " " + rows.group(2), Double.parseDouble(rows.group(3)));
    }
    Network network = input.network().orElseThrow();
    Projection projection =
        network.projections().stream()
            .filter(p -> p.id().equals("extToExc"))
            .findFirst()
            .orElseThrow();
    ConnectionTable meant = projection.connectivity().expand(20, 24, false);
    Loss.WeightError error =
        input.losses().orElseThrow().losses().stream()
            .filter(Loss.WeightError.class::isInstance)
            .map(Loss.WeightError.class::cast)
            .filter(e -> e.projection().equals("extToExc"))
            .findFirst()
            .orElseThrow();
    assertThat(written).hasSize(meant.size());
    int inexact = 0;
    for (int k = 0; k < error.connection().length; k++) {
      int c = error.connection()[k];
      double weight = written.getOrDefault(meant.pre(c) + " " + meant.post(c), Double.NaN);
      assertThat(weight).as("connection %s", c).isCloseTo(error.effective()[k], within(1e-12));
      inexact += Math.abs(weight - meant.weight(c)) > 0.01 ? 1 : 0;
    }
    assertThat(inexact).as("weights that are not the model's").isGreaterThan(meant.size() / 2);
    assertThat(written.values().stream().distinct().count())
        .as("one code other than 0")
        .isLessThanOrEqualTo(2);
  }

  @Test
  void theReferenceDoesWithTheFileWhatTheEmulatorDoes() throws IOException {
    ExportInput input = coarse();
    write(input);
    SpikeTimes emulated = SpikeTimes.of(Exports.emulated(input), POPULATIONS);
    SpikeTimes meant = SpikeTimes.of(Exports.reference(input.network().orElseThrow()), POPULATIONS);
    SpikeTimes ours =
        SpikeTimes.of(
            Exports.reference(Exports.network(folder.resolve("LEMS_small.xml"))), POPULATIONS);
    assertThat(ours.count()).isGreaterThan(200);
    assertThat(ours.matched(emulated, WINDOW_MS))
        .isGreaterThan(0.95)
        .isGreaterThan(meant.matched(emulated, WINDOW_MS) + 0.05);
  }

  @Test
  void brian2DoesWithTheFileWhatTheReferenceAndTheEmulatorDo() throws IOException {
    Exports.needsPython("brian2");
    ExportInput input = coarse();
    Path document = write(input);
    Exports.Ran ran =
        Exports.run(
            folder,
            Map.of(),
            List.of(
                Exports.resource("neuroml_on_brian2.py").toString(),
                document.toString(),
                "0.1",
                "1e-4",
                "spikes.csv"));
    assertThat(ran.code()).as(ran.output()).isZero();
    SpikeTimes theirs = SpikeTimes.read(folder.resolve("spikes.csv"));
    SpikeTimes ours =
        SpikeTimes.of(
            Exports.reference(Exports.network(folder.resolve("LEMS_small.xml"))), POPULATIONS);
    SpikeTimes meant = SpikeTimes.of(Exports.reference(input.network().orElseThrow()), POPULATIONS);
    assertThat(theirs.matched(ours, WINDOW_MS)).isGreaterThan(0.94);
    assertThat(theirs.matched(SpikeTimes.of(Exports.emulated(input), POPULATIONS), WINDOW_MS))
        .isGreaterThan(0.94)
        .isGreaterThan(meant.matched(theirs, WINDOW_MS) + 0.05);
  }
}
