package org.bitspike.frontends.lems;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Network;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many connections are columns, and are read as quickly. */
class ScaleTest {

  private static final int CELLS = 10_000;
  private static final int CONNECTIONS = 100_000;

  @TempDir Path folder;

  @Test
  void hundredThousandConnectionsAreReadInAMoment() throws IOException {
    Path file = folder.resolve("large.nml");
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      out.write(
          "<neuroml id='large'>"
              + TestFiles.CELLS
              + "<network id='net'><population id='src' component='source' size='1'/>");
      out.write(
          "<population id='pop' type='populationList' component='cell' size='" + CELLS + "'>\n");
      for (int i = 0; i < CELLS; i++) {
        out.write("<instance id='" + i + "'><location x='1' y='2' z='" + i + "'/></instance>\n");
      }
      out.write(
          "</population>\n"
              + "<projection id='proj' presynapticPopulation='pop' postsynapticPopulation='pop'"
              + " synapse='syn'>\n");
      for (int i = 0; i < CONNECTIONS; i++) {
        out.write(
            "<connectionWD id='"
                + i
                + "' preCellId='../pop/"
                + i % CELLS
                + "/cell' postCellId='../pop/"
                + (i * 7 + 1) % CELLS
                + "/cell' weight='"
                + i * 1e-3
                + "' delay='1.5ms'/>\n");
      }
      out.write("</projection></network></neuroml>");
    }
    new LemsFrontend(LemsOptions.run(1, 1e-4)).read(file, List.of());
    Network network =
        Assertions.assertTimeoutPreemptively(
            Duration.ofSeconds(5),
            () -> new LemsFrontend(LemsOptions.run(1, 1e-4)).read(file, List.of()).network());
    ConnectionTable table = (ConnectionTable) network.projections().get(0).connectivity();
    assertThat(table.size()).isEqualTo(CONNECTIONS);
    int last = CONNECTIONS - 1;
    assertThat(table.pre(last)).isEqualTo(last % CELLS);
    assertThat(table.post(last)).isEqualTo((last * 7 + 1) % CELLS);
    assertThat(table.weight(last)).isEqualTo(last * 1e-3);
    assertThat(table.delaySeconds(last)).isEqualTo(0.0015);
    assertThat(table.line(last) - table.line(0)).isEqualTo(last);
    assertThat(network.population("pop").size()).isEqualTo(CELLS);
  }
}
