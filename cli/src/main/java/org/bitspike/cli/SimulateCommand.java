package org.bitspike.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.bitspike.conformance.output.OutputFiles;
import org.bitspike.ir.SourceRef;
import org.bitspike.ir.diag.BitspikeException;
import org.bitspike.ir.diag.Code;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.network.Network;
import org.bitspike.ir.recording.Recording;
import org.bitspike.ir.wire.RecordingFile;
import org.bitspike.reference.RandomMode;
import org.bitspike.reference.ReferenceSimulator;
import org.bitspike.reference.SimulationOptions;
import org.bitspike.reference.converged.ConvergedOptions;
import org.bitspike.report.SimulationReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Runs a model in double precision, and writes the files that its simulation names: what the
 * standard's own tools do, with their options as far as they mean something here.
 */
@Command(
    name = "simulate",
    description = {
      "Run a model in the double-precision reference simulator.",
      "Files that the model's simulation names are written to the working folder, as",
      "`jnml MODEL -nogui` writes them."
    },
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
      names = {"--output-dir", "-outputdir"},
      paramLabel = "FOLDER",
      description = "write the model's own output files below this folder, not the working one")
  private @Nullable Path outputDir;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "write a self-contained HTML report, with the model's displays as plots")
  private @Nullable Path report;

  @Option(
      names = {"--no-run", "-norun"},
      description = "only read and check the model")
  private boolean noRun;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = {
        "threads that step populations; 0, the default,",
        "chooses. Results do not depend on it"
      })
  private int threads;

  @Option(
      names = "--vectors",
      description = {
        "use the JVM's vector instructions: long runs of",
        "large populations are faster, the start is",
        "slower, results are the same"
      })
  private boolean vectors;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--random",
      paramLabel = "HOW",
      description = {
        "jlems: all random numbers come from one sequence, in order of evaluation, as LEMS's own",
        "interpreter draws them (the default in grid mode);",
        "streams: each source draws from a stream of its own, as `check` does"
      })
  private @Nullable Draws random;

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      description = "write a CSV table of the weights that have been learnt")
  private @Nullable Path weights;

  @Option(names = "--no-files", description = "do not write the model's own output files")
  private boolean noFiles;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description = {
        "grid: fixed steps, as LEMS's own interpreter takes them (the default);",
        "converged: no step, each variable within a tolerance"
      })
  private Mode mode = Mode.GRID;

  @Option(
      names = "--tolerance",
      paramLabel = "X",
      description = "in converged mode, the relative error of a step, 1e-8 unless given")
  private @Nullable Double tolerance;

  /** How time goes on. */
  private enum Mode {
    GRID,
    CONVERGED
  }

  @SuppressWarnings("UnusedVariable") // it only has to be accepted
  @Option(names = "-nogui", description = "accepted; there is no window to leave out")
  private boolean noGui;

  /** How random numbers are drawn. */
  private enum Draws {
    STREAMS,
    JLEMS
  }

  SimulateCommand(Bitspike root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    if (vectors && !VectorProcess.isThisOne() && spec != null) {
      return VectorProcess.run(spec.root().commandLine().getParseResult().originalArgs());
    }
    Network network = model.load(root);
    Optional<OutputFiles> files = noFiles ? Optional.empty() : Optional.of(outputFiles(network));
    if (noRun) {
      root.terminal().err().println("the model is read and checked; it was not run");
      return ExitCode.FINE;
    }
    Recording recording;
    try (Terminal.Progress progress = root.terminal().progress("simulate", network.run().steps())) {
      SimulationOptions options =
          SimulationOptions.defaults()
              .withRecordRanges(output != null || report != null)
              .withThreads(threadCount())
              .withRandomMode(randomMode())
              .withProgress(progress::at)
              .withWarnings(w -> root.terminal().err().println(w.render()));
      recording = ReferenceSimulator.simulate(network, inMode(options));
    }
    files.ifPresent(f -> f.write(recording));
    if (output != null) {
      RecordingFile.write(output, recording);
    }
    if (weights != null) {
      WeightTable.write(weights, network, recording);
    }
    if (report != null) {
      WholeFile.write(
          report,
          SimulationReport.render(
              network, recording, Map.of("model file", model.file().toString())));
    }
    printSpikes(root, recording);
    return ExitCode.FINE;
  }

  /** What was asked for, or what belongs to the mode. */
  private RandomMode randomMode() {
    boolean inOrder = random == null ? mode == Mode.GRID : random == Draws.JLEMS;
    return inOrder ? RandomMode.SEQUENTIAL : RandomMode.COUNTER;
  }

  private int threadCount() {
    if (threads < 0) {
      throw new BitspikeException(
          Diagnostic.error(
              Code.U_USAGE,
              SourceRef.NONE,
              "--threads " + threads + " is below 0",
              "give a number of threads, or 0 to have it chosen"));
    }
    return threads;
  }

  private SimulationOptions inMode(SimulationOptions options) {
    if (mode == Mode.CONVERGED) {
      return options.withTolerance(
          tolerance == null ? ConvergedOptions.DEFAULT_TOLERANCE : tolerance);
    }
    if (tolerance != null) {
      throw new BitspikeException(
          Diagnostic.error(
              Code.U_UNSUPPORTED_HERE,
              SourceRef.NONE,
              "--tolerance "
                  + tolerance
                  + " says nothing about grid mode, whose error is its step's",
              "add --mode converged, or give --step instead"));
    }
    return options;
  }

  /** Below the folder that was asked for, or else below the working folder or the model's own. */
  private OutputFiles outputFiles(Network network) {
    if (outputDir != null) {
      return new OutputFiles(network, outputDir, List.of());
    }
    Path own = model.file().toAbsolutePath().getParent();
    return new OutputFiles(network, Path.of(""), own == null ? List.of() : List.of(own));
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
      Map<String, Object> all = new LinkedHashMap<>();
      all.put("populations", populations);
      if (!recording.counters().isEmpty()) {
        all.put("counters", Json.counters(recording));
      }
      root.terminal().out().println(Json.print(all));
    } else {
      recording
          .counters()
          .forEach(
              c ->
                  root.terminal()
                      .out()
                      .printf(
                          java.util.Locale.ROOT,
                          "%-24s %24d %s%n",
                          c.place(),
                          c.count(),
                          c.what()));
    }
  }
}
