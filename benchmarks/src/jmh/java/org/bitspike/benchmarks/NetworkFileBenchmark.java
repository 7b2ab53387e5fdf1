package org.bitspike.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.bitspike.frontends.api.Cell;
import org.bitspike.frontends.api.Connector;
import org.bitspike.frontends.api.NetworkBuilder;
import org.bitspike.frontends.api.Population;
import org.bitspike.frontends.api.SynapseType.StaticSynapse;
import org.bitspike.frontends.api.Value;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.ProceduralConnector;
import org.bitspike.ir.network.ProceduralConnector.Rule;
import org.bitspike.ir.wire.NetworkFile;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A network file written and read back, verification and checksum included, connections written
 * out: the way between importing a large model once and using it often.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class NetworkFileBenchmark {

  private static final int CELLS = 1000;

  /** Connections of the network. */
  @Param({"100000", "1000000"})
  int connections;

  private Network network = Models.conductanceCells(1);
  private Path folder = Path.of("");

  /** Builds the network and writes it once. */
  @Setup(Level.Trial)
  public void build() throws IOException {
    NetworkBuilder builder = new NetworkBuilder("large");
    Population pre = builder.population("pre", CELLS, Cell.ifCondExp());
    Population post = builder.population("post", CELLS, Cell.ifCondExp());
    ConnectionTable table =
        new ProceduralConnector(
                new Rule.FixedNumberPre(connections / CELLS),
                true,
                Value.normal(0.4, 0.1, 0.05, 0.8),
                Value.uniform(0.5e-3, 2.5e-3),
                5)
            .expand(CELLS, CELLS, false);
    builder.projection(
        "all", pre, post, Connector.fromTable(table), new StaticSynapse(1, 1), "excitatory");
    network = builder.build(100);
    folder = Files.createTempDirectory("bitspike-benchmark-");
    NetworkFile.write(file("read.bspn"), network);
  }

  /** Removes the files. */
  @TearDown(Level.Trial)
  public void clean() throws IOException {
    Files.deleteIfExists(file("read.bspn"));
    Files.deleteIfExists(file("written.bspn"));
    Files.delete(folder);
  }

  /** Writes. */
  @Benchmark
  public Path write() {
    NetworkFile.write(file("written.bspn"), network);
    return folder;
  }

  /** Reads. */
  @Benchmark
  public Network read() {
    return NetworkFile.read(file("read.bspn"));
  }

  private Path file(String name) {
    return folder.resolve(name);
  }
}
