package org.bitspike.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.wire.RecordingFile;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a model in double precision. */
@Command(
    name = "simulate",
    description = "Run a model in the double-precision reference simulator.",
    mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {

  private final Bitspike root;

  @Mixin private ModelOptions model = new ModelOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "recording to write (.bspr)")
  private @Nullable Path output;

  @Option(
      names = "--output-dir",
      paramLabel = "FOLDER",
      description = "write the model's own output files below this folder")
  private @Nullable Path outputDir;

  SimulateCommand(Bitspike root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    Network network = model.load(root);
    Recording recording;
    try (Terminal.Progress progress = root.terminal().progress("simulate", network.run().steps())) {
      recording =
          ReferenceSimulator.simulate(
              network, SimulationOptions.defaults().withProgress(progress::at));
    }
    if (output != null) {
      RecordingFile.write(output, recording);
    }
    if (outputDir != null) {
      new ModelOutputs(network, recording).write(outputDir);
    }
    printSpikes(root, recording);
    return ExitCode.FINE;
  }

  /** Spikes and mean rate of each population. */
  static void printSpikes(Bitspike root, Recording recording) {
    double seconds = recording.durationTicks() * recording.tickSeconds();
    Map<String, Object> populations = new LinkedHashMap<>();
    for (Recording.SpikeSeries series : recording.spikes()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("neurons", series.size());
      one.put("spikes", series.count());
      one.put("rateHz", series.count() / (series.size() * seconds));
      populations.put(series.population(), one);
      if (!root.json()) {
        root.terminal()
            .out()
            .printf(
                java.util.Locale.ROOT,
                "%-24s %6d neurons %9d spikes %9.3f Hz%n",
                series.population(),
                series.size(),
                series.count(),
                series.count() / (series.size() * seconds));
      }
    }
    if (root.json()) {
      root.terminal().out().println(Json.print(Map.of("populations", populations)));
    }
  }
}
