package org.bitspike.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Projection;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.wire.AtomicFile;

/**
 * What the connections of learning projections weigh at the end of a run, as a CSV table: a row per
 * connection with the indices of its cells, the weight it began with and the one it ended with, in
 * the model's units.
 */
final class WeightTable {

  private WeightTable() {}

  static void write(Path file, Network network, Recording recording) {
    Map<String, Recording.WeightSeries> last = new LinkedHashMap<>();
    recording.weights().forEach(series -> last.put(series.projection(), series));
    WholeFile.makeFolder(file);
    AtomicFile.write(
        file,
        out -> {
          out.write(row("projection", "pre", "post", "initial", "final"));
          for (Projection projection : network.projections()) {
            Recording.WeightSeries series = last.get(projection.id());
            if (series == null) {
              continue;
            }
            ConnectionTable table = table(network, projection);
            for (int k = 0; k < series.connection().length; k++) {
              int c = series.connection()[k];
              out.write(
                  row(
                      projection.id(),
                      String.valueOf(table.pre(c)),
                      String.valueOf(table.post(c)),
                      String.valueOf(table.weight(c)),
                      String.valueOf(series.weight()[k])));
            }
          }
        });
  }

  private static ConnectionTable table(Network network, Projection projection) {
    return projection
        .connectivity()
        .expand(
            network.population(projection.pre()).size(),
            network.population(projection.post()).size(),
            projection.pre().equals(projection.post()));
  }

  private static byte[] row(String... values) {
    return (String.join(",", values) + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
