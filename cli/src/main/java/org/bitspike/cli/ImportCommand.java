package org.bitspike.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.bitspike.frontends.lems.hdf5.Hdf5Reader;
import org.bitspike.frontends.lems.hdf5.Hdf5Writer;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
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
      description = "network file to write; .txt for the text form, .h5 for NeuroML in HDF5")
  private @Nullable Path output;

  ImportCommand(Bitspike root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    boolean hdf5 = output != null && output.toString().endsWith(".h5");
    Network network = hdf5 ? model.loadDocument(root) : model.load(root);
    if (output != null) {
      if (hdf5) {
        writeHdf5(output);
      } else if (output.toString().endsWith(".txt")) {
        WholeFile.write(output, NetworkText.print(network));
      } else {
        NetworkFile.write(output, network);
      }
    }
    Map<String, Object> summary = summary(network);
    if (hdf5) {
      // a document has no run
      summary.remove("duration");
      summary.remove("step");
    }
    if (root.json()) {
      root.terminal().out().println(Json.print(summary));
    } else {
      summary.forEach((key, value) -> root.terminal().out().printf("%-12s %s%n", key, value));
    }
    return ExitCode.FINE;
  }

  private void writeHdf5(Path target) {
    if (model.file().toString().endsWith(".bspn") || Hdf5Reader.accepts(model.file())) {
      throw new BitspikeException(
          Diagnostic.error(
              Code.U_UNSUPPORTED_HERE,
              new SourceRef(model.file().toString(), 0, 0, ""),
              "HDF5 is written from a NeuroML document in XML",
              "give the .nml file"));
    }
    WholeFile.makeFolder(target);
    Hdf5Writer.write(model.file(), target);
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
