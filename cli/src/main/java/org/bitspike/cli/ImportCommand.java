package org.bitspike.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.bitspike.ir.network.ConnectionTable;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.wire.NetworkFile;
import org.bitspike.ir.wire.NetworkText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reads a model and writes it as a network file. */
@Command(
    name = "import",
    description = "Read a model and write it as a network (.bspn).",
    mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {

  private final Bitspike root;

  @Mixin private ModelOptions model = new ModelOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "network file to write; .txt for the text form")
  private @Nullable Path output;

  ImportCommand(Bitspike root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    Network network = model.load(root);
    if (output != null) {
      if (output.toString().endsWith(".txt")) {
        WholeFile.write(output, NetworkText.print(network));
      } else {
        NetworkFile.write(output, network);
      }
    }
    Map<String, Object> summary = summary(network);
    if (root.json()) {
      root.terminal().out().println(Json.print(summary));
    } else {
      summary.forEach((key, value) -> root.terminal().out().printf("%-12s %s%n", key, value));
    }
    return ExitCode.FINE;
  }

  private static Map<String, Object> summary(Network network) {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("network", network.name());
    summary.put("populations", network.populations().size());
    summary.put("neurons", network.populations().stream().mapToLong(p -> p.size()).sum());
    summary.put("projections", network.projections().size());
    long written =
        network.projections().stream()
            .mapToLong(p -> p.connectivity() instanceof ConnectionTable t ? t.size() : 0)
            .sum();
    summary.put("connections", written);
    summary.put(
        "rules",
        network.projections().stream()
            .filter(p -> !(p.connectivity() instanceof ConnectionTable))
            .count());
    summary.put("inputs", network.inputs().size());
    summary.put("duration", network.run().durationSeconds() + " s");
    summary.put("step", network.run().stepSeconds() + " s");
    return summary;
  }
}
