package org.bitspike.ir.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.network.Component;
import org.bitspike.ir.network.ComponentType;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.network.Population;
import org.bitspike.ir.network.Projection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A million connections pass through a file in a heap that holds little more than their columns.
 */
class LargeNetworkTest {

  private static final int CONNECTIONS = 1_000_000;

  @Test
  void aMillionConnectionsStream(@TempDir Path folder) throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx144m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                LargeNetworkTest.class.getName(),
                folder.resolve("large.bspn").toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(log, StandardCharsets.UTF_8)).isZero();
    assertThat(Files.size(folder.resolve("large.bspn"))).isBetween(20_000_000L, 30_000_000L);
    try (var files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("large.bspn", "log");
    }
  }

  /** Runs in a JVM of its own. */
  public static void main(String[] arguments) {
    Path file = Path.of(arguments[0]);
    String digest = write(file);
    Network back = NetworkFile.read(file);
    ConnectionTable table = (ConnectionTable) back.projections().getFirst().connectivity();
    boolean same = table.size() == CONNECTIONS && Digests.sha256(back).equals(digest);
    System.exit(same ? 0 : 1);
  }

  private static String write(Path file) {
    ConnectionTable.Builder table = ConnectionTable.builder();
    for (int c = 0; c < CONNECTIONS; c++) {
      table.add(c % 1000, c * 7 % 1000, c * 1e-6, 1e-3, c + 1);
    }
    ComponentType type =
        new ComponentType(
            "cell",
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            ComponentType.Dynamics.NONE,
            SourceRef.NONE);
    Network network =
        new Network(
            "large",
            List.of(type),
            List.of(Component.of("c", "cell", Map.of())),
            List.of(new Population("p", "c", 1000, SourceRef.NONE)),
            List.of(
                new Projection(
                    "e",
                    "p",
                    "p",
                    Optional.of("c"),
                    Optional.empty(),
                    table.build(),
                    new SourceRef("net.xml", 3, 1, "net/e"))),
            List.of(),
            List.of(),
            new Network.Run(1e-4, 1, 1),
            SourceRef.NONE);
    NetworkFile.write(file, network);
    return Digests.sha256(network);
  }
}
